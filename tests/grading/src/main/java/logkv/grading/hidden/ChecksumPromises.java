package logkv.grading.hidden;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import logkv.grading.bench.StoreFolder;
import logkv.grading.bench.StoreProcess;
import logkv.grading.bench.StoreThrew;
import logkv.grading.bench.StoreUnderTest;
import logkv.grading.bench.Trial;
import logkv.grading.inside.Drawing;
import logkv.grading.inside.Entry;
import logkv.grading.inside.Shown;
import logkv.grading.inside.Story;
import logkv.grading.inside.Texts;

/** Phase 6: bytes that change, seen from outside. */
public final class ChecksumPromises extends PromisedSuite {
  private static final String DAMAGE_HINT =
      "a whole record lies behind it: it was durable once, so this is damage; refuse, change nothing";

  public ChecksumPromises() {
    super(6);
    promise("layout", this::layout);
    promise("rot", this::rot);
    promise("live-rot", this::liveRot);
    promise("lengths", this::lengths);
    promise("tails", this::tails);
    promise("records-in-values", this::recordsInValues);
    promise("witness", this::witness);
    promise("verify", this::verify);
  }

  /** A log with checksums and what it holds. */
  private record Sample(List<Entry> entries, byte[] log, int[] offsets, Map<String, String> model) {
    static Sample of(List<Entry> entries) {
      TreeMap<String, String> model = new TreeMap<>();
      for (Entry entry : entries) {
        if (entry.value().isPresent()) {
          model.put(entry.key(), entry.value().get());
        } else {
          model.remove(entry.key());
        }
      }
      return new Sample(entries, Entry.log(entries, true), Entry.offsets(entries), model);
    }

    /** Puts, and tombstones of keys that have a value. */
    static Sample of(Random random, int records) {
      Texts texts = new Texts(random);
      List<String> keys = texts.keys(Math.max(2, records / 2));
      List<Entry> entries = new ArrayList<>();
      for (int i = 0; i < records; i++) {
        String key = keys.get(random.nextInt(keys.size()));
        entries.add(
            random.nextInt(4) == 0 ? Entry.tombstone(key) : Entry.put(key, texts.value(120)));
      }
      return of(entries);
    }

    int size() {
      return entries.size();
    }

    Sample withoutLast() {
      return of(entries.subList(0, size() - 1));
    }

    int recordAt(int offset) {
      int record = 0;
      while (offsets[record + 1] <= offset) {
        record++;
      }
      return record;
    }
  }

  private void layout(Trial trial) throws Exception {
    Random random = trial.random();
    Texts texts = new Texts(random);
    List<String> keys = texts.keys(10);
    List<Entry> expected = new ArrayList<>();
    TreeMap<String, String> model = new TreeMap<>();
    StoreFolder folder = trial.newFolder();
    StoreUnderTest store = trial.open(folder);
    for (int i = 0; i < 60; i++) {
      String key = keys.get(random.nextInt(keys.size()));
      if (random.nextInt(4) == 0) {
        if (store.delete(key)) {
          expected.add(Entry.tombstone(key));
          model.remove(key);
        }
      } else {
        String value = texts.value(500);
        store.put(key, value);
        expected.add(Entry.put(key, value));
        model.put(key, value);
      }
    }
    store.close();
    Logs.require(
        folder,
        expected,
        Logs.Checksums.RIGHT,
        Story.of("The records do not carry the checksums that the lecture draws.")
            .workload("60 puts and deletes of 10 keys, close"),
        "CRC-32C, the body's first: the header's covers it");
    Sample sample = Sample.of(random, 80);
    StoreFolder foreign = trial.newFolder();
    foreign.create();
    foreign.write(Logs.LOG, sample.log);
    store = trial.open(foreign);
    Contents.require(
        store,
        sample.model,
        "A log with right checksums that another program has written is not read.",
        "a data.log of 80 records, written by another program by the drawing; open, read all",
        "both must compute the same: CRC-32C, of exactly the bytes that the drawing shows");
    store.compact();
    store.close();
    for (Entry entry : Entry.in(foreign.read(Logs.LOG))) {
      if (!sample.model.containsKey(entry.key())) {
        throw Story.of("A compaction keeps what is dead.")
            .workload("open, compact()")
            .expected("only live records")
            .came("%s", entry)
            .hint("");
      }
    }
    Logs.require(
        foreign,
        Entry.in(foreign.read(Logs.LOG)),
        Logs.Checksums.RIGHT,
        Story.of("The records of a compacted log do not carry the right checksums.")
            .workload("a data.log of 80 records; open, compact(), close"),
        "a copied record is encoded like any other");
  }

