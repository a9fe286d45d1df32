package logkv.grading.hidden;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import logkv.grading.bench.StoreFolder;
import logkv.grading.bench.StoreProcess;
import logkv.grading.bench.StoreProcess.Figures;
import logkv.grading.bench.StoreUnderTest;
import logkv.grading.bench.Trial;
import logkv.grading.inside.Entry;
import logkv.grading.inside.Shown;
import logkv.grading.inside.Story;
import logkv.grading.inside.Texts;

/** Phase 4: space that comes back, seen from outside. */
public final class CompactionPromises extends PromisedSuite {
  private static final Set<String> FILES_OF_LATER_PHASES = Set.of("LOCK", "data.log.cut");

  public CompactionPromises() {
    super(4);
    promise("history", this::history);
    promise("exact", this::exact);
    promise("wants", this::wants);
    promise("policy", this::policy);
    promise("leftovers", this::leftovers);
    promise("files", this::files);
    promise("heap", this::heap);
    promise("kill", this::kill);
  }

  private void history(Trial trial) throws Exception {
    Comparison.require(
        trial,
        StoreProcess::open,
        Histories.of(25).withDeletes().withCompactions().make(trial.random(), 450),
        "A store that is compacted now and then does not answer as the store of phase 1 does.",
        "after the swap three things must tell of the new log: the open file, the index, the sums");
    double ratio = 0.1 + trial.random().nextInt(80) / 100.0;
    long minimum = trial.random().nextInt(1_500);
    Comparison.require(
        trial,
        (process, folder) -> process.open(folder, minimum, ratio),
        Histories.of(12).withDeletes().withCompactions().make(trial.random(), 250),
        "A store that compacts itself (policy of %,d bytes, ratio %.2f) does not answer right."
            .formatted(minimum, ratio),
        "the record that is being put belongs behind the compaction that its put began");
  }

  /** The log is long, so that offsets do not fit into 16 bits. */
  private void exact(Trial trial) throws Exception {
    Random random = trial.random();
    Texts texts = new Texts(random);
    List<String> keys = texts.keys(150);
    StoreFolder folder = trial.newFolder();
    StoreUnderTest store = trial.process().open(folder, Long.MAX_VALUE, 1);
    LinkedHashMap<String, String> live = new LinkedHashMap<>(); // in the order of the log
    long bytes = 0;
    for (int i = 0; bytes < 300_000; i++) {
      String key = keys.get(random.nextInt(keys.size()));
      if (random.nextInt(5) == 0) {
        store.delete(key);
        live.remove(key);
      } else {
        String value = i % 3 == 0 ? texts.word(20).repeat(400) : texts.value(300);
        store.put(key, value);
        live.remove(key);
        live.put(key, value);
        bytes += Entry.put(key, value).length();
      }
    }
    String done = "puts and deletes of 150 keys, more than 300,000 bytes, compact()";
    store.compact();
    List<Entry> expected = new ArrayList<>();
    live.forEach((key, value) -> expected.add(Entry.put(key, value)));
    Logs.require(
        folder,
        expected,
        Logs.Checksums.ZERO_OR_RIGHT,
        Story.of("After a compaction the log is not the live records in their order.")
            .workload(done),
        "copy what the index names, sorted by the whole offset, and nothing else");
    if (store.deadBytes() != 0) {
      throw Story.of("Right after a compaction some bytes are said to be dead.")
          .workload(done + ", deadBytes()")
          .expected("0")
          .came("%,d", store.deadBytes())
          .hint("what was copied is alive, and nothing else was copied");
    }
    requireOnlyTheLog(folder, done);
    Contents.require(store, live, "A compaction has changed a value.", done + ", read all", "");
    String first = live.keySet().iterator().next();
    store.put(first, "later");
    if (store.deadBytes() != expected.get(0).length()) {
      throw Story.of("After a compaction dead bytes are not counted on.")
          .workload(done + ", put(" + Shown.text(first) + ", later), deadBytes()")
          .expected(
              "%,d: the record of %s that was copied", expected.get(0).length(), Shown.text(first))
          .came("%,d", store.deadBytes())
          .hint("the copied index knows the lengths of the copies");
    }
    store.close();
  }

