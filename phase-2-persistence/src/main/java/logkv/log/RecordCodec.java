package logkv.log;

import java.nio.ByteBuffer;
import logkv.Todo;

/**
 * Turns records into bytes and back.
 *
 * <pre>
 *   0            4          8      9            13             17      17+k    17+k+v
 *   +------------+----------+------+------------+--------------+-------+-------+
 *   | header crc | body crc | kind | key length | value length |  key  | value |
 *   +------------+----------+------+------------+--------------+-------+-------+
 *
 *   header crc    int32   0 until phase 6
 *   body crc      int32   0 until phase 6
 *   kind          int8    1 = put, 2 = tombstone; 0 is never valid, so zeros are never a record
 *   key length    int32   k, the number of bytes of the key, 1 to 65,535
 *   value length  int32   v, the number of bytes of the value, 0 to 16 MiB; 0 for a tombstone
 *   key, value            UTF-8
 * </pre>
 *
 * <p>Integers are big-endian, because that is what {@link ByteBuffer} does unless told otherwise.
 */
public final class RecordCodec {
  static final int CRC_BYTES = 4;
  static final int KIND_BYTES = 1;
  static final int LENGTH_BYTES = 4;

  /** What every record has in front of its key. */
  public static final int HEADER_BYTES =
      CRC_BYTES + CRC_BYTES + KIND_BYTES + LENGTH_BYTES + LENGTH_BYTES;

  /** The longest key, in bytes of UTF-8. */
  public static final int MAX_KEY_BYTES = 65_535;

  /** The longest value, in bytes of UTF-8. */
  public static final int MAX_VALUE_BYTES = 16 * 1024 * 1024;

  private static final int KIND_AT = CRC_BYTES + CRC_BYTES;
  private static final int KEY_LENGTH_AT = KIND_AT + KIND_BYTES;
  private static final int VALUE_LENGTH_AT = KEY_LENGTH_AT + LENGTH_BYTES;

  private static final byte PUT = 1;
  private static final byte TOMBSTONE = 2;

  private RecordCodec() {}

  /**
   * Returns the bytes of {@code record}, from position 0 to the limit, ready to be written.
   *
   * @throws IllegalArgumentException if the key or the value has more bytes than the format allows
   */
  public static ByteBuffer encode(LogRecord record) {
    throw Todo.implement("RecordCodec.encode", "02-persistence.md#encode"); // TODO(phase-2)
  }

  /**
   * Says what begins at the position of {@code log}, and leaves the position where it was.
   *
   * <ul>
   *   <li>{@link Decoded.Torn} if there are fewer bytes than a header has, or than the header's
   *       lengths claim.
   *   <li>{@link Decoded.Corrupt} if the kind is neither {@link #PUT} nor {@link #TOMBSTONE}, or if a
   *       length is outside of what the format allows, as the value length of a tombstone is that has
   *       one.
   *   <li>{@link Decoded.Whole} otherwise, with the record and its length in bytes.
   * </ul>
   *
   * <p>Believes no length before it has compared it with what is there.
   */
  public static Decoded decode(ByteBuffer log) {
    throw Todo.implement("RecordCodec.decode", "02-persistence.md#decode"); // TODO(phase-2)
  }

  /**
   * Returns how many bytes a reader needs to decode the record that begins with {@code header}: what
   * its lengths claim, within the limits of the format, because nobody has checked them yet.
   */
  static int bytesToDecode(ByteBuffer header) {
    if (header.remaining() < HEADER_BYTES) {
      return header.remaining();
    }
    int keyLength = header.getInt(header.position() + KEY_LENGTH_AT);
    int valueLength = header.getInt(header.position() + VALUE_LENGTH_AT);
    return HEADER_BYTES + within(MAX_KEY_BYTES, keyLength) + within(MAX_VALUE_BYTES, valueLength);
  }

  private static int within(int most, int length) {
    return Math.max(0, Math.min(most, length));
  }

  private static void requireAtMost(int most, String what, int bytes) {
    if (bytes > most) {
      throw new IllegalArgumentException(
          "the %s has %,d bytes; a %s may have %,d".formatted(what, bytes, what, most));
    }
  }
}