  private void rot(Trial trial) throws Exception {
    Random random = trial.random();
    Sample sample = Sample.of(random, 10);
    int last = sample.offsets[sample.size() - 1];
    for (int i = 0; i < 100; i++) {
      int bit = random.nextInt(last * 8);
      byte[] log = sample.log.clone();
      log[bit / 8] ^= (byte) (1 << bit % 8);
      String what = "bit %d of byte %d is flipped".formatted(bit % 8, bit / 8);
      if (i % 4 == 0) { // more than one bit
        for (int more = 1 + random.nextInt(6); more >= 0; more--) {
          log[Math.min(last - 1, bit / 8 + more)] ^= (byte) (1 + random.nextInt(255));
        }
        what = "a few bytes from byte %d on are garbage".formatted(bit / 8);
      }
      refusesDamage(trial, log, sample.offsets[sample.recordAt(bit / 8)], "10 records; " + what);
    }
    Sample kept = sample.withoutLast();
    for (int i = 0; i < 40; i++) {
      int bit = last * 8 + random.nextInt((sample.log.length - last) * 8);
      byte[] log = sample.log.clone();
      log[bit / 8] ^= (byte) (1 << bit % 8);
      cutsOff(
          trial,
          kept,
          log,
          "10 records; bit %d of byte %d, in the last one, is flipped".formatted(bit % 8, bit / 8));
    }
  }

  private static void refusesDamage(Trial trial, byte[] log, int offset, String what)
      throws Exception {
    StoreFolder folder = trial.newFolder();
    folder.create();
    folder.write(Logs.LOG, log);
    String done = "a log of " + what + "; open, read all";
    StoreThrew threw = null;
    Map<String, String> came = null;
    try {
      StoreUnderTest store = trial.open(folder);
      came = Contents.of(store);
      store.close();
    } catch (StoreThrew refused) {
      threw = refused;
    }
    if (threw == null || !threw.is(Refusals.CORRUPT)) {
      throw Story.of("Damage in front of a whole record is not refused.")
          .workload(done)
          .expected("a CorruptRecordException that names offset %d", offset)
          .came(threw != null ? Play.said(threw) : "it opened, with " + came.size() + " keys")
          .with("files", Logs.files(folder))
          .drawing(Drawing.of(log, offset))
          .hint(DAMAGE_HINT);
    }
    Damage.requirePlace(threw, offset, done, log);
    Damage.requireUntouched(folder, log, done);
    if (folder.has("data.log.cut")) {
      throw Story.of("Something was set aside although nothing may be cut off.")
          .workload(done)
          .with("files", Logs.files(folder))
          .hint(DAMAGE_HINT);
    }
  }