  private static void requireOnlyTheLog(StoreFolder folder, String done) throws Exception {
    Set<String> others = new TreeSet<>(folder.files().keySet());
    others.remove(Logs.LOG);
    others.removeAll(FILES_OF_LATER_PHASES);
    if (!others.isEmpty()) {
      throw Story.of("A compaction leaves something beside the log.")
          .workload(done)
          .expected("data.log alone")
          .came(String.join(", ", others))
          .with("files", Logs.files(folder))
          .hint("the file aside becomes the log by its rename; then nothing is left over");
    }
  }

  /** With ratios that a double holds exactly, so that there is one right answer. */
  private void wants(Trial trial) {
    Random random = trial.random();
    StoreProcess process = trial.process();
    double[] ratios = {0.5, 0.25, 0.75, 0.125, 1, 0.0625};
    for (int i = 0; i < 400; i++) {
      double ratio = ratios[random.nextInt(ratios.length)];
      long log = 1 + (random.nextLong() >>> (20 + random.nextInt(40)));
      long edge = new BigDecimal(log).multiply(BigDecimal.valueOf(ratio)).longValue();
      long dead = switch (random.nextInt(4)) {
        case 0 -> edge;
        case 1 -> edge + 1;
        case 2 -> Math.max(0, edge - 1);
        default -> (long) (log * random.nextDouble());
      };
      dead = Math.min(dead, log);
      long minimum = switch (random.nextInt(4)) {
        case 0 -> log;
        case 1 -> log + 1;
        case 2 -> 0;
        default -> Math.max(0, log - 1);
      };
      boolean right = dead > 0
          && log >= minimum
          && new BigDecimal(dead).compareTo(new BigDecimal(log).multiply(BigDecimal.valueOf(ratio)))
              >= 0;
      boolean came = process.wantsCompaction(minimum, ratio, log, dead);
      if (came != right) {
        throw Story.of("The policy decides wrongly.")
            .workload("new CompactionPolicy(%d, %s).wantsCompaction(%d, %d)"
                .formatted(minimum, ratio, log, dead))
            .expected(
                "%s: %s of the log is %s bytes",
                right,
                ratio,
                new BigDecimal(log).multiply(BigDecimal.valueOf(ratio)).toPlainString())
            .came("%s", came)
            .hint("compare in double: an int overflows, a float has 24 bits, a whole number divides"
                + " to 0");
      }
    }
  }

  /** Plays the policy on paper and compares the length of the log after every call. */
  private void policy(Trial trial) throws Exception {
    Random random = trial.random();
    for (int round = 0; round < 3; round++) {
      Texts texts = new Texts(random);
      List<String> keys = texts.keys(6);
      double ratio = new double[] {0.25, 0.5, 0.75}[round];
      long minimum = 200 + random.nextInt(600);
      StoreFolder folder = trial.newFolder();
      StoreUnderTest store = trial.process().open(folder, minimum, ratio);
      List<Entry> log = new ArrayList<>();
      List<String> done = new ArrayList<>();
      done.add("open with a policy of %,d bytes, ratio %s".formatted(minimum, ratio));
      int compactions = 0;
      for (int i = 0; i < 120 || compactions == 0 && i < 600; i++) {
        String key = keys.get(random.nextInt(keys.size()));
        boolean there = live(log).containsKey(key);
        boolean delete = random.nextInt(3) == 0;
        long bytes = log.stream().mapToLong(Entry::length).sum();
        long dead = TombstonePromises.dead(log);
        if ((!delete || there) && dead > 0 && bytes >= minimum && dead >= ratio * bytes) {
          log = new ArrayList<>(live(log).values());
          compactions++;
        }
        if (delete) {
          store.delete(key);
          done.add("delete(" + Shown.text(key) + ")");
          if (there) {
            log.add(Entry.tombstone(key));
          }
        } else {
          String value = texts.value(120);
          store.put(key, value);
          done.add(new Call.Put(key, value).toString());
          log.add(Entry.put(key, value));
        }
        requireLength(folder, log, done, dead, bytes);
      }
      store.close();
    }
  }

