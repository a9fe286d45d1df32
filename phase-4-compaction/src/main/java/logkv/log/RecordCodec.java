package logkv.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import logkv.log.Decoded.Corrupt;
import logkv.log.Decoded.Torn;
import logkv.log.Decoded.Whole;
import logkv.log.LogRecord.Put;

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
    byte[] key = record.key().getBytes(UTF_8);
    byte[] value = record instanceof Put put ? put.value().getBytes(UTF_8) : new byte[0];
    requireAtMost(MAX_KEY_BYTES, "key", key.length);
    requireAtMost(MAX_VALUE_BYTES, "value", value.length);

    ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + key.length + value.length);
    bytes.putInt(0).putInt(0);
    bytes.put(record instanceof Put ? PUT : TOMBSTONE).putInt(key.length).putInt(value.length);
    bytes.put(key).put(value);
    return bytes.flip();
  }

  /**
   * Says what begins at the position of {@code log}, and leaves the position where it was.
   *
   * <p>Believes no length before it has compared it with what is there.
   */
  public static Decoded decode(ByteBuffer log) {
    if (log.remaining() < HEADER_BYTES) {
      return new Torn();
    }
    ByteBuffer bytes = log.slice();
    bytes.position(KIND_AT);
    byte kind = bytes.get();
    int keyLength = bytes.getInt();
    int valueLength = bytes.getInt();
    if (kind != PUT && kind != TOMBSTONE) {
      return new Corrupt("unknown kind " + kind);
    }
    if (keyLength < 1 || keyLength > MAX_KEY_BYTES) {
      return new Corrupt("key length " + keyLength);
    }
    if (valueLength < 0 || valueLength > (kind == PUT ? MAX_VALUE_BYTES : 0)) {
      return new Corrupt("value length " + valueLength);
    }
    int length = HEADER_BYTES + keyLength + valueLength; // no overflow: both were checked
    if (length > bytes.limit()) {
      return new Torn();
    }
    String key = text(bytes, keyLength);
    return new Whole(
        kind == PUT ? LogRecord.put(key, text(bytes, valueLength)) : LogRecord.tombstone(key),
        length);
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

  private static String text(ByteBuffer bytes, int length) {
    byte[] text = new byte[length];
    bytes.get(text);
    return new String(text, UTF_8);
  }

  private static void requireAtMost(int most, String what, int bytes) {
    if (bytes > most) {
      throw new IllegalArgumentException(
          "the %s has %,d bytes; a %s may have %,d".formatted(what, bytes, what, most));
    }
  }
}
