package logkv.segmented;

import static java.nio.charset.StandardCharsets.UTF_8;
import static logkv.segmented.TestStores.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import logkv.crash.disk.Faults;
import logkv.crash.disk.SimulatedDisk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Readers always find what is there, and wait for nobody. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadersTest {
  private static final int KEYS = 12;
  private static final int PUTS = 2_000;

  @TempDir
  Path temporary;

  private final AtomicLongArray newest = new AtomicLongArray(KEYS); // that anybody has seen

  @ParameterizedTest
  @EnumSource
  void a_key_that_is_there_is_always_found_and_its_value_never_goes_back(Place place)
      throws IOException {
    AtomicLong reads = new AtomicLong();
    try (SegmentedStore store =
        SegmentedStore.open(place.directory(temporary), place.options(SyncPolicy.never()))) {
      for (int key = 0; key < KEYS; key++) {
        store.put(key(key), bytes("0"));
      }
      Crew.Task reading = () -> {
        for (int key = 0; key < KEYS; key++) {
          read(store, key);
          reads.incrementAndGet();
        }
      };
      new Crew()
          .work(() -> write(store))
          .meanwhile(reading)
          .meanwhile(reading)
          .meanwhile(store::compact)
          .run();
      assertThat(reads).hasPositiveValue();
      assertThat(store.stats().compactions()).isPositive();
    }
  }

  private void read(SegmentedStore store, int key) throws IOException {
    long seenBefore = newest.get(key);
    assertThat(store.contains(key(key))).as("whether key %d is there", key).isTrue();
    byte[] value = store.get(key(key)).orElseThrow(() -> new AssertionError("key " + key));
    long version = Long.parseLong(new String(value, UTF_8));
    assertThat(version)
        .as("version of key %d, which somebody has seen before", key)
        .isGreaterThanOrEqualTo(seenBefore);
    newest.accumulateAndGet(key, version, Math::max);
  }

  private void write(SegmentedStore store) throws IOException {
    Random random = new Random(1);
    for (long version = 1; version <= PUTS; version++) {
      int key = random.nextInt(KEYS);
      store.put(key(key), bytes("" + version));
      newest.accumulateAndGet(key, version, Math::max);
    }
  }

  @Test
  void readers_do_not_wait_for_a_writer_who_waits_for_the_disk() throws IOException {
    SimulatedDisk disk = SimulatedDisk.empty();
    HeldForces forces = HeldForces.ofSegments();
    try (SegmentedStore store = SegmentedStore.open(disk.directory(), TestStores.TINY)) {
      store.put(bytes("a"), bytes("1"));
      store.put(bytes("b"), bytes("2"));
      disk.faults(forces);
      new Crew()
          .work(() -> store.put(bytes("a"), bytes("3")))
          .work(forces.whileHeld(() -> {
            assertThat(store.get(bytes("a"))).as("what is not durable").hasValue(bytes("1"));
            assertThat(store.get(bytes("b"))).hasValue(bytes("2"));
            assertThat(store.get(bytes("c"))).isEmpty();
            assertThat(store.contains(bytes("b"))).isTrue();
            assertThat(store.size()).isEqualTo(2);
            assertThat(store.stats().keys()).isEqualTo(2);
          }))
          .run();
      assertThat(store.get(bytes("a"))).hasValue(bytes("3"));
    }
  }

  @Test
  void nobody_waits_for_a_compaction_that_waits_for_the_disk() throws IOException {
    SimulatedDisk disk = SimulatedDisk.empty();
    HeldForces forces = HeldForces.ofCompaction();
    try (SegmentedStore store = open(disk)) {
      disk.faults(forces);
      new Crew()
          .work(store::compact)
          .work(forces.whileHeld(() -> {
            assertThat(store.get(bytes("a"))).hasValue(bytes("1"));
            assertThat(store.get(bytes("b"))).hasValue(bytes("2"));
            store.put(bytes("c"), bytes("3"));
            assertThat(store.get(bytes("c"))).hasValue(bytes("3"));
          }))
          .run();
      assertThat(store.stats().compactions()).isPositive();
    }
  }

  @Test
  void compaction_does_not_put_its_copy_over_what_was_written_meanwhile() throws IOException {
    SimulatedDisk disk = SimulatedDisk.empty();
    HeldForces forces = HeldForces.ofCompaction();
    try (SegmentedStore store = open(disk)) {
      disk.faults(forces);
      new Crew()
          .work(store::compact)
          .work(forces.whileHeld(
              () -> { // the output has copies of both
                store.put(bytes("a"), bytes("newer"));
                store.delete(bytes("b"));
              }))
          .run();
      disk.faults(Faults.NONE);
      assertThat(store.get(bytes("a"))).as("put during the compaction").hasValue(bytes("newer"));
      assertThat(store.get(bytes("b"))).as("deleted during the compaction").isEmpty();
      store.compact();
    }
    try (SegmentedStore store = SegmentedStore.open(disk.directory(), TestStores.TINY)) {
      assertThat(store.get(bytes("a"))).hasValue(bytes("newer"));
      assertThat(store.get(bytes("b"))).isEmpty();
    }
  }

  @Test
  void a_segment_stays_as_long_as_somebody_reads_from_it() throws IOException {
    SimulatedDisk disk = SimulatedDisk.empty();
    AtomicBoolean compacted = new AtomicBoolean();
    try (SegmentedStore store = open(disk)) {
      Crew crew = new Crew();
      crew.work(() -> assertThat(store.get(bytes("a"))).hasValue(bytes("1")));
      HeldForces reads = HeldForces.ofReadsBy(crew.workers().get(0));
      disk.faults(reads);
      crew.work(() -> {
            reads.awaitHeld(); // the reader knows the place, and has not read it yet
            store.compact();
            compacted.set(true);
          })
          .work(reads.whileHeld(() -> {
            Crew.await(
                "compaction waits for the reader, or is done",
                () -> compacted.get() || Crew.isAnybodyIn(Grace.class, "await"));
            assertThat(compacted).as("compacted away under a reader").isFalse();
          }))
          .run();
    }
  }

  /** A store with something to compact: a and b have values, and other records are dead. */
  private static SegmentedStore open(SimulatedDisk disk) throws IOException {
    Options roomy = TestStores.TINY.with().segmentBytes(400).build();
    SegmentedStore store = SegmentedStore.open(disk.directory(), roomy);
    store.put(bytes("a"), bytes("0"));
    store.put(bytes("a"), bytes("1"));
    store.put(bytes("b"), bytes("2"));
    return store;
  }

  private static byte[] key(int key) {
    return bytes("key " + key);
  }
}
