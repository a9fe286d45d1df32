package logkv.grading.grade;

import static logkv.crash.Step.put;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import logkv.crash.CrashStore;
import logkv.crash.CrashTest;
import logkv.crash.Disk;
import logkv.grading.bench.Bench;
import logkv.grading.bench.Broken;
import logkv.grading.bench.Examination;
import logkv.grading.bench.HiddenSuite;
import logkv.grading.bench.InChildSuite;
import logkv.grading.bench.LocalStore;
import logkv.grading.bench.StoreFolder;
import logkv.grading.bench.StoreUnderTest;
import logkv.grading.bench.Trial;
import logkv.grading.score.Promise;
import logkv.grading.score.Rubric;

/** Six promises of phase 2: enough to see who scores what, and quickly tried. */
final class SmallExamination {
  static final String FOUND = "2.found";
  static final String ABSENT = "2.absent";
  static final String KEYS = "2.keys";
  static final String REOPENED = "2.reopened";
  static final String KILLED = "2.killed";
  static final String CRASHED = "2.crashed";

  private SmallExamination() {}

  static Examination of() {
    List<Promise> promises = List.of(FOUND, ABSENT, KEYS, REOPENED, KILLED, CRASHED).stream()
        .map(id -> new Promise(id, 2, 10, "The store keeps " + id + ".", "02-persistence.md"))
        .toList();
    return new Examination(
        new Rubric(promises),
        List.of(new FromOutside()),
        List.of(new Inside()),
        (phase, results) -> Optional.empty(),
        false);
  }

  static final class FromOutside implements HiddenSuite {
    @Override
    public int phase() {
      return 2;
    }

    @Override
    public List<String> promises() {
      return List.of(FOUND, ABSENT, KEYS, REOPENED, KILLED);
    }

    @Override
    public void run(Bench bench) {
      bench.check(FOUND, trial -> {
        StoreUnderTest store = trial.open(trial.newFolder());
        expectFound(store, put(trial, store));
        store.close();
      });
      bench.check(ABSENT, trial -> {
        StoreUnderTest store = trial.open(trial.newFolder());
        expect("delete(\"nothing\")", store.delete("nothing"), false);
      });
      bench.check(KEYS, trial -> {
        StoreUnderTest store = trial.open(trial.newFolder());
        put(trial, store);
        expect("keys()", store.keys(), List.of("key"));
        expect("size()", store.size(), 1);
      });
      bench.check(REOPENED, trial -> {
        StoreFolder folder = trial.newFolder();
        StoreUnderTest store = trial.open(folder);
        String value = put(trial, store);
        store.close();
        StoreFolder copy = folder.copy();
        expectFound(trial.newProcess().open(copy), value);
      });
      bench.check(KILLED, trial -> {
        StoreFolder folder = trial.newFolder();
        String value = put(trial, trial.open(folder));
        trial.process().kill();
        expect("files", folder.has("data.log"), true);
        expectFound(trial.open(folder), value);
      });
    }

    private static String put(Trial trial, StoreUnderTest store) {
      String value = "value " + trial.random().nextInt(1_000_000);
      store.put("key", value);
      return value;
    }

    private static void expectFound(StoreUnderTest store, String value) {
      expect("get(\"key\")", store.get("key"), Optional.of(value));
    }

    private static void expect(String call, Object found, Object expected) {
      if (!found.equals(expected)) {
        throw new Broken("%s returned %s, not %s.".formatted(call, found, expected), "");
      }
    }
  }

  /** Runs beside the submission. */
  public static final class Inside implements InChildSuite {
    @Override
    public int phase() {
      return 2;
    }

    @Override
    public List<String> promises() {
      return List.of(CRASHED);
    }

    @Override
    public void check(String promise, LocalStore.Opener stores, Random random) {
      CrashTest.of(directory -> new Crashing(stores.anew().open(directory)))
          .on(Disk.PROCESS_KILL)
          .check(put("a", "1"), put("b", "" + random.nextInt(1_000)), put("a", "3"));
    }
  }

  private record Crashing(LocalStore store) implements CrashStore {
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
      Map<String, String> contents = new TreeMap<>();
      for (String key : store.keys()) {
        contents.put(key, store.get(key).orElse("(nothing)"));
      }
      return contents;
    }

    @Override
    public void close() throws IOException {
      store.close();
    }
  }
}
