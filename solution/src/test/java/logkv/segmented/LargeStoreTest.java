package logkv.segmented;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores that are larger than what an int counts, in bytes, and than a test usually has, in keys. */
@Tag("long")
@DisplayNameGeneration(ReplaceUnderscores.class)
class LargeStoreTest {
  private static final Options UNFORCED =
      Options.DEFAULTS.with().syncPolicy(SyncPolicy.never()).build();

  @TempDir
  Path directory;

  @Test
  void five_gibibytes_come_back_through_closing_compacting_and_reading_all_of_it()
      throws IOException {
    int values = 81_920;
    int valueBytes = 64 * 1024;
    try (SegmentedStore store = SegmentedStore.open(directory, UNFORCED)) {
      fill(store, values, valueBytes, 1);

      assertThat(store.stats().totalBytes()).isGreaterThan(5L << 30);
      for (int i = 0; i < values; i += 10) {
        store.delete(key(i));
      }
      store.compact();
      assertThat(store.stats().deadBytes()).isZero();
    }
    try (SegmentedStore store = SegmentedStore.open(directory, UNFORCED)) {
      assertThat(store.size()).isEqualTo(values - values / 10);
      assertThat(store.verify().isClean()).isTrue();
      for (int i = 0; i < values; i++) {
        Optional<byte[]> found = store.get(key(i));
        if (i % 10 == 0) {
          assertThat(found).isEmpty();
        } else {
          assertThat(ByteBuffer.wrap(found.orElseThrow()).getInt()).isEqualTo(i);
        }
      }
    }
  }

  @Test
  void five_million_keys_take_at_most_forty_bytes_each_and_are_all_there_after_reopening()
      throws IOException {
    int keys = 5_000_000;
    try (SegmentedStore store = SegmentedStore.open(directory, UNFORCED)) {
      fill(store, keys, 8, 1_000);

      assertThat(store.stats().indexBytes()).isLessThanOrEqualTo(40L * keys);
    }
    try (SegmentedStore store = SegmentedStore.open(directory, UNFORCED)) {
      assertThat(store.stats().snapshotPosition()).isPresent();
      assertThat(store.size()).isEqualTo(keys);
      for (int i = 0; i < keys; i++) {
        assertThat(ByteBuffer.wrap(store.get(key(i)).orElseThrow()).getInt()).isEqualTo(i);
      }
      assertThat(store.get(key(keys))).isEmpty();
    }
  }

  private static void fill(SegmentedStore store, int keys, int valueBytes, int batchSize)
      throws IOException {
    for (int first = 0; first < keys; first += batchSize) {
      Batch batch = new Batch();
      for (int i = first; i < Math.min(keys, first + batchSize); i++) {
        batch.put(key(i), ByteBuffer.allocate(valueBytes).putInt(i).array());
      }
      store.write(batch);
    }
  }

  private static byte[] key(int number) {
    return ByteBuffer.allocate(16).putInt(12, number).array();
  }
}