  private static Map<String, Entry> live(List<Entry> log) {
    LinkedHashMap<String, Entry> live = new LinkedHashMap<>();
    for (Entry entry : log) {
      live.remove(entry.key());
      if (entry.value().isPresent()) {
        live.put(entry.key(), entry);
      }
    }
    return live;
  }

  private static void requireLength(
      StoreFolder folder, List<Entry> log, List<String> done, long dead, long bytes)
      throws Exception {
    long expected = log.stream().mapToLong(Entry::length).sum();
    long came = folder.files().getOrDefault(Logs.LOG, 0L);
    if (came != expected) {
      List<String> last = done.subList(Math.max(1, done.size() - 3), done.size());
      throw Story.of("The store does not compact itself when its policy says so, and only then.")
          .workload(done.get(0) + ", ..., " + String.join(", ", last))
          .expected(
              "data.log has %,d bytes: before the last call it had %,d, of which %,d were dead",
              expected, bytes, dead)
          .came("it has %,d bytes", came)
          .hint("every put, and every delete that will write, asks the policy before it writes");
    }
  }

  private void leftovers(Trial trial) throws Exception {
    Texts texts = new Texts(trial.random());
    StoreFolder folder = trial.newFolder();
    StoreUnderTest store = trial.open(folder);
    TreeMap<String, String> model = new TreeMap<>();
    for (String key : texts.keys(10)) {
      store.put(key, "old");
      store.put(key, "new " + key);
      model.put(key, "new " + key);
    }
    store.close();
    String stranger = texts.word(8);
    byte[] notes = "notes".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    folder.write(".DS_Store", notes);
    folder.write("data.log.compact." + stranger, notes);
    folder.write(stranger + ".log", notes);
    folder.makeFolder(stranger);
    byte[] leftover =
        Entry.log(List.of(Entry.put(model.firstKey(), "from a dead compaction")), false);
    folder.write("data.log.compact", leftover);
    String done = "20 puts, close; beside the log lie data.log.compact from an interrupted"
        + " compaction and files of others; open";
    String hint =
        "what lies in data.log.compact means nothing; whatever has another name is not ours";
    store = trial.open(folder);
    Contents.require(store, model, "A leftover file has changed what is there.", done, hint);
    requireLeftoverGone(folder, done);
    folder.write("data.log.compact", leftover);
    store.compact();
    done += ", again a data.log.compact, compact()";
    requireLeftoverGone(folder, done);
    Contents.require(store, model, "A leftover file has changed what is there.", done, hint);
    store.close();
    for (String name : List.of(".DS_Store", "data.log.compact." + stranger, stranger + ".log")) {
      if (!folder.has(name) || !java.util.Arrays.equals(folder.read(name), notes)) {
        throw Story.of("A file of somebody else is gone or changed.")
            .workload(done + ", close")
            .expected("%s as it was", name)
            .came("it is not")
            .with("files", Logs.files(folder))
            .hint(hint);
      }
    }
    if (!folder.has(stranger)) {
      throw Story.of("A folder of somebody else is gone.").workload(done).hint(hint);
    }
    inTheWay(trial, model);
  }

  private static void inTheWay(Trial trial, Map<String, String> model) throws Exception {
    StoreFolder folder = trial.newFolder();
    folder.create();
    List<Entry> entries = new ArrayList<>();
    model.forEach((key, value) -> entries.add(Entry.put(key, value)));
    folder.write(Logs.LOG, Entry.log(entries, false));
    folder.makeFolder("data.log.compact");
    String done = "a folder of the name data.log.compact lies beside the log; open, compact()";
    StoreUnderTest store = trial.open(folder);
    String hint = "only a regular file can be a leftover";
    try {
      store.compact();
    } catch (logkv.grading.bench.StoreThrew threw) {
      if (!threw.is(Refusals.IO)) {
        throw Story.of("A compaction that cannot be done does not say so as promised.")
            .workload(done)
            .expected("an IOException, and the store goes on")
            .came(Play.said(threw))
            .hint(hint);
      }
    }
    Contents.require(store, model, "A failed compaction costs data.", done + ", read all", hint);
    store.close();
    if (!folder.files().containsKey("data.log.compact")) {
      throw Story.of("A folder of somebody else is gone.")
          .workload(done + ", close")
          .expected("the folder is still there: it is no file that a compaction left")
          .came("it is not")
          .with("files", Logs.files(folder))
          .hint(hint);
    }
  }

