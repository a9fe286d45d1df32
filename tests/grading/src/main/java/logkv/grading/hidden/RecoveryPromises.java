package logkv.grading.hidden;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import logkv.grading.bench.StoreFolder;
import logkv.grading.bench.StoreProcess;
import logkv.grading.bench.StoreProcess.Figures;
import logkv.grading.bench.StoreThrew;
import logkv.grading.bench.StoreUnderTest;
import logkv.grading.bench.Trial;
import logkv.grading.inside.Entry;
import logkv.grading.inside.Story;
import logkv.grading.inside.Texts;

/** Phase 5: torn ends, real kills and locks, seen from outside. The power is cut from inside. */
public final class RecoveryPromises extends PromisedSuite {
  private static final String TORN = "A torn last record is not cut off as promised.";
  private static final String TORN_HINT =
      "cut the file where the torn record begins, durably, before anything is written behind it";
  private static final String LOCK = "Two stores have the same directory open at once.";
  private static final String LOCK_HINT =
      "a lock of the system for other processes, and a list for this one; ask the list first";

  public RecoveryPromises() {
    super(5);
    promise("torn", this::torn);
    promise("damage", this::damage);
    promise("kill", this::kill);
    promise("lock", this::lock);
    promise("lock-file", this::lockFile);
    promise("failed-open", this::failedOpen);
  }

  private void torn(Trial trial) throws Exception {
    Random random = trial.random();
    for (int round = 0; round < 4; round++) {
      Texts texts = new Texts(random);
      List<Entry> entries = new ArrayList<>();
      TreeMap<String, String> model = new TreeMap<>();
      for (String key : texts.keys(round == 0 ? 0 : 4 + random.nextInt(4))) {
        String value = texts.value(80);
        entries.add(Entry.put(key, value));
        model.put(key, value);
      }
      entries.add(
          round == 1
              ? Entry.tombstone(model.firstKey())
              : Entry.put("torn", texts.word(10).repeat(round == 3 ? 40_000 : 12)));
      int[] offsets = Entry.offsets(entries);
      int start = offsets[entries.size() - 1];
      int length = offsets[entries.size()] - start;
      byte[] log = Entry.log(entries, false);
      TreeSet<Integer> cuts = new TreeSet<>(List.of(1, 8, 16, 17, length - 1));
      while (cuts.size() < 10) {
        cuts.add(1 + random.nextInt(length - 1));
      }
      for (int cut : cuts) {
        tornAt(trial, Arrays.copyOf(log, start + cut), start, cut, length, model);
      }
    }
  }

  private static void tornAt(
      Trial trial, byte[] log, int start, int cut, int length, Map<String, String> before)
      throws Exception {
    TreeMap<String, String> model = new TreeMap<>(before);
    StoreFolder folder = trial.newFolder();
    folder.create();
    folder.write(Logs.LOG, log);
    String done = "a log of %d records, and of a last one the first %d of %d bytes; open"
        .formatted(model.size(), cut, length);
    StoreUnderTest store;
    try {
      store = trial.open(folder);
    } catch (StoreThrew threw) {
      throw Story.of("A store with a torn last record is refused.")
          .workload(done)
          .expected("it opens: nobody was promised anything about that record")
          .came(Play.said(threw))
          .hint("the bytes end before the record does: that is Torn, and no reason to refuse");
    }
    requireCut(store, cut, done);
    requireLength(folder, start, done);
    Contents.require(store, model, TORN, done + ", read all", TORN_HINT);
    if (cut % 3 == 0) {
      store.compact();
      requireCut(store, cut, done + ", compact()"); // what opening has cut off stays known
    }
    store.put("k", ""); // shorter than most of what was torn
    model.put("k", "");
    store.close();
    for (String again : List.of(", put(k, \"\"), reopen", ", put(k, \"\"), reopen twice")) {
      store = trial.open(folder);
      requireCut(store, 0, done + again);
      Contents.require(store, model, TORN, done + again + ", read all", TORN_HINT);
      store.close();
    }
    requireLength(folder, start + 18, done + ", put(k, \"\"), reopen twice");
  }