  /** Requires that what lies behind the records of {@code kept} is cut off and set aside. */
  private static void cutsOff(Trial trial, Sample kept, byte[] log, String what) throws Exception {
    int end = kept.log.length;
    StoreFolder folder = trial.newFolder();
    folder.create();
    folder.write(Logs.LOG, log);
    String done = "a log of " + what + "; open";
    String sentence =
        "Bad bytes at the end, with no record behind them, are not cut off as promised.";
    String hint = "no witness: set them aside in data.log.cut, then cut, and go on";
    StoreUnderTest store;
    try {
      store = trial.open(folder);
    } catch (StoreThrew threw) {
      throw Story.of("A store is refused for what a power cut may leave at the end.")
          .workload(done)
          .expected("it opens, with the records in front")
          .came(Play.said(threw))
          .drawing(Drawing.of(log, end))
          .hint("is there a whole record behind the bad one? If not, nobody was promised anything");
    }
    Contents.require(store, kept.model, sentence, done + ", read all", hint);
    byte[] tail = Arrays.copyOfRange(log, end, log.length);
    long cut = store.cutBytes();
    byte[] aside = folder.has("data.log.cut") ? folder.read("data.log.cut") : new byte[0];
    byte[] left = folder.read(Logs.LOG);
    if (cut != tail.length || !Arrays.equals(aside, tail) || !Arrays.equals(left, kept.log)) {
      throw Story.of(sentence)
          .workload(done + ", cutBytes()")
          .expected(
              "%,d bytes cut off, all of them in data.log.cut; data.log has %,d bytes",
              tail.length, end)
          .came(
              "cutBytes() says %,d; data.log.cut is %s",
              cut, Arrays.equals(aside, tail) ? "right" : "wrong or missing")
          .with("files", Logs.files(folder))
          .hint(hint);
    }
    String key = "~";
    store.put(key, "");
    store.close();
    TreeMap<String, String> model = new TreeMap<>(kept.model);
    model.put(key, "");
    for (int i = 0; i < 2; i++) {
      store = trial.open(folder);
      Contents.require(store, model, sentence, done + ", put(~, \"\"), reopen, read all", hint);
      store.close();
    }
  }

  private void liveRot(Trial trial) throws Exception {
    Random random = trial.random();
    Sample sample = Sample.of(Sample.of(random, 12).entries.stream()
        .map(entry -> entry.value().isPresent() ? entry : Entry.put(entry.key(), "v"))
        .toList());
    TreeMap<String, Integer> live = new TreeMap<>();
    for (int i = 0; i < sample.size(); i++) {
      live.put(sample.entries.get(i).key(), i);
    }
    StoreFolder folder = trial.newFolder();
    folder.create();
    folder.write(Logs.LOG, sample.log);
    StoreUnderTest store = trial.process().open(folder, Long.MAX_VALUE, 1);
    List<String> keys = List.copyOf(live.keySet());
    for (int i = 0; i < 40; i++) {
      String key = keys.get(random.nextInt(keys.size()));
      int record = live.get(key);
      int length = sample.entries.get(record).length();
      int at = sample.offsets[record] + random.nextInt(length);
      byte[] log = sample.log.clone();
      log[at] ^= (byte) (1 << random.nextInt(8));
      folder.write(Logs.LOG, log);
      String done = "12 records; open; then a bit of byte %d of the log flips".formatted(at);
      getsOrRefuses(store, key, sample, done, log, sample.offsets[record]);
      if (i % 8 == 0) {
        verifyFinds(store, folder, log, sample.offsets[record], done);
      }
    }
    int record = live.get(keys.get(0));
    byte[] log = sample.log.clone();
    log[sample.offsets[record] + Entry.HEADER_BYTES] ^= 4;
    folder.write(Logs.LOG, log);
    String done = "12 records; open; then a bit of a live record flips; compact()";
    Refusals.require(
        Refusals.CORRUPT,
        store::compact,
        "A compaction copies damaged bytes, or leaves them out.",
        done,
        "who copies a record compares its checksums first, and lets the exception through");
    Damage.requireUntouched(folder, log, done);
    for (String key : keys.subList(1, keys.size())) {
      if (!TombstonePromises.has(store, key, sample.model.get(key))) {
        throw Story.of("After a refused compaction the others cannot be read.")
            .workload(done + ", get(" + Shown.text(key) + ")")
            .expected(Shown.text(sample.model.get(key)))
            .came(store.get(key).map(Shown::text).orElse("nothing"))
            .hint("the old log is still the log");
      }
    }
    store.close();
  }

