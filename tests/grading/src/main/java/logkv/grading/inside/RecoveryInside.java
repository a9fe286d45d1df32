package logkv.grading.inside;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import logkv.crash.CrashTest;
import logkv.crash.Disk;
import logkv.crash.disk.Faults;
import logkv.crash.disk.JournalEntry;
import logkv.crash.disk.Operation.ForceDirectory;
import logkv.crash.disk.Operation.Rename;
import logkv.crash.disk.Operation.Write;
import logkv.crash.disk.SimulatedDisk;
import logkv.grading.bench.LocalStore;

/** Phase 5 on the simulated disk: the power fails anywhere, the disk says no, names must last. */
public final class RecoveryInside extends InsideSuite {

  public RecoveryInside() {
    super(5);
    promise("power-cut", this::powerCut);
    promise("faults", this::faults);
    promise("fail-stop", FailStop::check);
    promise("names", this::names);
    promise("cut", this::cut);
    promise("lock-kept", this::lockKept);
  }

  private void powerCut(LocalStore.Opener stores, Random random) {
    for (int i = 0; i < 14; i++) {
      CrashingStore.test(stores)
          .on(Disk.ORDERED)
          .crashingAgainDuringRecovery()
          .check(Workload.ALL.make(random, 4 + random.nextInt(14)));
      CrashingStore.test(stores, 0.2 + random.nextInt(7) / 10.0)
          .on(Disk.ORDERED)
          .crashingAgainDuringRecovery()
          .check(Workload.ALL.make(random, 4 + random.nextInt(8)));
    }
    CrashingStore.testForgetting(stores).on(Disk.ORDERED).check(Workload.ALL.make(random, 6));
  }

  /**
   * Deletes and reopenings apart. Between them this phase's answer has a gap that only the next one
   * closes: what a failed put has left is cut off when the store is closed, and the cut is not durable
   * before the next record; a delete of the absent key is acknowledged meanwhile, and writes none.
   */
  private void faults(LocalStore.Opener stores, Random random) {
    for (int i = 0; i < 4; i++) {
      Workload workload = i % 2 == 0 ? Workload.ONE_OPENING : Workload.ALL.withoutDeletes();
      CrashTest test = CrashingStore.test(stores).on(Disk.ORDERED);
      test.sweep(Faults::failAnything, workload.make(random, 9));
      test.sweep(Faults::failForce, workload.make(random, 10));
      int step = 2 + random.nextInt(6);
      test.sweep(n -> Faults.diskFullAfter((long) n * step), workload.make(random, 7));
      CrashingStore.test(stores, 0.4)
          .on(Disk.ORDERED)
          .sweep(Faults::failAnything, workload.make(random, 8));
    }
  }

  private void names(LocalStore.Opener stores, Random random) throws IOException {
    SimulatedDisk disk = SimulatedDisk.empty();
    Texts texts = new Texts(random);
    Path deep =
        disk.directory().resolve(texts.word(5)).resolve(texts.word(5)).resolve(texts.word(5));
    LocalStore store = stores.open(deep);
    requireNames(disk.journal(), "open in a directory of which three levels are missing");
    store.put("a", "1");
    store.put("a", "2");
    int before = disk.journalSize();
    store.compact();
    requireNames(disk.journal().subList(before, disk.journalSize()), "put, put, compact()");
    store.close();

    SimulatedDisk other = SimulatedDisk.empty();
    Files.createFile(other.directory().resolve("data.log")); // by somebody who was killed then
    int opening = other.journalSize();
    stores.open(other.directory()).close();
    List<JournalEntry> journal = other.journal().subList(opening, other.journalSize());
    if (journal.stream().noneMatch(entry -> entry.operation() instanceof ForceDirectory)) {
      throw notDurable("somebody created data.log and was killed; open", journal)
          .hint("every opening forces the directory: who created the log may not have come so far");
    }
    ofAPolicy(stores);
    unforced(stores);
  }

  /** A directory that cannot be forced is no smaller trouble than a file that cannot. */
  private static void unforced(LocalStore.Opener stores) {
    SimulatedDisk disk = SimulatedDisk.empty();
    disk.faults(new Faults() {
      @Override
      public boolean met() {
        return false;
      }

      @Override
      public void onForce(String path) throws IOException {
        if (path.endsWith("/db")) {
          throw new IOException(path + ": Input/output error (simulated)");
        }
      }
    });
    Simulated.refuses(
        IOException.class,
        () -> stores.open(disk.directory()),
        "A name that could not be made durable is relied on.",
        "the disk fails to force the directory; open",
        "let the IOException through: nobody knows which names are durable");
  }

