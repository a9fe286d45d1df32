package logkv;

import static logkv.Promise.promise;
import static logkv.Promise.refusalOf;
import static logkv.Refusal.permits;
import static logkv.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.IntFunction;
import logkv.crash.OnSimulatedDisk;
import logkv.crash.disk.Faults;
import logkv.crash.disk.SimulatedDisk;
import logkv.log.CorruptRecordException;
import logkv.log.StoreLock;
import logkv.log.StoreLockedException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is durable when a store opens, and that it then has the directory for itself. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore(OpeningTest.OPEN)
class OpeningTest {
  static final String OPEN = "05-recovery.md#open";
  private static final int TIMES = 100;

  @TempDir(factory = OnSimulatedDisk.class)
  Path directory;

  @TempDir
  Path realDirectory;

  @Test
  void the_name_of_a_new_log_is_durable() throws IOException {
    Journal journal = Journal.of(directory);
    try (LogStore store = LogStore.open(directory)) {
      assertThat(store.size()).isZero();
      assertThat(journal.operations())
          .as(promise(
              OPEN,
              "a put forces the bytes of data.log, and never its name. The directory is forced behind"
                  + " the creation, before open returns"))
          .containsSubsequence("create data.log", "force the names in db");
    }
  }

  @Test
  void the_names_of_new_directories_are_durable() throws IOException {
    Journal journal = Journal.of(directory);
    try (LogStore store = LogStore.open(directory.resolve("tea/shop"))) {
      assertThat(store.size()).isZero();
      assertThat(journal.operations())
          .as(
              promise(
                  OPEN,
                  "each directory that open creates is a name in the one above it, and that one is forced"))
          .containsSubsequence("make the directory tea", "force the names in db")
          .containsSubsequence("make the directory shop", "force the names in tea")
          .containsSubsequence("create data.log", "force the names in shop");
    }
  }

  @Test
  void a_log_that_somebody_else_created_is_made_durable_too() throws IOException {
    Files.createFile(directory.resolve("data.log")); // killed before the name was forced
    Journal journal = Journal.of(directory);
    try (LogStore store = LogStore.open(directory)) {
      assertThat(store.size()).isZero();
      assertThat(journal.operations())
          .as(promise(
              OPEN,
              "whoever created data.log may have been killed before its name was forced: each opening"
                  + " forces the directory"))
          .contains("force the names in db");
    }
  }

  @Test
  void a_second_store_is_refused() throws IOException {
    try (LogStore first = LogStore.open(directory)) {
      first.put("black", "earl");
      requireLocked("the first store is open");
      first.put("black", "assam");
      first.compact();
      requireLocked("the first store was compacted, and is still open");
      first.put("green", "sencha");
    }
    permits(
        () -> LogStore.open(directory).close(),
        promise(OPEN, "the first store is closed: closing gives the lock back"));
    try (LogStore second = LogStore.open(directory)) {
      assertThat(second.keys())
          .as(promise(OPEN, "closing lets the next one in, and it finds everything"))
          .containsExactly("black", "green");
    }
  }

  @Test
  void who_is_refused_has_changed_nothing() throws IOException {
    try (LogStore first = LogStore.open(directory)) {
      first.put("black", "earl");
      Files.writeString(directory.resolve("data.log"), "half", StandardOpenOption.APPEND);
      Files.writeString(directory.resolve("data.log.compact"), "a compaction is at work");
      Journal journal = Journal.of(directory);

      requireLocked("the first store is in the middle of a put and of a compaction");
      assertThat(journal.operations())
          .as(promise(
              OPEN,
              "what looks torn or left over may be what the first store is writing: the lock comes"
                  + " first, before anything is cut off or removed"))
          .isEmpty();
    }
  }

  @Test
  void closing_twice_does_not_let_two_stores_in() throws IOException {
    LogStore first = LogStore.open(directory);
    requireLocked("the first store is open");
    first.close();
    try (LogStore second = LogStore.open(directory)) {
      first.close();

      requireLocked("the first store was closed for the second time; the second one is open");
      assertThat(second.size()).isZero();
    }
  }

  @Test
  void the_log_is_closed_before_the_lock_is_given_back() throws IOException {
    LogStore store = openAndFailToPut();
    LockedAtTheCut probe = new LockedAtTheCut(directory);
    SimulatedDisk.of(directory).faults(probe);
    store.close();
    SimulatedDisk.of(directory).faults(Faults.NONE);

    assertThat(probe.locked)
        .withFailMessage(promise(
            OPEN,
            "a put has failed, and closing the log cuts off what it left. In the middle of that the"
                + " lock was free already: somebody else may open the store and write where it is"
                + " being cut. Close the log first, then the lock"))
        .isTrue();
    assertThat(probe.met())
        .withFailMessage(promise(
            OPEN,
            "a put has failed, and closing the store closes its log, which cuts off the rest"))
        .isTrue();
  }

  @Test
  void the_lock_is_given_back_even_when_closing_the_log_fails() throws IOException {
    LogStore store = openAndFailToPut();
    SimulatedDisk.of(directory).faults(Faults.failAnything(0)); // of the cut
    refuses(
        store::close,
        IOException.class,
        promise(
            OPEN, "closing the log could not cut off what a failed put had left: close says so"));
    SimulatedDisk.of(directory).faults(Faults.NONE);

    permits(
        () -> LogStore.open(directory).close(),
        promise(
            OPEN,
            "closing the log has thrown, and the lock is given back all the same. Whoever stays behind"
                + " with the lock keeps everybody out until the process ends"));
  }

