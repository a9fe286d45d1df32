package logkv.grading.hidden;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import logkv.grading.bench.StoreFolder;
import logkv.grading.bench.StoreProcess;
import logkv.grading.bench.StoreProcess.Figures;
import logkv.grading.bench.StoreThrew;
import logkv.grading.bench.StoreUnderTest;
import logkv.grading.bench.Trial;
import logkv.grading.inside.Entry;
import logkv.grading.inside.Shown;
import logkv.grading.inside.Story;
import logkv.grading.inside.Texts;

/** Phase 2: what a store on disk promises, seen from outside of its process. */
public final class PersistencePromises extends PromisedSuite {
  private static final int MEBIBYTE = 1 << 20;
  private static final int MOST_VALUE_BYTES = 16 * MEBIBYTE;
  private static final int MOST_KEY_BYTES = 65_535;

  public PersistencePromises() {
    super(2);
    promise("layout", this::layout);
    promise("foreign", this::foreign);
    promise("history", this::history);
    promise("kill", this::kill);
    promise("sizes", this::sizes);
    promise("refusals", this::refusals);
    promise("damage", this::damage);
    promise("resources", this::resources);
  }

  private void layout(Trial trial) throws Exception {
    Texts texts = new Texts(trial.random());
    List<Entry> puts = new ArrayList<>();
    StoreFolder folder = trial.newFolder();
    for (int session = 0; session < 3; session++) {
      StoreUnderTest store = trial.open(folder);
      for (int i = 0; i < 25; i++) {
        Entry entry = Entry.put(texts.key(), texts.value(600));
        store.put(entry.key(), entry.value().get());
        puts.add(entry);
        if (i % 5 == 0) {
          store.get(puts.get(trial.random().nextInt(puts.size())).key());
        }
      }
      store.close();
    }
    Logs.require(
        folder,
        puts,
        Logs.Checksums.ZERO_OR_RIGHT,
        Story.of("data.log does not hold the records of the puts as the lecture draws them.")
            .workload("75 puts in three sessions, with a get now and then"),
        "the drawing in RecordCodec is the specification: every put is one record at the end of the"
            + " log, and nothing else is written");
  }

  private void foreign(Trial trial) throws Exception {
    Texts texts = new Texts(trial.random());
    List<String> keys = texts.keys(40);
    List<Entry> entries = new ArrayList<>();
    TreeMap<String, String> model = new TreeMap<>();
    for (int i = 0; i < 200; i++) {
      Entry entry = Entry.put(keys.get(trial.random().nextInt(40)), texts.value(2_000));
      entries.add(entry);
      model.put(entry.key(), entry.value().get());
    }
    StoreFolder folder = trial.newFolder();
    folder.create();
    folder.write(Logs.LOG, Entry.log(entries, false));
    String done = "a data.log of 200 puts, written by another program by the drawing; open";
    String hint = "whoever follows the drawing must be understood: bytes, not chars, big-endian";
    String sentence = "A log that another program has written is not read as it stands there.";
    StoreUnderTest store = trial.open(folder);
    Contents.require(store, model, sentence, done + ", read all", hint);
    Entry more = Entry.put(keys.get(0), "the last one");
    store.put(more.key(), more.value().get());
    store.close();
    model.put(more.key(), more.value().get());
    entries.add(more);
    Logs.require(
        folder,
        entries,
        Logs.Checksums.ZERO_OR_RIGHT,
        Story.of("A put to a log that another program has written is not one record at its end.")
            .workload(done + ", one put, close"),
        hint);
    store = trial.open(folder);
    Contents.require(store, model, sentence, done + ", one put, reopen, read all", hint);
    store.close();
  }

  private void history(Trial trial) throws Exception {
    Comparison.require(
        trial,
        StoreProcess::open,
        Histories.of(40).withValuesUpTo(3_000).make(trial.random(), 500),
        "The store on disk does not answer as the store of phase 1 does.",
        "the index tells what the log tells: compare what apply does in a put and in a replay");
  }

  private void kill(Trial trial) throws Exception {
    Killed.require(trial, StoreProcess::open, Killed.PUTS, 2);
  }

