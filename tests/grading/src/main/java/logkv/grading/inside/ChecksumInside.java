package logkv.grading.inside;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import logkv.crash.Disk;
import logkv.crash.disk.Faults;
import logkv.crash.disk.JournalEntry;
import logkv.crash.disk.Operation.Force;
import logkv.crash.disk.Operation.ForceDirectory;
import logkv.crash.disk.Operation.Truncate;
import logkv.crash.disk.Operation.Write;
import logkv.grading.bench.LocalStore;

/** Phase 6 on the simulated disk that promises no more than POSIX does. */
public final class ChecksumInside extends InsideSuite {

  public ChecksumInside() {
    super(6);
    promise("power-cut", this::powerCut);
    promise("faults", this::faults);
    promise("set-aside", this::setAside);
    promise("unreadable", this::unreadable);
  }

  private void powerCut(LocalStore.Opener stores, Random random) {
    for (int i = 0; i < 9; i++) {
      CrashingStore.test(stores)
          .on(Disk.STRICT)
          .check(Workload.ALL.make(random, 4 + random.nextInt(9)));
      CrashingStore.test(stores, 0.2 + random.nextInt(7) / 10.0)
          .on(Disk.STRICT)
          .check(Workload.ALL.make(random, 4 + random.nextInt(5)));
    }
    for (int i = 0; i < 5; i++) {
      CrashingStore.test(stores)
          .on(Disk.STRICT)
          .crashingAgainDuringRecovery()
          .check(Workload.ALL.make(random, 3 + random.nextInt(2)));
    }
    CrashingStore.testForgetting(stores).on(Disk.STRICT).check(Workload.ALL.make(random, 6));
  }

  private void faults(LocalStore.Opener stores, Random random) {
    for (int i = 0; i < 2; i++) {
      CrashingStore.test(stores)
          .on(Disk.STRICT)
          .sweep(Faults::failAnything, Workload.ONE_OPENING.make(random, 6));
      CrashingStore.test(stores)
          .on(Disk.STRICT)
          .sweep(Faults::failForce, Workload.ONE_OPENING.make(random, 7));
    }
  }

  /** Some records and behind them what a power cut may leave. */
  private record Tail(List<Entry> entries, byte[] log, int from) {
    static Tail of(Random random) {
      Texts texts = new Texts(random);
      List<Entry> entries = new ArrayList<>();
      for (String key : texts.keys(random.nextInt(4))) {
        entries.add(Entry.put(key, texts.value(40)));
      }
      byte[] good = Entry.log(entries, true);
      byte[] torn = Entry.put("torn", texts.word(40)).checked();
      int left = 1 + random.nextInt(torn.length - 1);
      byte[] log = Arrays.copyOf(good, good.length + torn.length);
      System.arraycopy(torn, 0, log, good.length, left);
      if (random.nextInt(3) == 0) {
        log = Arrays.copyOf(log, good.length + left);
      } else if (left == torn.length - 1) {
        log[log.length - 1] = (byte) (torn[left] ^ 1); // a zero may be what it was
      } else {
        Arrays.fill(log, good.length + left, log.length, (byte) 0xa5);
      }
      return new Tail(entries, log, good.length);
    }

    byte[] tail() {
      return Arrays.copyOfRange(log, from, log.length);
    }
  }

  private void setAside(LocalStore.Opener stores, Random random) throws IOException {
    for (int i = 0; i < 15; i++) {
      Tail tail = Tail.of(random);
      try (Simulated simulated = Simulated.holding(tail.log, stores::open)) {
        if (i % 2 == 0) {
          Files.write(cutFile(simulated), new byte[200]); // from an earlier crash
        }
        simulated.faults(i % 3 == 0 ? Faults.shortWrites(3) : Faults.NONE);
        int before = simulated.disk.journalSize();
        simulated.open();
        List<JournalEntry> journal = simulated.since(before);
        requireKept(simulated, tail, journal);
        requireOrder(journal);
      }
    }
    noRoom(stores, random);
    vouched(stores, random);
  }