  private static void getsOrRefuses(
      StoreUnderTest store, String key, Sample sample, String done, byte[] log, int offset) {
    StoreThrew threw = Refusals.require(
        Refusals.CORRUPT,
        () -> {
          if (store.get(key).isEmpty()) {
            throw Story.of("A damaged value is silently absent.")
                .workload(done + ", get(" + Shown.text(key) + ")")
                .expected("a CorruptRecordException")
                .came("nothing")
                .hint("a record that is there and cannot be read is no missing key");
          }
        },
        "A damaged record is handed out as if it were right.",
        done + ", get(" + Shown.text(key) + ")",
        "get reads from the disk each time, so it compares both checksums each time");
    Damage.requirePlace(threw, offset, done + ", get(" + Shown.text(key) + ")", log);
    for (Map.Entry<String, String> other : sample.model.entrySet()) {
      if (!other.getKey().equals(key)
          && !TombstonePromises.has(store, other.getKey(), other.getValue())) {
        throw Story.of("Damage in one record harms another.")
            .workload(done + ", get(" + Shown.text(other.getKey()) + ")")
            .expected(Shown.text(other.getValue()))
            .came("something else")
            .hint("each get reads one record");
      }
    }
  }

  private static void verifyFinds(
      StoreUnderTest store, StoreFolder folder, byte[] log, int offset, String done)
      throws Exception {
    StoreThrew threw = Refusals.require(
        Refusals.CORRUPT,
        store::verify,
        "verify does not find the damage.",
        done + ", verify()",
        "verify reads every record from the disk and compares; it throws at the first bad one");
    Damage.requirePlace(threw, offset, done + ", verify()", log);
    Damage.requireUntouched(folder, log, done + ", verify()");
  }

  private void verify(Trial trial) throws Exception {
    Random random = trial.random();
    Sample sample = Sample.of(random, 60);
    StoreFolder folder = trial.newFolder();
    folder.create();
    folder.write(Logs.LOG, sample.log);
    StoreUnderTest store = trial.process().open(folder, Long.MAX_VALUE, 1);
    requireCount(store, 60, "a log of 60 records, most of them dead; open, verify()");
    for (int i = 0; i < 40; i++) {
      int at = random.nextInt(sample.log.length);
      byte[] log = sample.log.clone();
      log[at] ^= (byte) (1 << random.nextInt(8));
      if (i % 3 == 0) {
        log[sample.log.length - 1] ^= 1; // the first of two is named
      }
      folder.write(Logs.LOG, log);
      verifyFinds(
          store,
          folder,
          log,
          sample.offsets[sample.recordAt(at)],
          "60 records; open; then a bit of byte %d of the log flips".formatted(at));
    }
    folder.write(Logs.LOG, sample.log);
    requireCount(store, 60, "damage, verify() (refused), the damage is mended, verify()");
    store.put("one more", "1");
    requireCount(store, 61, "60 records; open, put, verify()");
    store.compact();
    requireCount(store, store.size(), "60 records; open, put, compact(), verify()");
    store.close();
    Refusals.require(
        Refusals.STATE,
        store::verify,
        "A closed store is verified.",
        "close(), verify()",
        "every method but close asks first whether the store is closed");
    folder.write(Logs.LOG, new byte[0]);
    store = trial.open(folder);
    requireCount(store, 0, "an empty log; open, verify()");
    store.close();
  }

  private static void requireCount(StoreUnderTest store, long expected, String done) {
    long came = store.verify();
    if (came != expected) {
      throw Story.of("verify does not count the records.")
          .workload(done)
          .expected("%d", expected)
          .came("%d", came)
          .hint("every record counts, also what was overwritten or deleted");
    }
  }