  private void sizes(Trial trial) throws Exception {
    Random random = trial.random();
    StoreFolder folder = trial.newFolder();
    StoreUnderTest store = trial.open(folder);
    TreeMap<String, String> model = new TreeMap<>();
    int[] keyBytes = {1, 2, 127, 128, 255, 256, 257, 0x7fff, 0x8000, 0xfffe, MOST_KEY_BYTES};
    int[] valueBytes = {
      0, 1, 127, 128, 255, 256, 0x7fff, 0x8000, 0x8001, 0xffff, 0x10000, 0x10001, MOST_VALUE_BYTES
    };
    for (int bytes : keyBytes) {
      put(store, model, textOf(bytes, random), "key of %,d bytes".formatted(bytes));
    }
    for (int bytes : valueBytes) {
      put(store, model, "value of %,d bytes".formatted(bytes), textOf(bytes, random));
    }
    String done = "puts of keys of %s and values of %s bytes"
        .formatted(java.util.Arrays.toString(keyBytes), java.util.Arrays.toString(valueBytes));
    String hint = "lengths have 32 bits and count bytes; limits are limits and not one less";
    String sentence = "A key or value of a size that is allowed does not come back.";
    store.close();
    store = trial.open(folder);
    Contents.require(store, model, sentence, done + ", reopen, read all", hint);
    long before = folder.files().getOrDefault(Logs.LOG, 0L);
    refusesTooLong(store, textOf(MOST_KEY_BYTES + 1, random), "v", "a key of 65,536 bytes");
    refusesTooLong(store, "\u00e9".repeat(40_000), "v", "a key of 40,000 chars and 80,000 bytes");
    refusesTooLong(
        store, "k", "\u8336".repeat(MOST_VALUE_BYTES / 3 + 1), "a value of 16 MiB and 2 bytes");
    requireSize(folder, before, done + ", then puts that are too long");
    store.close();
  }

  private static void put(
      StoreUnderTest store, TreeMap<String, String> model, String key, String value) {
    try {
      store.put(key, value);
    } catch (StoreThrew threw) {
      throw Story.of("A key or value of a size that is allowed is refused.")
          .workload("put(%s, %s)".formatted(Shown.text(key), Shown.text(value)))
          .expected("a key may have 1 to 65,535 bytes, a value 0 to 16 MiB")
          .came(Play.said(threw))
          .hint("compare the number of bytes with the limit; the limit itself is allowed");
    }
    model.put(key, value);
  }

  private static void refusesTooLong(StoreUnderTest store, String key, String value, String what) {
    Refusals.require(
        Refusals.ARGUMENT,
        () -> store.put(key, value),
        "What is too long is not refused as promised.",
        "put with " + what,
        "the limits count bytes of UTF-8; encode knows them");
  }

  /** A text of exactly so many bytes, of characters of one and two bytes. */
  private static String textOf(int bytes, Random random) {
    int doubles = bytes / 4;
    StringBuilder text = new StringBuilder(bytes);
    text.append("\u00e9".repeat(doubles));
    while (text.length() < bytes - doubles) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }

  private static void heap(Trial trial) throws Exception {
    StoreProcess process = trial.process();
    StoreFolder folder = trial.newFolder();
    StoreUnderTest store = process.open(folder);
    store.put("first", "1");
    long before = process.figures().heapBytes();
    byte[] noise = new byte[MEBIBYTE / 2];
    int values = 16;
    Map<String, String> model = new TreeMap<>(Map.of("first", "1"));
    for (int i = 0; i < values; i++) {
      trial.random().nextBytes(noise);
      String value = java.util.HexFormat.of().formatHex(noise);
      store.put("k" + i, value);
      model.put("k" + i, value);
    }
    String done = "%d puts of 1 MiB each".formatted(values);
    requireLittle(process.figures().heapBytes() - before, values, done);
    store.close();
    store = process.open(folder);
    requireLittle(process.figures().heapBytes() - before, values, done + ", reopen");
    Contents.require(
        store,
        model,
        "A value of 1 MiB does not come back.",
        done + ", reopen, read all",
        "read what the location says, from its first byte to its last");
    requireLittle(process.figures().heapBytes() - before, values, done + ", reopen, read all");
    store.close();
  }

  private static void requireLittle(long grown, int values, String done) {
    if (grown > values * (long) MEBIBYTE / 4) {
      throw Story.of("The values live in memory, not on the disk.")
          .workload(done + ", collect garbage")
          .expected("the heap has grown by a few KiB: the index holds keys and locations")
          .came("it has grown by more than a quarter of the %d MiB that were put", values)
          .hint("keep the Location in the index; get reads the value from the log each time");
    }
  }