  private static java.nio.file.Path cutFile(Simulated simulated) {
    return simulated.disk.directory().resolve("data.log.cut");
  }

  private static void requireKept(Simulated simulated, Tail tail, List<JournalEntry> journal)
      throws IOException {
    boolean kept = Files.exists(cutFile(simulated))
        && Arrays.equals(Files.readAllBytes(cutFile(simulated)), tail.tail());
    if (!kept || Files.size(simulated.log()) != tail.from) {
      throw notSafe(journal)
          .expected(
              "data.log.cut holds the %d bytes that were cut off, and nothing else",
              tail.tail().length)
          .came(kept ? "the log still has %d bytes" : "it does not", Files.size(simulated.log()))
          .hint("copy all of it (a copy may do less than it is asked for) to an emptied file");
    }
  }

  private static void requireOrder(List<JournalEntry> journal) {
    boolean bytesSafe = false;
    boolean nameSafe = false;
    boolean cut = false;
    for (JournalEntry entry : journal) {
      boolean aside = Journals.isOf(entry, "data.log.cut");
      if (aside && entry.operation() instanceof Write) {
        bytesSafe = false;
      } else if (aside && entry.operation() instanceof Force) {
        bytesSafe = true;
      } else if (entry.operation() instanceof ForceDirectory) {
        nameSafe = true;
      } else if (Journals.isOf(entry, "data.log") && entry.operation() instanceof Truncate) {
        cut = true;
        if (!bytesSafe || !nameSafe) {
          throw notSafe(journal)
              .expected("copied, forced, and the directory forced; only then the log is cut")
              .came(bytesSafe ? "the name data.log.cut may be lost" : "the copy may be lost")
              .hint("first the copy is durable, its bytes and its name; then cut");
        }
      }
    }
    if (!cut || Journals.unforcedBytes(journal).isPresent()) {
      throw notSafe(journal)
          .expected("the cut is durable when the store is open")
          .hint("truncate, then force");
    }
  }

  private static Story notSafe(List<JournalEntry> journal) {
    return Story.of("What is cut off is not safe beside the log.")
        .workload("a log with bad bytes at its end; open")
        .drawing(Journals.drawn(journal));
  }

  private static void noRoom(LocalStore.Opener stores, Random random) throws IOException {
    Tail tail = Tail.of(random);
    for (int room = 0; room < tail.tail().length; room += 1 + random.nextInt(6)) {
      try (Simulated simulated = Simulated.holding(tail.log, stores::open)) {
        simulated.faults(Faults.diskFullAfter(room));
        Simulated.refuses(
            IOException.class,
            simulated::open,
            "Without room to set it aside, something is cut off.",
            "a log with bad bytes at its end; the disk has room for %d bytes; open".formatted(room),
            "what cannot be set aside is not cut off");
        simulated.faults(Faults.NONE);
        if (!Arrays.equals(Files.readAllBytes(simulated.log()), tail.log)) {
          throw Story.of("Without room to set it aside, something is cut off.")
              .workload("a log with bad bytes at its end; the disk is full; open (refused)")
              .expected("the log is what it was")
              .came("it has %d bytes and had %d", Files.size(simulated.log()), tail.log.length)
              .hint("first the copy is durable, then cut");
        }
        simulated.open();
        requireKept(simulated, tail, List.of());
      }
    }
  }

  /** The last record may come from somebody who was killed before the force. */
  private static void vouched(LocalStore.Opener stores, Random random) throws IOException {
    Texts texts = new Texts(random);
    byte[] log = Entry.log(List.of(Entry.put("a", texts.word(9)), Entry.put("b", "2")), true);
    try (Simulated simulated = Simulated.holding(log, stores::open)) {
      int before = simulated.disk.journalSize();
      simulated.open();
      List<JournalEntry> journal = simulated.since(before);
      if (journal.stream()
          .noneMatch(entry -> Journals.isOfTheLog(entry) && entry.operation() instanceof Force)) {
        throw Story.of("Opening believes a last record that may never have been forced.")
            .workload("a process is killed between write and force; open")
            .expected("the log is forced before the next record vouches for the last one")
            .came("it is not")
            .drawing(Journals.drawn(journal))
            .hint("force the log at the end of replay");
      }
    }
  }