  /** In a process with little memory, which a length that is believed would burst. */
  private void lengths(Trial trial) throws Exception {
    Random random = trial.random();
    int[] damaged = {
      0,
      -1,
      60_000,
      65_536,
      1 << 24,
      (1 << 24) + 1,
      1 << 30,
      2_000_000_000,
      Integer.MAX_VALUE,
      Integer.MIN_VALUE
    };
    try (StoreProcess process = trial.newProcess(24)) {
      for (int at : new int[] {Entry.KEY_LENGTH_AT, Entry.VALUE_LENGTH_AT}) {
        for (int length : damaged) {
          Sample sample = Sample.of(random, 4);
          int victim = random.nextInt(3);
          byte[] log = sample.log.clone();
          ByteBuffer.wrap(log).putInt(sample.offsets[victim] + at, length);
          if (!Arrays.equals(log, sample.log)) {
            String done = "4 records; the %s length of number %d is damaged to %d; open"
                .formatted(at == Entry.KEY_LENGTH_AT ? "key" : "value", victim, length);
            refusesLength(trial, process, log, sample.offsets[victim], done);
          }
        }
      }
      // a header that is right and promises more than there is
      Sample sample = Sample.of(random, 3);
      byte[] huge = Entry.put("huge", "v".repeat(16 << 20)).checked();
      byte[] log = Arrays.copyOf(sample.log, sample.log.length + 200);
      System.arraycopy(huge, 0, log, sample.log.length, 200);
      StoreFolder folder = trial.newFolder();
      folder.create();
      folder.write(Logs.LOG, log);
      StoreUnderTest store = process.open(folder);
      Contents.require(
          store,
          sample.model,
          "The first 200 bytes of a record of 16 MiB are not cut off as a torn end.",
          "3 records and 200 bytes of a fourth, of 16 MiB, in 24 MiB of memory; open, read all",
          "compare a length with what is left of the file before you allocate");
      store.close();
    }
  }

  private static void refusesLength(
      Trial trial, StoreProcess process, byte[] log, int offset, String done) throws Exception {
    StoreFolder folder = trial.newFolder();
    folder.create();
    folder.write(Logs.LOG, log);
    String hint = "compare a length with what is left of the file, in long, before you allocate";
    StoreThrew threw = Refusals.require(
        Refusals.CORRUPT, () -> process.open(folder), "A damaged length is believed.", done, hint);
    Damage.requirePlace(threw, offset, done, log);
    Damage.requireUntouched(folder, log, done);
  }

  private void tails(Trial trial) throws Exception {
    Random random = trial.random();
    int[] lengths = {1, 3, 4, 8, 16, 17, 18, 34, 100, 65_519, 65_520, 65_536, 65_553, 140_000};
    for (int length : lengths) {
      Sample kept = Sample.of(random, 1 + random.nextInt(5));
      byte[] zeros = new byte[length];
      cutsOff(
          trial,
          kept,
          joined(kept.log, zeros),
          "%d records and %,d zeros behind them".formatted(kept.size(), length));
      byte[] garbage = new byte[length];
      random.nextBytes(garbage);
      cutsOff(
          trial,
          kept,
          joined(kept.log, garbage),
          "%d records and %,d bytes of garbage".formatted(kept.size(), length));
    }
    for (int i = 0; i < 12; i++) { // a record whose end was never written
      Sample kept = Sample.of(random, random.nextInt(4));
      byte[] torn = Entry.put("torn", new Texts(random).word(20).repeat(9)).checked();
      int from = 1 + random.nextInt(torn.length - 1);
      Arrays.fill(torn, from, torn.length, (byte) (i % 2 == 0 ? 0 : 0xa5));
      cutsOff(
          trial,
          kept,
          joined(kept.log, torn),
          "%d records and one of which byte %d on is %s"
              .formatted(kept.size(), from, i % 2 == 0 ? "zeros" : "garbage"));
    }
    for (int i = 0;
        i < 8;
        i++) { // two mishaps: a bad header, and behind it a header without its body
      Sample kept = Sample.of(random, 1 + random.nextInt(3));
      byte[] bad = Entry.put("bad", new Texts(random).word(9)).checked();
      bad[random.nextInt(Entry.HEADER_BYTES)] ^= 8;
      byte[] torn = Entry.put("torn", new Texts(random).word(30) + "torn").checked();
      byte[] part = Arrays.copyOf(torn, torn.length - 1 - random.nextInt(6));
      cutsOff(
          trial,
          kept,
          joined(kept.log, joined(bad, part)),
          "%d records, one with a damaged header, and a torn one".formatted(kept.size()));
    }
    Sample old = Sample.of(List.of());
    byte[] before = Entry.log(Sample.of(random, 9).entries, false);
    cutsOff(trial, old, before, "9 records of phase 5, without checksums");
  }

