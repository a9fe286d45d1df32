package logkv.segmented;

import static logkv.segmented.TestStores.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import logkv.crash.disk.SimulatedDisk;
import logkv.segmented.format.RecordFormat;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Bloom filters of the segments are for, and that nothing goes wrong without them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FiltersTest {
  private static final String FIRST = "0000000001.seg";
  private static final byte[] LONG = new byte[100];
  private static final Options OPTIONS =
      TestStores.TINY.with().segmentBytes(1_000).backgroundCompaction(true).build();

  /** A segment that is nearly all live, and holds tea. */
  private static StoreFiles begun() throws IOException {
    SimulatedDisk disk = SimulatedDisk.empty();
    try (SegmentedStore store = SegmentedStore.open(disk.directory(), OPTIONS)) {
      store.put(bytes("tea"), bytes("green"));
      for (int i = 0; i < 7; i++) {
        store.put(bytes("live " + i), LONG);
      }
      store.put(bytes("busy"), LONG); // too long for the first segment, which is sealed
    }
    return StoreFiles.of(disk.directory());
  }

  /** Deletes tea, and milk which is in no older segment, and waits until that segment is rewritten. */
  private static void deleteAndCompact(SegmentedStore store) throws IOException {
    store.put(bytes("milk"), bytes("white"));
    store.delete(bytes("milk"));
    store.delete(bytes("tea"));
    for (int i = 0; i < 12; i++) { // the second segment becomes full, and then dead
      store.put(bytes("busy"), LONG);
    }
    Crew.await("the background thread rewrites the second segment", () -> rewritten(store));
  }

  private static boolean rewritten(SegmentedStore store) {
    try {
      return store.stats().compactions() > 0;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static long tombstoneBytes(SegmentedStore store) throws IOException {
    return store.stats().segments().stream()
        .mapToLong(Stats.SegmentStats::tombstoneBytes)
        .sum();
  }

  @Test
  void a_tombstone_stays_while_an_older_segment_holds_its_key_and_goes_if_none_does()
      throws IOException {
    Path directory = begun().onNewDisk();
    try (SegmentedStore store = SegmentedStore.open(directory, OPTIONS)) {
      deleteAndCompact(store);
      assertThat(tombstoneBytes(store))
          .as("the tombstone of tea, and not that of milk")
          .isEqualTo(RecordFormat.length("tea".length(), 0));
    }
    assertThat(withoutSnapshot(directory)).as("a put that is dead").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "empty", "all bits 0"})
  void a_filter_that_cannot_be_trusted_is_made_anew_and_brings_no_key_back(String what)
      throws IOException {
    String filter = FIRST + ".bloom";
    StoreFiles files = begun();
    byte[] zeros = files.bytes(filter);
    Arrays.fill(zeros, 24, zeros.length - 4, (byte) 0); // the bits, and not their checksum
    StoreFiles changed = switch (what) {
      case "missing" -> files.without(filter);
      case "empty" -> files.with(filter, new byte[0]);
      default -> files.with(filter, zeros);
    };
    Path directory = changed.onNewDisk();
    try (SegmentedStore store = SegmentedStore.open(directory, OPTIONS)) {
      deleteAndCompact(store);
      assertThat(tombstoneBytes(store)).isPositive();
    }
    assertThat(StoreFiles.of(directory).bytes(filter)).isEqualTo(files.bytes(filter));
    assertThat(withoutSnapshot(directory)).as("a put that is dead").isEmpty();
  }

  /** What an opening that reads the whole log finds under tea. */
  private static Optional<byte[]> withoutSnapshot(Path directory) throws IOException {
    Path log = StoreFiles.of(directory).without("index.snapshot").onNewDisk();
    try (SegmentedStore store = SegmentedStore.open(log, OPTIONS)) {
      return store.get(bytes("tea"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_probe_finds_what_the_store_finds(boolean filters) throws IOException {
    SimulatedDisk disk = SimulatedDisk.empty();
    try (SegmentedStore store = SegmentedStore.open(disk.directory(), TestStores.TINY)) {
      for (int i = 0; i < 60; i++) {
        store.put(bytes("key " + i % 20), bytes("value " + i));
        if (i % 7 == 0) {
          store.delete(bytes("key " + i % 20));
        }
      }
    }
    StoreFiles files = StoreFiles.of(disk.directory());
    for (String filter : files.names(".bloom")) {
      files = filters ? files : files.without(filter);
    }
    Path directory = files.onNewDisk();
    int skipped = 0;
    try (SegmentedStore store = SegmentedStore.openReadOnly(directory)) {
      for (int i = 0; i < 25; i++) {
        byte[] key = bytes("key " + i);
        Probe probe = Probe.get(directory, key);
        assertThat(probe.value().map(Arrays::hashCode))
            .as("key %d", i)
            .isEqualTo(store.get(key).map(Arrays::hashCode));
        skipped += probe.segmentsSkipped();
      }
    }
    assertThat(skipped > 0).as("segments were left out").isEqualTo(filters);
  }
}
