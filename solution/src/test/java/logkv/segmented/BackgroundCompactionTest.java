package logkv.segmented;

import static logkv.segmented.TestStores.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import logkv.crash.disk.Faults;
import logkv.crash.disk.SimulatedDisk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What the store does by itself when enough of it is dead. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BackgroundCompactionTest {
  private static final long SEGMENT_BYTES = 1_000;
  private static final int KEYS = 50;
  private static final Options BUSY = TestStores.TINY
      .with()
      .segmentBytes(SEGMENT_BYTES)
      .snapshotEveryBytes(1_000_000)
      .backgroundCompaction(true)
      .build();

  private final SimulatedDisk disk = SimulatedDisk.empty();

  @Test
  void overwriting_for_ever_does_not_fill_the_disk() throws IOException {
    disk.record(false);
    try (SegmentedStore store = SegmentedStore.open(disk.directory(), BUSY)) {
      for (int round = 0; round < 40; round++) {
        overwrite(store, round);
      }

      store.resumeCompaction(); // else it looks when the next segment is sealed
      Crew.await("no sealed segment is worth rewriting", () -> isTidy(store));

      Stats stats = store.stats();
      long frames = stats.segments().size() * 100L; // headers and seals
      assertThat(stats.compactions()).isPositive();
      assertThat(stats.totalBytes())
          .as("bytes of the log, with %,d alive", stats.liveBytes())
          .isLessThanOrEqualTo(2 * stats.liveBytes() + SEGMENT_BYTES + frames);
    }
  }

  private static boolean isTidy(SegmentedStore store) {
    return stats(store).segments().stream()
        .filter(Stats.SegmentStats::sealed)
        .noneMatch(segment -> segment.deadBytes() * 2 >= segment.bytes());
  }

  @Test
  void it_rests_while_it_is_paused_and_goes_on_when_it_is_resumed() throws IOException {
    try (SegmentedStore store = SegmentedStore.open(disk.directory(), BUSY)) {
      store.pauseCompaction();
      for (int round = 0; round < 5; round++) {
        overwrite(store, round);
      }
      assertThat(store.stats().compactions()).isZero();

      store.compact();
      assertThat(store.stats().compactions()).as("by hand it still works").isPositive();

      overwrite(store, 6);
      overwrite(store, 7);
      long before = store.stats().compactions();
      store.resumeCompaction();
      Crew.await("it went on", () -> stats(store).compactions() > before);
      assertThat(store.get(key(1))).hasValue(bytes("7"));
    }
  }

  @Test
  void a_slow_one_stops_when_the_store_is_closed() throws IOException {
    Options slow = BUSY.with().compactionBytesPerSecond(1).build(); // a quarter of an hour
    SegmentedStore store = SegmentedStore.open(disk.directory(), slow);
    for (int round = 0; round < 5; round++) {
      overwrite(store, round);
      store.put(bytes("round " + round), bytes("stays"));
    }
    Crew.await("it has begun", this::hasUnnamed);

    store.close();

    assertThat(hasUnnamed()).as("half of a compaction").isFalse();
    try (SegmentedStore again = SegmentedStore.open(disk.directory(), TestStores.TINY)) {
      assertThat(again.size()).isEqualTo(KEYS + 5);
      assertThat(again.get(key(7))).hasValue(bytes("4"));
    }
  }

  @Test
  void a_disk_that_refuses_its_output_is_reported_and_not_asked_for_ever() throws IOException {
    Refusing refusing = new Refusing();
    disk.faults(refusing);
    try (SegmentedStore store = SegmentedStore.open(disk.directory(), BUSY)) {
      overwrite(store, 0);
      overwrite(store, 1);
      overwrite(store, 2);
      Crew.await("it has failed", () -> stats(store).compactionFailure().isPresent());
      for (int round = 3; round < 6; round++) {
        overwrite(store, round);
      }

      assertThat(store.stats().failure()).as("of the store itself").isEmpty();
      assertThat(store.get(key(3))).hasValue(bytes("5"));
      assertThat(refusing.count())
          .as("tries, at most one for each segment that was sealed")
          .isLessThan(store.stats().segments().size());

      disk.faults(Faults.NONE);
      store.compact();
      assertThat(store.stats().compactionFailure()).isEmpty();
      assertThat(store.get(key(3))).hasValue(bytes("5"));
    }
  }

  @Test
  void one_that_ran_out_of_memory_is_reported_and_the_next_one_runs() throws IOException {
    AtomicBoolean runsOut = new AtomicBoolean(true);
    SplittableRandom random = new SplittableRandom(1);
    LongSupplier nonces = () -> {
      if (Thread.currentThread().getName().equals("logkv-compaction") && runsOut.get()) {
        throw new OutOfMemoryError("not really");
      }
      return random.nextLong();
    };
    try (SegmentedStore store = SegmentedStore.open(disk.directory(), BUSY, nonces)) {
      overwrite(store, 0);
      overwrite(store, 1);
      overwrite(store, 2);
      Crew.await("it has failed", () -> stats(store).compactionFailure().isPresent());
      runsOut.set(false);
      overwrite(store, 3);
      overwrite(store, 4);
      overwrite(store, 5);

      Crew.await("it has run", () -> stats(store).compactions() > 0);

      assertThat(store.get(key(3))).hasValue(bytes("5"));
    }
  }

  /** Refuses every force of a compaction's output. */
  private static final class Refusing implements Faults {
    private int refused;

    @Override
    public synchronized void onForce(String path) throws IOException {
      if (path.endsWith(".1.seg.tmp")) {
        refused++;
        throw new FileSystemException(path, null, "Input/output error (simulated)");
      }
    }

    @Override
    public boolean met() {
      return count() > 0;
    }

    synchronized int count() {
      return refused;
    }
  }

  private static void overwrite(SegmentedStore store, int round) throws IOException {
    for (int i = 0; i < KEYS; i++) {
      store.put(key(i), bytes("" + round));
    }
  }

  private static byte[] key(int i) {
    return bytes("key " + i);
  }

  private static Stats stats(SegmentedStore store) {
    try {
      return store.stats();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean hasUnnamed() {
    try (Stream<Path> files = Files.list(disk.directory())) {
      return files.anyMatch(file -> file.toString().matches(".*\\.\\d+\\.seg\\.tmp"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
