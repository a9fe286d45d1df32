package logkv.segmented;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Puts and deletes that happen together: after a crash all of them are there or none, and no reader
 * sees one without the others.
 *
 * <pre>
 *   store.write(new Batch().put(from, less).put(to, more));
 * </pre>
 *
 * <p>They happen in the order in which they were added; of several for one key the last one counts.
 * The arrays are not copied: leave them alone until the batch is written. A batch may be written
 * again. Not for several threads at once.
 */
public final class Batch {
  private final List<byte[]> keys = new ArrayList<>();
  private final List<byte[]> values = new ArrayList<>(); // null: a delete

  public Batch put(byte[] key, byte[] value) {
    return add(key, Objects.requireNonNull(value));
  }

  public Batch delete(byte[] key) {
    return add(key, null);
  }

  /** Returns how many puts and deletes there are. */
  public int size() {
    return keys.size();
  }

  private Batch add(byte[] key, byte[] value) {
    keys.add(Objects.requireNonNull(key));
    values.add(value);
    return this;
  }

  byte[] key(int i) {
    return keys.get(i);
  }

  byte[] value(int i) {
    return values.get(i);
  }
}
