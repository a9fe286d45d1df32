package logkv.grading.hidden;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import logkv.grading.bench.StoreFolder;
import logkv.grading.bench.StoreProcess;
import logkv.grading.bench.StoreUnderTest;
import logkv.grading.bench.Trial;
import logkv.grading.inside.Entry;
import logkv.grading.inside.Shown;
import logkv.grading.inside.Story;
import logkv.grading.inside.Texts;

/** Phase 3: deletes that last, seen from outside. */
public final class TombstonePromises extends PromisedSuite {

  public TombstonePromises() {
    super(3);
    promise("history", this::history);
    promise("layout", this::layout);
    promise("foreign", this::foreign);
    promise("special", this::special);
    promise("dead", this::dead);
    promise("kill", this::kill);
  }

  private void history(Trial trial) throws Exception {
    Comparison.require(
        trial,
        StoreProcess::open,
        Histories.of(25).withDeletes().make(trial.random(), 600),
        "Deletes do not last.",
        "a delete is a record, too: the newest record of a key decides, at every opening");
  }

  private void layout(Trial trial) throws Exception {
    Random random = trial.random();
    Texts texts = new Texts(random);
    List<String> keys = texts.keys(12);
    TreeMap<String, String> model = new TreeMap<>();
    List<Entry> expected = new ArrayList<>();
    StoreFolder folder = trial.newFolder();
    StoreUnderTest store = trial.open(folder);
    for (int i = 0; i < 120; i++) {
      String key = keys.get(random.nextInt(keys.size()));
      if (random.nextInt(5) < 3) {
        boolean there = model.remove(key) != null;
        if (there) {
          expected.add(Entry.tombstone(key));
        }
        if (store.delete(key) != there) {
          throw Story.of("delete does not say whether there was a value.")
              .workload("puts and deletes, ..., delete(" + Shown.text(key) + ")")
              .expected("%s", there)
              .came("%s", !there)
              .hint("ask the index before you write");
        }
      } else {
        String value = texts.value(100);
        store.put(key, value);
        model.put(key, value);
        expected.add(Entry.put(key, value));
      }
      if (i % 40 == 39) {
        store.close();
        store = trial.open(folder);
      }
    }
    store.close();
    Logs.require(
        folder,
        expected,
        Logs.Checksums.ZERO_OR_RIGHT,
        Story.of("data.log does not hold the records that the puts and deletes should write.")
            .workload("120 puts and deletes of 12 keys, three sessions"),
        "a delete of a key that has a value writes one tombstone, kind 2, without a value; a delete"
            + " of another key writes nothing");
  }

  private void foreign(Trial trial) throws Exception {
    Random random = trial.random();
    Texts texts = new Texts(random);
    List<String> keys = texts.keys(15);
    List<Entry> entries = new ArrayList<>();
    TreeMap<String, String> model = new TreeMap<>();
    for (int i = 0; i < 150; i++) {
      String key = keys.get(random.nextInt(keys.size()));
      if (random.nextInt(2) == 0) { // often of a key that has no value: others write such logs
        entries.add(Entry.tombstone(key));
        model.remove(key);
      } else {
        String value = texts.value(200);
        entries.add(Entry.put(key, value));
        model.put(key, value);
      }
    }
    entries.add(Entry.tombstone("never put"));
    StoreFolder folder = trial.newFolder();
    folder.create();
    folder.write(Logs.LOG, Entry.log(entries, false));
    String done =
        "a data.log of puts and tombstones, some of absent keys, by another program; open";
    String hint = "apply takes the key out of the index; hiding nothing is no harm";
    StoreUnderTest store = trial.open(folder);
    Contents.require(
        store, model, "A log with tombstones is not read as it stands there.", done, hint);
    requireDead(store, dead(entries), done + ", deadBytes()");
    store.close();
  }