  private static void requireCut(StoreUnderTest store, int expected, String done) {
    long came = store.cutBytes();
    if (came != expected) {
      throw Story.of("cutBytes() does not say how many bytes opening cut off.")
          .workload(done + ", cutBytes()")
          .expected("%d", expected)
          .came("%d", came)
          .hint("each opening counts what it cuts off; what was closed well is cut by nothing");
    }
  }

  private static void requireLength(StoreFolder folder, long expected, String done)
      throws Exception {
    long came = folder.files().getOrDefault(Logs.LOG, 0L);
    if (came != expected) {
      throw Story.of(TORN)
          .workload(done)
          .expected("data.log has %,d bytes", expected)
          .came("it has %,d", came)
          .with("files", Logs.files(folder))
          .hint(TORN_HINT);
    }
  }

  /** What is no torn end is refused, as it always was; and a store with torn ends opens. */
  private void damage(Trial trial) throws Exception {
    Texts texts = new Texts(trial.random());
    List<Entry> entries = new ArrayList<>();
    for (String key : texts.keys(5)) {
      entries.add(Entry.put(key, texts.value(60)));
    }
    int[] offsets = Entry.offsets(entries);
    byte[] whole = Entry.log(entries, false);
    for (int kind : new int[] {0, 3, 7, 255}) {
      int victim = trial.random().nextInt(4);
      byte[] log = Arrays.copyOf(whole, whole.length - 1); // its last record is torn, too
      log[offsets[victim] + Entry.KIND_AT] = (byte) kind;
      StoreFolder folder = trial.newFolder();
      folder.create();
      folder.write(Logs.LOG, log);
      String done = "a log of 5 records; the kind of number %d is %d, the last one is torn; open"
          .formatted(victim, kind);
      StoreThrew threw = Refusals.require(
          Refusals.CORRUPT,
          () -> trial.open(folder).close(),
          "Damage is taken for a torn end.",
          done,
          "only Torn is cut off; what is Corrupt was whole once, and others lie behind it");
      Damage.requirePlace(threw, offsets[victim], done, log);
      Damage.requireUntouched(folder, log, done);
      folder.write(Logs.LOG, Arrays.copyOf(whole, whole.length - 1));
      StoreUnderTest store = trial.open(folder);
      requireCut(
          store, entries.get(4).length() - 1, "the damage is mended, the torn end is not; open");
      store.close();
    }
  }

  private void kill(Trial trial) throws Exception {
    Killed.require(trial, StoreProcess::open, Killed.ALL, 2);
    StoreFolder folder = trial.newFolder();
    trial.open(folder).put("k", "v");
    try (StoreProcess other = trial.newProcess()) {
      requireLocked(() -> other.open(folder), "one process opens, another opens");
      trial.process().kill();
      StoreUnderTest store = other.open(folder);
      Contents.require(
          store,
          Map.of("k", "v"),
          "A killed process takes acknowledged work with it.",
          "open, put(k, v), kill -9, another process opens",
          "");
      store.close();
    }
  }

  private static void requireLocked(Runnable opening, String done) {
    Refusals.require(Refusals.LOCKED, opening, LOCK, done, LOCK_HINT);
  }

