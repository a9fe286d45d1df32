package logkv.log;

/**
 * Where a record lies in its file.
 *
 * @param offset of its first byte, counted from the beginning of the file
 * @param length of the whole record in bytes, header included
 */
public record Location(long offset, int length) {
  public Location {
    if (offset < 0 || length < 1) {
      throw new IllegalArgumentException("offset " + offset + ", length " + length);
    }
  }

  /** The offset of the first byte behind the record. */
  public long end() {
    return offset + length;
  }
}