  /** Somebody keeps logs as values, and the power fails while one is put. */
  private void recordsInValues(Trial trial) throws Exception {
    Random random = trial.random();
    for (int i = 0; i < 12; i++) {
      Sample kept = Sample.of(random, random.nextInt(4));
      byte[] inner = Sample.of(random, 1 + random.nextInt(4)).log;
      byte[] torn = recordOf(inner, 1 + random.nextInt(60));
      int left = Entry.HEADER_BYTES + 1 + inner.length + random.nextInt(20);
      byte[] tail = Arrays.copyOf(torn, Math.min(left, torn.length - 1));
      cutsOff(
          trial,
          kept,
          joined(kept.log, tail),
          "%d records and a torn one whose value holds whole records".formatted(kept.size()));
      byte[] zeros = torn.clone();
      Arrays.fill(zeros, Entry.HEADER_BYTES + 1 + inner.length, zeros.length, (byte) 0);
      zeros[zeros.length - 1] = 1; // never what it was
      cutsOff(
          trial,
          kept,
          joined(kept.log, zeros),
          "%d records and one whose value holds whole records and ends in zeros"
              .formatted(kept.size()));
    }
  }

  /** A put of key k whose value is {@code inner} and some more bytes; not all of it need be text. */
  private static byte[] recordOf(byte[] inner, int more) {
    byte[] value = Arrays.copyOf(inner, inner.length + more);
    Arrays.fill(value, inner.length, value.length, (byte) 'x');
    ByteBuffer record = ByteBuffer.allocate(Entry.HEADER_BYTES + 1 + value.length);
    record.position(Entry.KIND_AT);
    record.put((byte) 1).putInt(1).putInt(value.length).put((byte) 'k').put(value);
    byte[] bytes = record.array();
    record.putInt(4, Entry.crc(bytes, Entry.HEADER_BYTES, 1 + value.length));
    record.putInt(0, Entry.crc(bytes, 4, Entry.HEADER_BYTES - 4));
    return bytes;
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private void witness(Trial trial) throws Exception {
    Random random = trial.random();
    Texts texts = new Texts(random);
    List<Integer> lengths = new ArrayList<>(List.of(0, 1, 50, 1_000, 300_000, 1_100_000));
    for (int around : new int[] {4_096, 8_192, 32_768, 65_536, 131_072}) {
      for (int i = 0; i < 5; i++) {
        lengths.add(around - 40 + random.nextInt(60));
      }
    }
    for (int length : lengths) {
      Entry before = Entry.put("before", texts.word(5));
      Entry victim = Entry.put("victim", "v".repeat(length));
      Entry behind = random.nextBoolean() ? Entry.tombstone("before") : Entry.put("b", "");
      Sample sample = Sample.of(List.of(before, victim, behind));
      int start = sample.offsets[1];
      byte[] header = sample.log.clone();
      header[start + random.nextInt(Entry.HEADER_BYTES)] ^= (byte) (1 << random.nextInt(8));
      refusesDamage(
          trial,
          header,
          start,
          "3 records; the header of the second, of %,d bytes, is damaged"
              .formatted(victim.length()));
      byte[] body = sample.log.clone();
      body[start + Entry.HEADER_BYTES + random.nextInt(6 + length)] ^= 32;
      refusesDamage(
          trial,
          body,
          start,
          "3 records; the body of the second, of %,d bytes, is damaged".formatted(victim.length()));
    }
    for (int i = 0; i < 10; i++) {
      Sample sample = Sample.of(random, 6);
      byte[] log = joined(sample.log, new byte[random.nextInt(60)]);
      int first = random.nextInt(4);
      for (int record = first; record < first + 2; record++) {
        log[sample.offsets[record] + random.nextInt(Entry.HEADER_BYTES)] ^= 16;
      }
      refusesDamage(
          trial, log, sample.offsets[first], "6 records, two in a row damaged, and a torn end");
    }
    Sample sample = Sample.of(random, 6);
    int from = sample.offsets[2] + 1;
    byte[] gap = joined(
        Arrays.copyOf(sample.log, from),
        Arrays.copyOfRange(sample.log, sample.offsets[3] + 2, sample.log.length));
    refusesDamage(trial, gap, sample.offsets[2], "6 records, with a lost piece in the middle");
  }
}
