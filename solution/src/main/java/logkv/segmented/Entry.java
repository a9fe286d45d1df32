package logkv.segmented;

import java.util.Arrays;

/** A key and its value, both the reader's own copies. */
public record Entry(byte[] key, byte[] value) {

  @Override
  public boolean equals(Object other) {
    return other instanceof Entry entry
        && Arrays.equals(key, entry.key)
        && Arrays.equals(value, entry.value);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(key) + Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return "Entry[%d bytes -> %d bytes]".formatted(key.length, value.length);
  }
}