  @Test
  void a_lock_file_that_a_crash_left_does_not_matter() throws IOException {
    for (String left : new String[] {"", "process 1", "\0\0\0"}) {
      Files.writeString(directory.resolve("LOCK"), left);
      try (LogStore store = LogStore.open(directory)) {
        store.put("black", left);
        requireLocked("the store is open");
      }
    }
  }

  @Test
  void an_opening_that_fails_leaves_no_lock() throws IOException {
    try (LogStore store = LogStore.open(directory)) {
      store.put("black", "earl");
      requireLocked("the store is open");
      store.put("green", "sencha");
      store.put("white", "silver");
    }
    byte[] log = Files.readAllBytes(file());
    byte[] damaged = log.clone();
    damaged[8] = 7; // the kind of the first record
    Files.write(file(), damaged);
    for (int i = 0; i < 2; i++) {
      refuses(
          () -> LogStore.open(directory).close(),
          CorruptRecordException.class,
          promise(
              OPEN,
              "opening %d of a damaged log fails for the damage. A lock that the first one left would"
                  + " hide that, until the process ends",
              i + 1));
    }
    Files.write(file(), log);
    try (LogStore store = LogStore.open(directory)) {
      assertThat(store.size()).as(promise(OPEN, "the log was mended")).isEqualTo(3);
    }
  }

  @Test
  void whichever_operation_fails_the_next_opening_works() throws IOException {
    List<IntFunction<Faults>> kinds = List.of(Faults::failAnything, Faults::failRead);
    for (IntFunction<Faults> kind : kinds) {
      boolean met = true;
      for (int n = 0; met; n++) {
        prepareTornLog();
        Faults faults = kind.apply(n);
        SimulatedDisk.of(directory).faults(faults);
        Exception refusal = refusalOf(() -> LogStore.open(directory).close());
        SimulatedDisk.of(directory).faults(Faults.NONE);
        met = faults.met();

        assertThat(refusal instanceof IOException)
            .as(promise(
                OPEN, "operation %d of an opening fails, and open throws; it did: %s", n, refusal))
            .isEqualTo(met);
        try (LogStore store = LogStore.open(directory)) {
          assertThat(store.get("black"))
              .as(promise(OPEN, "opened again after operation %d of an opening had failed", n))
              .hasValue("earl");
          requireLocked("the store is open");
        }
      }
    }
  }

  @Test
  void openings_that_fail_leave_no_file_open() throws IOException {
    prepareDamagedLog(realDirectory);
    failToOpen(realDirectory); // what the JVM opens for the first one stays open
    long before = openFiles();
    for (int i = 0; i < TIMES; i++) {
      failToOpen(realDirectory);
    }

    assertThat(openFiles() - before)
        .as(promise(
            OPEN,
            "more files are open than %d failed openings ago: close the log and the lock",
            TIMES))
        .isLessThan(TIMES / 2);
  }

  /** Makes a log that is damaged in front of a whole record. */
  private static void prepareDamagedLog(Path directory) throws IOException {
    try (LogStore store = LogStore.open(directory)) {
      store.put("black", "earl");
      store.put("green", "sencha");
      refuses(
          () -> LogStore.open(directory).close(),
          StoreLockedException.class,
          promise(OPEN, "a second store is refused, on a real disk as well"));
    }
    byte[] log = Files.readAllBytes(directory.resolve("data.log"));
    log[8] = 7; // the kind of the first record
    Files.write(directory.resolve("data.log"), log);
  }

  private static void failToOpen(Path directory) {
    refuses(
        () -> LogStore.open(directory).close(),
        CorruptRecordException.class,
        promise(OPEN, "the log is damaged, and nobody has it open"));
  }

  private void prepareTornLog() throws IOException {
    Files.deleteIfExists(file());
    try (LogStore store = LogStore.open(directory)) {
      store.put("black", "earl");
    }
    Files.writeString(file(), "half", StandardOpenOption.APPEND);
    Files.writeString(directory.resolve("data.log.compact"), "half a compaction");
  }

  /** Opens a store whose log has something behind its end that closing will cut off. */
  private LogStore openAndFailToPut() throws IOException {
    LogStore store = LogStore.open(directory);
    requireLocked("the store is open");
    store.put("black", "earl");
    SimulatedDisk.of(directory).faults(Faults.failForce(0));
    refuses(
        () -> store.put("green", "sencha"),
        IOException.class,
        promise(OPEN, "the force of a put failed: put lets the IOException through"));
    SimulatedDisk.of(directory).faults(Faults.NONE);
    return store;
  }

  private Path file() {
    return directory.resolve("data.log");
  }

  private void requireLocked(String what) {
    Exception refusal = refuses(
        () -> LogStore.open(directory).close(),
        StoreLockedException.class,
        promise(
            OPEN,
            "%s: whoever opens it now is refused. Two stores would append to one place",
            what));
    assertThat(refusal)
        .as(promise(OPEN, "the refusal names the directory"))
        .hasMessageContaining(directory.toString());
  }

  private static long openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? system.getOpenFileDescriptorCount()
        : 0;
  }

  /** Looks, whenever {@code data.log} is about to be cut, whether the lock is free. */
  private static final class LockedAtTheCut implements Faults {
    private final Path directory;
    private boolean met;
    private boolean locked = true;

    LockedAtTheCut(Path directory) {
      this.directory = directory;
    }

    @Override
    public boolean met() {
      return met;
    }

    @Override
    public void onChange(String path) {
      if (path.endsWith("data.log")) {
        met = true;
        locked &= refusalOf(() -> StoreLock.acquire(directory).close()) != null;
      }
    }
  }
}