  /** Between the rename and the next record the new name must be durable. */
  private static void ofAPolicy(LocalStore.Opener stores) throws IOException {
    try (Simulated simulated = Simulated.open(directory -> stores.open(directory, 0, 0.3))) {
      simulated.put("a", "1");
      simulated.put("a", "2");
      int before = simulated.disk.journalSize();
      simulated.put("a", "3");
      List<JournalEntry> journal = simulated.since(before);
      boolean renamed = false;
      boolean durable = false;
      for (JournalEntry entry : journal) {
        if (entry.operation() instanceof Rename rename && rename.to().equals("data.log")) {
          renamed = true;
        } else if (renamed && entry.operation() instanceof ForceDirectory) {
          durable = true;
        } else if (renamed && !durable && entry.operation() instanceof Write) {
          throw notDurable("a put that begins with a compaction", journal)
              .hint("force the directory behind the rename, before anything goes to the new log");
        }
      }
      if (!durable) {
        throw notDurable("a put that begins with a compaction", journal)
            .hint("force the directory behind the rename");
      }
    }
  }

  private static void requireNames(List<JournalEntry> journal, String done) {
    Journals.unforcedName(journal).ifPresent(entry -> {
      throw notDurable(done, journal)
          .hint("force the directory that holds the name (operation %d)", entry.number());
    });
  }

  private static Story notDurable(String done, List<JournalEntry> journal) {
    return Story.of("A name that the store relies on may be gone after a power cut.")
        .workload(done)
        .expected("when the call returns, the directory with the new name has been forced")
        .drawing(Journals.drawn(journal));
  }

  private void cut(LocalStore.Opener stores, Random random) throws IOException {
    for (int i = 0; i < 10; i++) {
      Texts texts = new Texts(random);
      Entry first = Entry.put(texts.key(), texts.value(30));
      byte[] torn = Entry.put("torn", texts.word(30)).plain();
      byte[] log = Entry.log(List.of(first, Entry.put("torn", "")), false);
      log = Arrays.copyOf(log, first.length() + torn.length);
      System.arraycopy(torn, 0, log, first.length(), torn.length);
      int length = first.length() + 1 + random.nextInt(torn.length - 1);
      try (Simulated simulated = Simulated.holding(Arrays.copyOf(log, length), stores::open)) {
        int before = simulated.disk.journalSize();
        simulated.open();
        List<JournalEntry> journal = simulated.since(before);
        boolean isCut = Files.size(simulated.log()) == first.length();
        boolean wrote = journal.stream()
            .anyMatch(entry -> Journals.isOfTheLog(entry) && entry.operation() instanceof Write);
        if (!isCut || wrote || Journals.unforcedBytes(journal).isPresent()) {
          throw Story.of("A torn record is not cut off durably.")
              .workload("a log whose last record is torn; open")
              .expected("the log is truncated, then forced, before anything is written behind it")
              .came(
                  isCut ? "the cut may be undone by a power cut" : "the log still has %d bytes",
                  Files.size(simulated.log()))
              .drawing(Journals.drawn(journal))
              .hint("truncate, then force");
        }
      }
    }
  }

  private void lockKept(LocalStore.Opener stores, Random random) throws IOException {
    otherPath(stores, random);
    givenBackLast(stores, random);
    closingFails(stores);
    notDeleted(stores);
    leftoverOfTheFirst(stores);
  }

  private static void otherPath(LocalStore.Opener stores, Random random) throws IOException {
    SimulatedDisk disk = SimulatedDisk.empty();
    Path directory = disk.directory();
    String name = new Texts(random).word(6);
    Files.createDirectory(directory.resolve(name));
    try (LocalStore store = stores.open(directory)) {
      store.put("a", "1");
      for (Path other :
          List.of(directory.resolve(name).resolve(".."), directory.resolve("."), directory)) {
        refusesSecond(
            stores, other, "open, open again as " + other.subpath(1, other.getNameCount()));
      }
    }
  }

  private static void refusesSecond(LocalStore.Opener stores, Path directory, String done) {
    try {
      stores.open(directory);
    } catch (IOException e) {
      if (e.getClass().getName().equals("logkv.log.StoreLockedException")) {
        return;
      }
      throw twoHolders(done).came(Simulated.said(e)).hint(REAL_PATH);
    } catch (RuntimeException e) {
      throw twoHolders(done).came(Simulated.said(e)).hint(REAL_PATH);
    }
    throw twoHolders(done).came("it opened").hint(REAL_PATH);
  }

  private static final String REAL_PATH =
      "the list remembers toRealPath(); and ask the list before you touch LOCK";

