package logkv.segmented;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * Walks through the entries that a store had when the cursor was opened, in the order of the keys'
 * unsigned bytes. What happens to the store afterwards is invisible here.
 *
 * <pre>
 *   try (Cursor cursor = store.scan(KeyRange.prefix(bytes))) {
 *     for (Optional&lt;Entry&gt; entry = cursor.next(); entry.isPresent(); entry = cursor.next()) { ... }
 *   }
 * </pre>
 *
 * <p>Opening it reads and sorts the keys of the range; a value is read when it is asked for. An open
 * cursor keeps the files it needs from being deleted, so close it. Not for several threads at once.
 */
public interface Cursor extends Closeable {

  /** Returns how many entries are left. */
  long remaining();

  /**
   * Returns the next entry, or empty behind the last one.
   *
   * @throws logkv.log.CorruptRecordException if its record was damaged; the next call goes on behind it
   * @throws IllegalStateException if the cursor or the store is closed
   */
  Optional<Entry> next() throws IOException;

  /** Returns the next key without reading its value, or empty behind the last one. */
  Optional<byte[]> nextKey() throws IOException;

  @Override
  void close();
}
