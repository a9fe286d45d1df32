package logkv.segmented;

import static logkv.segmented.TestStores.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How often a store saves its index while it is open. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SnapshotIntervalTest {
  private static final Options EACH_MIB = Options.DEFAULTS
      .with()
      .syncPolicy(SyncPolicy.never())
      .segmentBytes(Options.MIB)
      .snapshotEveryBytes(Options.MIB)
      .backgroundCompaction(false)
      .build();

  @TempDir
  Path directory;

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void the_index_of_a_small_store_is_saved_as_often_as_is_asked_for() throws IOException {
    try (SegmentedStore store = SegmentedStore.open(directory, EACH_MIB)) {
      write(store, 3 * Options.MIB);

      while (store.stats().bytesSinceSnapshot() >= 2 * Options.MIB) {
        Thread.onSpinWait(); // until another thread has come to it
      }
    }
  }

  @Test
  void a_large_one_waits_until_four_times_its_own_bytes_were_written() throws IOException {
    try (SegmentedStore store = SegmentedStore.open(directory, EACH_MIB)) {
      for (int i = 0; i < 100_000; i++) {
        store.put(bytes("key " + i), bytes("1"));
      }
    }
    long snapshot = Files.size(Snapshot.file(directory));
    assertThat(snapshot).isGreaterThan(Options.MIB);

    try (SegmentedStore store = SegmentedStore.open(directory, EACH_MIB)) {
      long before = store.stats().bytesSinceSnapshot();
      write(store, 3 * snapshot);
      assertThat(store.verify().isClean()).isTrue(); // which takes longer than to save the index

      assertThat(store.stats().bytesSinceSnapshot()).isGreaterThanOrEqualTo(before + 3 * snapshot);
    }
  }

  private static void write(SegmentedStore store, long count) throws IOException {
    for (long written = 0; written < count; written += 10_000) {
      store.put(bytes("key 1"), new byte[10_000]);
    }
  }
}