  private void unreadable(LocalStore.Opener stores, Random random) throws IOException {
    for (int i = 0; i < 12; i++) {
      Tail tail = Tail.of(random);
      byte[] log = tail.log;
      boolean damaged = i % 3 == 1;
      if (damaged) {
        List<Entry> entries = new ArrayList<>(tail.entries);
        entries.add(Entry.put("victim", "v"));
        entries.add(Entry.put("witness", "w"));
        log = Entry.log(entries, true);
        log[Entry.offsets(entries)[entries.size() - 2] + random.nextInt(17)] ^= 1;
      } else if (i % 3 == 2) {
        log = Entry.log(
            List.of(Entry.put("a", "1"), Entry.tombstone("a"), Entry.put("b", "2")), true);
      }
      unreadable(stores, log, damaged);
    }
  }

  private static void unreadable(LocalStore.Opener stores, byte[] log, boolean damaged)
      throws IOException {
    String sentence = "A disk that cannot be read is taken for a torn or a damaged log.";
    for (int n = 0; n < 200; n++) {
      try (Simulated simulated = Simulated.holding(log, stores::open)) {
        Faults faults = Faults.failRead(n);
        simulated.faults(faults);
        String done = "a log%s; read %d of the opening fails"
            .formatted(damaged ? " with a damaged record" : "", n);
        Throwable thrown = null;
        try {
          simulated.open();
        } catch (IOException | RuntimeException e) {
          thrown = e;
        }
        simulated.faults(Faults.NONE);
        if (!faults.met()) {
          requireWhatIsPromised(simulated, thrown, log, damaged);
          return;
        }
        boolean corrupt = thrown != null
            && thrown.getClass().getName().equals("logkv.log.CorruptRecordException");
        boolean untouched = Arrays.equals(Files.readAllBytes(simulated.log()), log);
        if (!(thrown instanceof IOException) || corrupt || !untouched) {
          throw Story.of(sentence)
              .workload(done)
              .expected("an IOException that is no CorruptRecordException, and nothing is changed")
              .came(
                  "%s; data.log is %s",
                  thrown == null ? "it opened" : Simulated.said(thrown),
                  untouched ? "as it was" : "changed")
              .hint("let the IOException through: neither torn nor damaged, only not readable now");
        }
      }
    }
  }

  /** The disk could be read all the time. */
  private static void requireWhatIsPromised(
      Simulated simulated, Throwable thrown, byte[] log, boolean damaged) throws IOException {
    boolean refused =
        thrown != null && thrown.getClass().getName().equals("logkv.log.CorruptRecordException");
    long left = thrown == null ? Files.size(simulated.log()) : log.length;
    long aside = Files.exists(cutFile(simulated)) ? Files.size(cutFile(simulated)) : 0;
    if (refused != damaged || thrown != null && !refused || left + aside != log.length) {
      throw Story.of("A log is not opened, cut or refused as promised, on a disk that works well.")
          .workload(
              damaged
                  ? "a log with a damaged record and a whole one behind it; open"
                  : "a log that is whole, or whose last record is torn; open")
          .expected(
              damaged
                  ? "a CorruptRecordException"
                  : "it opens, and what is cut off lies in data.log.cut")
          .came(
              thrown == null
                  ? "it opened, with %d of %d bytes, %d in data.log.cut"
                      .formatted(left, log.length, aside)
                  : Simulated.said(thrown))
          .hint("a whole record behind the bad one makes the difference");
    }
  }
}
