package logkv;

import static logkv.Promise.promise;
import static logkv.Promise.refusalOf;
import static logkv.Refusal.accepts;
import static logkv.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import logkv.crash.disk.Faults;
import logkv.crash.disk.SimulatedDisk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A compaction for which the disk has no room, no patience or no luck: the old log is still there. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore("04-compaction.md#compact")
class LogStoreCompactionOnABadDiskTest {
  private static final String READ = "04-compaction.md#compact";
  private static final String LEFTOVERS = "04-compaction.md#removeleftovers";

  private static final Map<String, String> TEAS = Map.of("black", "assam", "green", "sencha");
  private static final long LIVE_BYTES = 27 + 28;

  @Test
  void a_disk_that_is_full_after_any_byte_fails_the_compaction_and_not_the_store()
      throws IOException {
    for (int room = 0; room < LIVE_BYTES; room++) {
      requireFailureWithoutLoss("room for " + room + " bytes", Faults.diskFullAfter(room));
    }
  }

  @Test
  void whichever_operation_fails_nothing_is_lost() throws IOException {
    int failed = sweep(n -> Faults.failAnything(n));

    assertThat(failed)
        .as(promise(READ, "a compaction creates, writes, forces and renames"))
        .isGreaterThanOrEqualTo(4);
  }

  @Test
  void whichever_read_fails_nothing_is_lost() throws IOException {
    int failed = sweep(n -> Faults.failRead(n));

    assertThat(failed)
        .as(promise(READ, "a compaction reads every live record"))
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void a_disk_that_does_a_few_bytes_at_a_time_makes_no_difference() throws IOException {
    for (Faults few : new Faults[] {Faults.shortWrites(3), Faults.shortReads(3)}) {
      SimulatedDisk disk = SimulatedDisk.empty();
      try (LogStore store = storeWithDeadBytes(disk.directory())) {
        disk.faults(few);
        store.compact();
        requireTeas(store, "a few bytes at a time");
      }
      requireShortLog(disk);
    }
  }

  @Test
  void a_compaction_after_a_failed_one_begins_from_nothing() throws IOException {
    SimulatedDisk disk = SimulatedDisk.empty();
    try (LogStore store = storeWithDeadBytes(disk.directory())) {
      disk.faults(Faults.diskFullAfter(30));
      refuses(
          store::compact,
          IOException.class,
          promise(READ, "the disk was full: the IOException goes through"));
      disk.faults(Faults.NONE);

      if (refusalOf(store::compact) == null) { // from phase 5 on it is refused
        requireTeas(store, "a second compaction in the same store");
        requireShortLog(disk);
      }
    }
    try (LogStore store = LogStore.open(disk.directory(), CompactionPolicy.BY_HAND)) {
      store.compact();
      requireTeas(store, "a second compaction after reopening");
    }
    requireShortLog(disk);
  }

  /** Fails operation 0, then 1, and so on, until a compaction does not meet its fault. */
  private int sweep(IntFunction<Faults> nth) throws IOException {
    int n = 0;
    while (requireFailureWithoutLoss("operation " + n + " failed", nth.apply(n))) {
      n++;
    }
    return n;
  }

  /** Compacts with {@code faults}; returns whether they were met. */
  private boolean requireFailureWithoutLoss(String what, Faults faults) throws IOException {
    SimulatedDisk disk = SimulatedDisk.empty();
    try (LogStore store = storeWithDeadBytes(disk.directory())) {
      disk.faults(faults);
      Exception refusal = refusalOf(store::compact);
      disk.faults(Faults.NONE);

      assertThat(refusal instanceof IOException)
          .as(promise(READ, "%s: compact lets the IOException through, not %s", what, refusal))
          .isEqualTo(faults.met());
      requireTeas(store, what);
      if (refusalOf(() -> store.put("white", "silver")) == null) { // from phase 5 on it is refused
        store.delete("white");
      }
    }
    try (LogStore store = LogStore.open(disk.directory(), CompactionPolicy.BY_HAND)) {
      requireTeas(store, what + ", then reopened");
      store.compact();
      requireTeas(store, what + ", then reopened and compacted");
    }
    requireShortLog(disk);
    return faults.met();
  }

  private static LogStore storeWithDeadBytes(Path directory) throws IOException {
    LogStore store = LogStore.open(directory, CompactionPolicy.BY_HAND);
    store.put("black", "earl");
    store.put("green", "sencha");
    store.put("white", "silver");
    store.put("black", "assam");
    store.delete("white");
    return store;
  }

  private static void requireTeas(LogStore store, String what) {
    Map<String, String> found = new TreeMap<>();
    for (String key : store.keys()) {
      String told =
          promise(READ, "%s: get goes on. Is a log open, whatever happened to the swap?", what);
      accepts(() -> store.get(key), told).ifPresent(value -> found.put(key, value));
    }
    assertThat(found)
        .as(promise(READ, "%s: when compact throws, the store holds all that it held", what))
        .isEqualTo(TEAS);
  }

  private static void requireShortLog(SimulatedDisk disk) throws IOException {
    SimulatedDisk untouched = SimulatedDisk.empty();
    storeWithDeadBytes(untouched.directory()).close();

    LogDrawing log = LogDrawing.of(disk.directory().resolve("data.log"));
    assertThat(log.records())
        .withFailMessage(
            "%sWhat the log holds:\n%s",
            promise(
                READ,
                "compact calls removeLeftovers first and begins from nothing: in the end the log"
                    + " holds the live records, once each"),
            log)
        .containsExactly("green=sencha", "black=assam");
    assertThat(disk.image().listing().keySet())
        .as(promise(LEFTOVERS, "in the end there are the files of a store never compacted"))
        .isEqualTo(untouched.image().listing().keySet());
  }
}
