package logkv.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import logkv.segmented.Batch;
import logkv.segmented.Entry;
import logkv.segmented.SegmentedStore;
import logkv.segmented.format.RecordFormat;

/**
 * Collects entries until writing them together is worth it: a thousand, or a mebibyte. What the store
 * has already is not written again, because looking costs far less than writing.
 */
final class Intake {
  private static final int MOST_ENTRIES = 1_000;
  private static final long MOST_BYTES = 1024 * 1024;

  private final SegmentedStore store;
  private final int maxValueBytes;
  private final ImportCommand.Tally tally;
  private final Set<ByteBuffer> keys = new HashSet<>(); // those of the batch
  private Batch batch = new Batch();
  private long bytes;

  Intake(SegmentedStore store, int maxValueBytes, ImportCommand.Tally tally) {
    this.store = store;
    this.maxValueBytes = maxValueBytes;
    this.tally = tally;
  }

  /**
   * Adds {@code entry}, and writes the batch if it is large enough.
   *
   * @throws IllegalArgumentException if a store does not take such an entry; nothing has changed
   */
  void add(Entry entry) throws IOException {
    check(entry); // here, because the batch would be refused as a whole
    ByteBuffer key = ByteBuffer.wrap(entry.key());
    if (!keys.contains(key) && isThere(entry)) { // the batch may hold a newer value
      tally.leaveAlone();
      return;
    }
    keys.add(key);
    batch.put(entry.key(), entry.value());
    bytes += entry.key().length + entry.value().length;
    if (batch.size() == MOST_ENTRIES || bytes >= MOST_BYTES) {
      flush();
    }
  }

  /** Writes what was added. */
  void flush() throws IOException {
    if (batch.size() > 0) {
      store.write(batch);
      tally.add(batch.size());
    }
    batch = new Batch();
    keys.clear();
    bytes = 0;
  }

  private boolean isThere(Entry entry) throws IOException {
    Optional<byte[]> value = store.get(entry.key());
    return value.isPresent() && Arrays.equals(value.get(), entry.value());
  }

  private void check(Entry entry) {
    int key = entry.key().length;
    int value = entry.value().length;
    if (key == 0) {
      throw new IllegalArgumentException("a key needs at least one byte");
    }
    if (key > RecordFormat.MAX_KEY_BYTES) {
      throw new IllegalArgumentException(
          "the key has %,d bytes; a key may have %,d".formatted(key, RecordFormat.MAX_KEY_BYTES));
    }
    if (value > maxValueBytes) {
      throw new IllegalArgumentException(
          "the value has %,d bytes; a value may have %,d".formatted(value, maxValueBytes));
    }
  }
}