  private void refusals(Trial trial) throws Exception {
    Texts texts = new Texts(trial.random());
    StoreFolder folder = trial.newFolder();
    StoreUnderTest store = trial.open(folder);
    String key = texts.word(8);
    store.put(key, "1");
    long size = folder.files().getOrDefault(Logs.LOG, 0L);
    String sentence = "A call that breaks a rule is not refused as promised.";
    String hint = "ask requireOpen and Text first, before anything is written";
    for (String bad : new String[] {null, "", texts.word(3) + '\ud83c', '\udf75' + texts.word(3)}) {
      String type = bad == null ? Refusals.NULL : Refusals.ARGUMENT;
      String shown = Shown.text(bad);
      Refusals.require(type, () -> store.put(bad, "v"), sentence, "put(" + shown + ", v)", hint);
      Refusals.require(type, () -> store.get(bad), sentence, "get(" + shown + ")", hint);
      Refusals.require(type, () -> store.delete(bad), sentence, "delete(" + shown + ")", hint);
      if (bad == null || !bad.isEmpty()) {
        Refusals.require(
            type, () -> store.put(key, bad), sentence, "put(" + key + ", " + shown + ")", hint);
      }
    }
    requireSize(folder, size, "put(" + key + ", 1), then calls that are refused");
    Contents.require(
        store,
        Map.of(key, "1"),
        "A call that was refused has changed the store.",
        "put(" + key + ", 1), then calls that are refused, read all",
        hint);
    store.close();
    store.close();
    String closed = "put(" + key + ", 1), close(), close(), ";
    Refusals.require(Refusals.STATE, () -> store.get(key), sentence, closed + "get", hint);
    Refusals.require(Refusals.STATE, () -> store.put(key, "2"), sentence, closed + "put", hint);
    Refusals.require(Refusals.STATE, () -> store.delete(key), sentence, closed + "delete", hint);
    Refusals.require(Refusals.STATE, store::keys, sentence, closed + "keys", hint);
    Refusals.require(Refusals.STATE, store::size, sentence, closed + "size", hint);
    requireSize(folder, size, closed + "calls that are refused");
  }

  private static void requireSize(StoreFolder folder, long expected, String done)
      throws java.io.IOException {
    long came = folder.files().getOrDefault(Logs.LOG, 0L);
    if (came != expected) {
      throw Story.of("A call that was refused has written to the log.")
          .workload(done)
          .expected("data.log has %,d bytes, as before", expected)
          .came("it has %,d", came)
          .hint("refuse first, then write");
    }
  }

  private void damage(Trial trial) throws Exception {
    Texts texts = new Texts(trial.random());
    List<Entry> entries = new ArrayList<>();
    for (String key : texts.keys(6)) {
      entries.add(Entry.put(key, texts.value(100)));
    }
    byte[] whole = Entry.log(entries, false);
    int[] offsets = Entry.offsets(entries);
    for (int kind : new int[] {0, 3, 255}) {
      int victim = trial.random().nextInt(5);
      byte[] log = whole.clone();
      log[offsets[victim] + Entry.KIND_AT] = (byte) kind;
      refusesDamage(trial, log, whole, victim, offsets[victim], "the kind is " + kind);
    }
    for (int length : new int[] {0, -1, MOST_KEY_BYTES + 1, 60_000, Integer.MAX_VALUE}) {
      int victim = trial.random().nextInt(5);
      byte[] log = whole.clone();
      ByteBuffer.wrap(log).putInt(offsets[victim] + Entry.KEY_LENGTH_AT, length);
      refusesDamage(trial, log, whole, victim, offsets[victim], "the key length is " + length);
    }
    for (int length : new int[] {-1, MOST_VALUE_BYTES + 1, MOST_VALUE_BYTES, Integer.MAX_VALUE}) {
      int victim = trial.random().nextInt(5);
      byte[] log = whole.clone();
      ByteBuffer.wrap(log).putInt(offsets[victim] + Entry.VALUE_LENGTH_AT, length);
      refusesDamage(trial, log, whole, victim, offsets[victim], "the value length is " + length);
    }
  }

  private static void refusesDamage(
      Trial trial, byte[] log, byte[] whole, int victim, int offset, String what) throws Exception {
    StoreFolder folder = trial.newFolder();
    folder.create();
    folder.write(Logs.LOG, log);
    String done = "a log of 6 records, of which number %d at offset %d is damaged: %s; open"
        .formatted(victim, offset, what);
    String hint = "replay throws at the first place that holds no record, and changes nothing";
    StoreThrew threw = Refusals.require(
        Refusals.CORRUPT,
        () -> trial.open(folder).close(),
        "A damaged log is not refused as promised.",
        done,
        hint);
    Damage.requirePlace(threw, offset, done, log);
    Damage.requireUntouched(folder, log, done);
    folder.write(Logs.LOG, whole);
    trial.open(folder).close();
  }

  private void resources(Trial trial) throws Exception {
    heap(trial);
    try (StoreProcess process = trial.newProcess()) { // in which nothing was forgotten yet
      sessions(process, trial.newFolder());
    }
  }

  private static void sessions(StoreProcess process, StoreFolder folder) {
    Runnable session = () -> {
      StoreUnderTest store = process.open(folder);
      store.put("k", "v");
      store.get("k");
      store.close();
    };
    session.run();
    Figures before = process.figures();
    int sessions = 60;
    for (int i = 0; i < sessions; i++) {
      session.run();
    }
    Resources.requireNoMore(
        before, process.figures(), sessions, "60 times: open, put, get, close", "close the log");
  }
}
