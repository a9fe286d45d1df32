package logkv.segmented;

/**
 * Where a record lies, in one long: the index keeps millions of these.
 *
 * <pre>
 *   63         44 43                          14 13           0
 *   +------------+------------------------------+--------------+
 *   |    slot    |            offset            | length class |
 *   +------------+------------------------------+--------------+
 *
 *   slot          which segment; a small number that {@link Segments} gives out; a snapshot keeps it
 *   offset        where in the segment the record begins, up to 1 GiB
 *   length class  the record's length in units of 16 bytes, rounded up; 0 if it has more than 256 KiB
 * </pre>
 *
 * <p>The length class saves a read: without it a reader would need the header to know how much to ask
 * for. No record begins at offset 0, so no location is 0, which is {@link
 * logkv.segmented.index.KeyIndex#NONE}.
 */
final class Locations {
  static final int MOST_SLOTS = 1 << 20;

  private static final int LENGTH_BITS = 14;
  private static final int OFFSET_BITS = 30;
  private static final int LENGTH_UNIT = 16;
  private static final int MOST_UNITS = (1 << LENGTH_BITS) - 1;
  private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;

  private Locations() {}

  static long of(int slot, long offset, long length) {
    long units = (length + LENGTH_UNIT - 1) / LENGTH_UNIT;
    return (long) slot << (OFFSET_BITS + LENGTH_BITS)
        | offset << LENGTH_BITS
        | (units <= MOST_UNITS ? units : 0);
  }

  static int slot(long location) {
    return (int) (location >>> (OFFSET_BITS + LENGTH_BITS));
  }

  static long offset(long location) {
    return location >>> LENGTH_BITS & OFFSET_MASK;
  }

  /** Returns a length that the record does not exceed, or 0 if nobody knows one. */
  static int lengthAtMost(long location) {
    return (int) (location & MOST_UNITS) * LENGTH_UNIT;
  }
}