  private static Story twoHolders(String done) {
    return Story.of("The lock does not keep a second store out.")
        .workload(done)
        .expected("a StoreLockedException");
  }

  /** Closing may still write to the log; nobody else may be in by then. */
  private static void givenBackLast(LocalStore.Opener stores, Random random) throws IOException {
    Simulated simulated = Simulated.open(stores::open);
    simulated.put("a", "1");
    simulated.faults(Faults.diskFullAfter(1 + random.nextInt(10)));
    try {
      simulated.store().put("b", "2");
    } catch (IOException expected) {
      // half a record is left, which closing takes back
    }
    OpensInBetween opens = new OpensInBetween(stores, simulated.disk.directory());
    simulated.faults(opens);
    simulated.store().close();
    simulated.faults(Faults.NONE);
    if (opens.entered) {
      throw twoHolders("put fails half-way; close(); while that cuts the log, another store opens")
          .came("it opened")
          .hint("close the log first; the lock is given back last");
    }
    simulated.open();
    simulated.require(
        "After a failed put and a close something is wrong.",
        "put(a, 1), put(b, 2) fails half-way, close(), open, read all",
        "");
    simulated.close();
  }

  /** Tries to open the store whenever its log is changed. */
  private static final class OpensInBetween implements Faults {
    private final LocalStore.Opener stores;
    private final Path directory;
    private boolean trying;
    private boolean entered;

    OpensInBetween(LocalStore.Opener stores, Path directory) {
      this.stores = stores;
      this.directory = directory;
    }

    @Override
    public boolean met() {
      return entered;
    }

    @Override
    public void onChange(String path) {
      if (!trying && path.endsWith("data.log")) {
        trying = true;
        try {
          stores.open(directory).close();
          entered = true;
        } catch (IOException | RuntimeException refused) {
          // as it should be
        }
        trying = false;
      }
    }
  }

  private static void closingFails(LocalStore.Opener stores) throws IOException {
    Simulated simulated = Simulated.open(stores::open);
    simulated.put("a", "1");
    simulated.faults(Faults.failForce(0));
    try {
      simulated.store().put("b", "2");
    } catch (IOException expected) {
      // what it has written is taken back when the store is closed
    }
    simulated.faults(Faults.failAnything(0));
    try {
      simulated.store().close();
    } catch (IOException expected) {
      // closing may say that it could not
    }
    simulated.faults(Faults.NONE);
    try {
      simulated.open();
      simulated.close();
    } catch (IOException | RuntimeException e) {
      throw Story.of("A store that could not be closed well cannot be opened again.")
          .workload("put(a, 1); the force fails in put(b, 2); the disk fails in close(); open")
          .expected("it opens: closing has given the lock back, whatever else failed")
          .came(Simulated.said(e))
          .hint("finally, or a try with the lock as its resource");
    }
  }

  /** Whoever deletes LOCK lets two in: one locks the old file, the other a new one. */
  private static void notDeleted(LocalStore.Opener stores) throws IOException {
    SimulatedDisk disk = SimulatedDisk.empty();
    LocalStore first = stores.open(disk.directory());
    try (FileChannel waiting = FileChannel.open(disk.directory().resolve("LOCK"), CREATE, WRITE)) {
      first.close();
      if (waiting.tryLock() == null) {
        throw new IllegalStateException("the simulated disk refuses by an exception");
      }
      LocalStore second;
      try {
        second = stores.open(disk.directory());
      } catch (IOException | RuntimeException refused) {
        return;
      }
      second.close();
      throw twoHolders("one has the store open; another has opened LOCK and waits; one closes, the"
              + " other locks LOCK; a third opens the store")
          .came("it opened")
          .hint(
              "never delete LOCK: the next one would lock a new file, and the one who waits the old");
    }
  }

  /** The leftover of whom? Only who holds the lock may clean up. */
  private static void leftoverOfTheFirst(LocalStore.Opener stores) throws IOException {
    SimulatedDisk disk = SimulatedDisk.empty();
    try (LocalStore first = stores.open(disk.directory())) {
      first.put("a", "1");
      Path aside = disk.directory().resolve("data.log.compact");
      Files.writeString(aside, "being written");
      refusesSecond(stores, disk.directory(), "open, open again");
      if (!Files.exists(aside)) {
        throw Story.of("A store that is refused removes what the first is just writing.")
            .workload("one has the store open and is compacting; another opens")
            .expected("it is refused and has changed nothing")
            .came("data.log.compact is gone")
            .hint("first the lock, then the leftovers");
      }
    }
  }
}
