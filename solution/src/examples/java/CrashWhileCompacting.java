import static logkv.crash.Step.compact;
import static logkv.crash.Step.delete;
import static logkv.crash.Step.put;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import logkv.LogStore;
import logkv.crash.CrashStore;
import logkv.crash.CrashTest;
import logkv.crash.Disk;
import logkv.crash.Exploration;

/**
 * Kills the store of the course, and cuts its power, at every operation of a few calls with a compaction
 * among them, and once more at every operation of the opening after that. Needs the crash kit on the class
 * path, too.
 */
public class CrashWhileCompacting {
  public static void main(String[] arguments) {
    for (Disk disk : new Disk[] {Disk.PROCESS_KILL, Disk.ORDERED, Disk.STRICT}) {
      Exploration tried = CrashTest.of(Adapter::new)
          .on(disk)
          .crashingAgainDuringRecovery()
          .explore(List.of(
              put("a", "1"), put("b", "2"), put("a", "3"), delete("b"), compact(), put("c", "4")));
      System.out.printf("%-13s %s%n", disk, tried);
      assert tried.finding().isEmpty();
      assert tried.states() > 10;
    }
  }

  /** The store as the crash kit wants it. */
  private static final class Adapter implements CrashStore {
    private final LogStore store;

    Adapter(Path directory) throws IOException {
      store = LogStore.open(directory);
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
    public void compact() throws IOException {
      store.compact();
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
    public void close() throws IOException {
      store.close();
    }
  }
}
