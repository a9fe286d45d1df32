import static logkv.crash.Step.put;
import static logkv.crash.Step.sync;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import logkv.crash.CrashStore;
import logkv.crash.CrashTest;
import logkv.crash.Disk;
import logkv.crash.Exploration;
import logkv.crash.Step;
import logkv.segmented.Options;
import logkv.segmented.SegmentedStore;
import logkv.segmented.SyncPolicy;
import logkv.segmented.TextStore;

/**
 * What a killed process and a power cut leave under each sync policy, tried on a simulated disk at every
 * operation. Needs the crash kit on the class path, too.
 */
public class WhatSurvives {
  public static void main(String[] arguments) {
    System.out.println("policy            kill    power cut   power cut after sync()");
    row("always", SyncPolicy.always(), true);
    row("every 10 seconds", SyncPolicy.every(Duration.ofSeconds(10)), false);
    row("never", SyncPolicy.never(), false);
  }

  private static void row(String name, SyncPolicy policy, boolean survivesPowerCuts) {
    boolean kill =
        survives(policy, Disk.PROCESS_KILL, List.of(put("a", "1"), put("b", "2")), false);
    boolean powerCut = survives(policy, Disk.STRICT, List.of(put("a", "1"), put("b", "2")), false);
    boolean afterSync =
        survives(policy, Disk.STRICT, List.of(put("a", "1"), put("b", "2"), sync()), true);
    System.out.printf("%-17s %-7s %-11s %s%n", name, word(kill), word(powerCut), word(afterSync));
    assert kill;
    assert powerCut == survivesPowerCuts;
    assert afterSync;
  }

  private static boolean survives(
      SyncPolicy policy, Disk disk, List<Step> steps, boolean onlyAfterSync) {
    CrashTest test = CrashTest.of(directory -> new Store(policy, directory)).on(disk);
    Exploration tried = (onlyAfterSync ? test.durableOnlyAfterSync() : test).explore(steps);
    assert tried.states() > 0;
    return tried.finding().isEmpty();
  }

  private static String word(boolean survives) {
    return survives ? "all" : "a prefix";
  }

  /** The store as the crash kit wants it. */
  private static final class Store implements CrashStore {
    private final TextStore store;

    Store(SyncPolicy policy, Path directory) throws IOException {
      Options options = Options.DEFAULTS.with().syncPolicy(policy).build();
      store = TextStore.of(SegmentedStore.open(directory, options));
    }

    @Override
    public void put(String key, String value) throws IOException {
      store.put(key, value);
    }

    @Override
    public void delete(String key) throws IOException {
      store.delete(key);
    }

    @Override
    public Map<String, String> contents() throws IOException {
      Map<String, String> contents = new LinkedHashMap<>();
      for (String key : store.keys()) {
        contents.put(key, store.get(key).orElseThrow());
      }
      return contents;
    }

    @Override
    public void sync() throws IOException {
      store.bytes().sync();
    }

    @Override
    public void close() throws IOException {
      store.close();
    }
  }
}