  private void lock(Trial trial) throws Exception {
    StoreProcess one = trial.process();
    StoreFolder folder = trial.newFolder();
    try (StoreProcess two = trial.newProcess()) {
      StoreUnderTest first = one.open(folder);
      first.put("k", "1");
      first.put("k", "2");
      requireLocked(() -> two.open(folder), "one opens, two opens");
      requireLocked(() -> one.open(folder), "one opens, one opens again");
      requireLocked(() -> two.open(folder), "one opens, one opens again (refused), two opens");
      first.compact();
      requireLocked(() -> two.open(folder), "one opens, one compacts, two opens");
      requireLocked(() -> one.open(folder), "one opens, one compacts, one opens again");
      first.put("k", "3");
      first.close();
      StoreUnderTest second = two.open(folder);
      Contents.require(
          second,
          Map.of("k", "3"),
          "The next one finds something else.",
          "one: open, put, compact, put(k, 3), close; two: open, read all",
          "");
      requireLocked(() -> one.open(folder), "one opens and closes, two opens, one opens");
      second.close();
      second.close();
      StoreUnderTest third = one.open(folder);
      first.close();
      requireLocked(
          () -> two.open(folder), "one opens, closes, opens, closes the first again; two opens");
      requireLocked(
          () -> one.open(folder), "one opens, closes, opens, closes the first again; one opens");
      third.close();
      StoreFolder other = trial.newFolder();
      StoreUnderTest here = one.open(folder);
      one.open(other).close(); // another directory is another store
      here.close();
    }
  }

  private void lockFile(Trial trial) throws Exception {
    byte[][] left = {
      {},
      "process 1".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
      {-1, 0, 7},
      ("process " + ProcessHandle.current().pid())
          .getBytes(java.nio.charset.StandardCharsets.US_ASCII)
    };
    for (byte[] lock : left) {
      StoreFolder folder = trial.newFolder();
      folder.create();
      folder.write("LOCK", lock);
      String done = "a file LOCK of %d bytes lies in the directory; open".formatted(lock.length);
      StoreUnderTest store;
      try {
        store = trial.open(folder);
      } catch (StoreThrew threw) {
        throw Story.of("A file LOCK that somebody left keeps the store from opening.")
            .workload(done)
            .expected("it opens: that the file exists means nothing")
            .came(Play.said(threw))
            .hint("the lock of the system is what counts; it goes with the process that held it");
      }
      store.put("k", "v");
      requireLocked(() -> trial.open(folder), done + ", open again");
      store.close();
      trial.open(folder).close();
    }
  }

  private void failedOpen(Trial trial) throws Exception {
    List<Entry> entries = List.of(Entry.put("a", "1"), Entry.put("b", "2"), Entry.put("c", "3"));
    byte[] whole = Entry.log(entries, false);
    byte[] log = whole.clone();
    log[entries.get(0).length() + Entry.KIND_AT] = 9;
    StoreFolder folder = trial.newFolder();
    folder.create();
    folder.write(Logs.LOG, log);
    try (StoreProcess process = trial.newProcess()) { // in which nothing was forgotten yet
      failsAndRecovers(trial.process(), process, folder, whole);
    }
  }

  private static void failsAndRecovers(
      StoreProcess other, StoreProcess process, StoreFolder folder, byte[] whole) throws Exception {
    Runnable attempt = () -> Refusals.require(
        Refusals.CORRUPT,
        () -> process.open(folder),
        "A damaged log is not refused, again and again.",
        "a log of 3 records, the second one damaged; open, more than once",
        "an opening that fails leaves nothing behind, above all no lock");
    attempt.run();
    Figures before = process.figures();
    int times = 40;
    for (int i = 0; i < times; i++) {
      attempt.run();
    }
    Resources.requireNoMore(
        before,
        process.figures(),
        times,
        "40 openings of a damaged log, all refused",
        "when replay throws, close the log as well as the lock");
    folder.write(Logs.LOG, whole);
    StoreUnderTest first = other.open(folder);
    requireLocked(() -> process.open(folder), "refused openings, mended; another process opens");
    first.close();
    StoreUnderTest store = process.open(folder);
    Contents.require(
        store,
        Map.of("a", "1", "b", "2", "c", "3"),
        "After refused openings the mended store is not what it was.",
        "a damaged log is refused, is mended; open, read all",
        "");
    store.close();
  }
}