  private static void requireLeftoverGone(StoreFolder folder, String done) throws Exception {
    if (folder.has("data.log.compact")) {
      throw Story.of("What an interrupted compaction left aside stays for ever.")
          .workload(done)
          .expected("data.log.compact is gone")
          .came("it is there")
          .with("files", Logs.files(folder))
          .hint("opening removes it, and so does a compaction before it begins");
    }
  }

  /** In a process of its own: what earlier trials have forgotten is closed at any time. */
  private void files(Trial trial) throws Exception {
    try (StoreProcess process = trial.newProcess()) {
      succeeding(trial, process);
      failing(trial, process);
    }
  }

  private static void succeeding(Trial trial, StoreProcess process) throws Exception {
    StoreFolder folder = trial.newFolder();
    StoreUnderTest store = process.open(folder, Long.MAX_VALUE, 1);
    store.put("k", "v");
    store.compact();
    Figures before = process.figures();
    int times = 60;
    for (int i = 0; i < times; i++) {
      store.put("k", "v" + i);
      store.compact();
    }
    Resources.requireNoMore(
        before,
        process.figures(),
        times,
        "60 times: put, compact",
        "close the log that was replaced; close the file aside before it is renamed");
    if (!TombstonePromises.has(store, "k", "v" + (times - 1))) {
      throw Story.of("A value does not come along.")
          .workload("60 times: put, compact; get")
          .expected("v59")
          .came(store.get("k").map(Shown::text).orElse("nothing"))
          .hint("");
    }
    store.close();
  }

  /** Each in a store of its own, because a store may stop after its first failure. */
  private static void failing(Trial trial, StoreProcess process) throws Exception {
    int times = 30;
    Figures before = null;
    for (int i = 0; i < times; i++) {
      StoreFolder folder = trial.newFolder();
      StoreUnderTest store = process.open(folder, Long.MAX_VALUE, 1);
      store.put("k", "v");
      byte[] log = Entry.put("k", "v").plain();
      Logs.require(
          folder,
          List.of(Entry.put("k", "v")),
          Logs.Checksums.ZERO_OR_RIGHT,
          Story.of("data.log does not hold the one record that was put.").workload("put(k, v)"),
          "a new store has an empty log");
      log[Entry.KIND_AT] = 0;
      folder.write(Logs.LOG, log);
      Refusals.require(
          Refusals.CORRUPT,
          store::compact,
          "A compaction that meets a damaged record does not say so.",
          "put(k, v), the kind of its record is damaged, compact()",
          "let the exception through");
      store.close();
      if (before == null) {
        before = process.figures();
      }
    }
    Resources.requireNoMore(
        before,
        process.figures(),
        times,
        "30 stores whose compaction fails, all closed",
        "close the file aside when copying throws, too: try-with-resources does");
  }

  /** More live bytes than the process has memory. */
  private void heap(Trial trial) throws Exception {
    int megabytes = 24;
    try (StoreProcess process = trial.newProcess(megabytes)) {
      StoreFolder folder = trial.newFolder();
      StoreUnderTest store = process.open(folder, Long.MAX_VALUE, 1);
      byte[] noise = new byte[1 << 19];
      TreeMap<String, String> model = new TreeMap<>();
      for (int i = 0; i < 40; i++) {
        trial.random().nextBytes(noise);
        String value = HexFormat.of().formatHex(noise);
        String key = "k" + i % 32;
        store.put(key, value);
        model.put(key, value);
      }
      String done = "40 puts of 1 MiB to 32 keys in a process with %d MiB of memory, compact()"
          .formatted(megabytes);
      store.compact();
      Contents.require(
          store,
          model,
          "A compaction of more than the memory holds goes wrong.",
          done + ", read all",
          "copy record by record; no list of all of them");
      store.close();
    }
  }

  private void kill(Trial trial) throws Exception {
    Killed.require(trial, StoreProcess::open, Killed.ALL, 2);
  }
}