  private void special(Trial trial) throws Exception {
    Texts texts = new Texts(trial.random());
    StoreFolder folder = trial.newFolder();
    StoreUnderTest store = trial.open(folder);
    String[] values = {
      "",
      "tombstone",
      "null",
      "deleted",
      "__deleted__",
      "TOMBSTONE",
      "\0",
      "\0".repeat(17),
      "-1",
      "\2",
      "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0002\u0000\u0000\u0000\u0001",
      " "
    };
    TreeMap<String, String> model = new TreeMap<>();
    String gone = texts.word(6);
    store.put(gone, "x");
    for (String value : values) {
      String key = "value " + Shown.text(value);
      store.put(key, value);
      model.put(key, value);
      if (!value.isEmpty()) {
        store.put(value, value);
        model.put(value, value);
      }
    }
    store.delete(gone);
    for (String key : List.of("tombstone", "\0", " ")) {
      store.delete(key);
      model.remove(key);
    }
    store.close();
    store = trial.open(folder);
    Contents.require(
        store,
        model,
        "A value or key that looks special is not just a value.",
        "puts of values such as \"\", tombstone and zeros, deletes of some keys, reopen, read all",
        "that a key was deleted is told by the kind of its record, never by a value");
    if (store.delete(gone)) {
      throw Story.of("A delete says that it has deleted what was not there.")
          .workload("put(%s, x), delete(%s), reopen, delete(%s)".formatted(gone, gone, gone))
          .expected("false")
          .came("true")
          .hint("the index of an opened store tells what the log tells");
    }
    store.close();
  }

  private void dead(Trial trial) throws Exception {
    Random random = trial.random();
    Texts texts = new Texts(random);
    List<String> keys = texts.keys(10);
    List<Entry> entries = new ArrayList<>();
    StoreFolder folder = trial.newFolder();
    StoreUnderTest store = trial.open(folder);
    TreeMap<String, String> model = new TreeMap<>();
    List<String> done = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      String key = keys.get(random.nextInt(keys.size()));
      int kind = random.nextInt(10);
      if (kind == 0) {
        store.close();
        store = trial.open(folder);
        done.add("reopen");
      } else if (kind < 5) {
        done.add("delete(" + Shown.text(key) + ")");
        store.delete(key);
        if (model.remove(key) != null) {
          entries.add(Entry.tombstone(key));
        }
      } else {
        String value = kind == 5 ? model.getOrDefault(key, "") : texts.value(60);
        done.add(new Call.Put(key, value).toString());
        store.put(key, value);
        model.put(key, value);
        entries.add(Entry.put(key, value));
      }
      String told = String.join(", ", done.subList(Math.max(0, done.size() - 5), done.size()));
      requireDead(store, dead(entries), (done.size() > 5 ? "..., " : "") + told + ", deadBytes()");
    }
    store.close();
  }

  /** The bytes of all records but the newest of each key that has a value. */
  static long dead(List<Entry> entries) {
    Map<String, Entry> newest = new TreeMap<>();
    entries.forEach(entry -> newest.put(entry.key(), entry));
    long live = newest.values().stream()
        .filter(entry -> entry.value().isPresent())
        .mapToLong(Entry::length)
        .sum();
    return entries.stream().mapToLong(Entry::length).sum() - live;
  }

  private static void requireDead(StoreUnderTest store, long expected, String done) {
    long came = store.deadBytes();
    if (came != expected) {
      throw Story.of("deadBytes() does not say how many bytes nobody will ever read again.")
          .workload(done)
          .expected("%,d", expected)
          .came("%,d", came)
          .hint("dead is every byte that belongs to no current record: headers, keys, tombstones");
    }
  }

  private void kill(Trial trial) throws Exception {
    Killed.require(trial, StoreProcess::open, Killed.PUTS_AND_DELETES, 2);
  }

  /** Compares one value, for callers with a story of their own. */
  static boolean has(StoreUnderTest store, String key, String value) {
    return store.get(key).equals(Optional.of(value));
  }
}
