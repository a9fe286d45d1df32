package logkv.segmented.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * How a record of a segment looks: as in the course ({@link logkv.log.RecordCodec}), with three
 * additions.
 *
 * <pre>
 *   0            4          8      9            13             17      17+k    17+k+v
 *   +------------+----------+------+------------+--------------+-------+-------+
 *   | header crc | body crc | kind | key length | value length |  key  | value |
 *   +------------+----------+------+------------+--------------+-------+-------+
 *                |  header crc covers this part                | body crc this |
 *
 *   kind    bits 0 to 5   1 = put, 2 = tombstone, 3 = seal; 0 is never valid
 *           bit 6  0x40   the batch goes on with the next record
 *           bit 7  0x80   a witness: when I was written, all in front of me was durable
 *
 *   header crc   CRC-32C of the 13 bytes behind it, xor a mask that is made of the segment's nonce and
 *                the record's offset
 *   body crc     CRC-32C of key and value
 * </pre>
 *
 * <p><b>A seal</b> is the last record of a segment: no key, no value, and nothing comes behind it. A
 * segment with a later one behind it that has no seal was cut short.
 *
 * <pre>
 *   0            4          8      9             13             17
 *   +------------+----------+------+-------------+--------------+
 *   | header crc | 00000000 |  03  | 00 00 00 00 | 00 00 00 00  |   the flags of the kind may be set
 *   +------------+----------+------+-------------+--------------+
 * </pre>
 *
 * <p><b>The mask</b> makes a record valid in its place only. Somebody may put a value that is itself
 * part of a segment file; after a power cut, recovery must not take what lies in it for a record of
 * this log. It also finds a segment that was swapped for another.
 */
public final class RecordFormat {
  public static final int PUT = 1;
  public static final int TOMBSTONE = 2;
  public static final int SEAL = 3;

  /** Set in the kind of every record of a batch but the last. */
  public static final int BATCH_GOES_ON = 0x40;

  /** Set in the kind of the first record that is written after a force. */
  public static final int WITNESS = 0x80;

  private static final int KIND_MASK = 0x3F;

  private static final int BODY_CRC_AT = Integer.BYTES;
  private static final int KIND_AT = BODY_CRC_AT + Integer.BYTES;
  private static final int KEY_LENGTH_AT = KIND_AT + 1;
  private static final int VALUE_LENGTH_AT = KEY_LENGTH_AT + Integer.BYTES;

  /** What every record has in front of its key. */
  public static final int HEADER_BYTES = VALUE_LENGTH_AT + Integer.BYTES;

  /** The longest key, in bytes. */
  public static final int MAX_KEY_BYTES = 65_535;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private RecordFormat() {}

  /** Returns how many bytes the record of such a key and value has. */
  public static long length(int keyLength, int valueLength) {
    return (long) HEADER_BYTES + keyLength + valueLength;
  }

  /** The checksum of a record's body. */
  public static int bodyChecksum(byte[] key, byte[] value) {
    CRC32C crc = new CRC32C();
    crc.update(key, 0, key.length);
    crc.update(value, 0, value.length);
    return (int) crc.getValue();
  }

  /** The checksum of {@code length} bytes of a body that lie in {@code bytes} at {@code from}. */
  public static int bodyChecksum(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  /**
   * Writes the header of a record to {@code into} at {@code at}.
   *
   * @param kind with its flags
   * @param nonce of the segment
   * @param offset where in the segment the record begins
   */
  public static void putHeader(
      byte[] into,
      int at,
      int kind,
      int keyLength,
      int valueLength,
      int bodyChecksum,
      long nonce,
      long offset) {
    INT.set(into, at + BODY_CRC_AT, bodyChecksum);
    into[at + KIND_AT] = (byte) kind;
    INT.set(into, at + KEY_LENGTH_AT, keyLength);
    INT.set(into, at + VALUE_LENGTH_AT, valueLength);
    INT.set(into, at, headerChecksum(into, at) ^ mask(nonce, offset));
  }

  /** Says whether a header that belongs to this place begins at {@code at} in {@code bytes}. */
  public static boolean hasHeader(byte[] bytes, int at, long nonce, long offset) {
    return (int) INT.get(bytes, at) == (headerChecksum(bytes, at) ^ mask(nonce, offset));
  }

  public static int bodyChecksumIn(byte[] bytes, int at) {
    return (int) INT.get(bytes, at + BODY_CRC_AT);
  }

  /** The kind without its flags: {@link #PUT}, {@link #TOMBSTONE}, {@link #SEAL}, or unknown. */
  public static int kindIn(byte[] bytes, int at) {
    return bytes[at + KIND_AT] & KIND_MASK;
  }

  /** The flags of the kind. */
  public static int flagsIn(byte[] bytes, int at) {
    return bytes[at + KIND_AT] & (BATCH_GOES_ON | WITNESS);
  }

  public static int keyLengthIn(byte[] bytes, int at) {
    return (int) INT.get(bytes, at + KEY_LENGTH_AT);
  }

  public static int valueLengthIn(byte[] bytes, int at) {
    return (int) INT.get(bytes, at + VALUE_LENGTH_AT);
  }

  /**
   * Says what is wrong with a header whose checksum is right, or null. Only a program with a mistake
   * writes one, but a length must be believed before memory is asked for.
   */
  public static String oddity(byte[] bytes, int at) {
    int kind = kindIn(bytes, at);
    int keyLength = keyLengthIn(bytes, at);
    int valueLength = valueLengthIn(bytes, at);
    if (kind != PUT && kind != TOMBSTONE && kind != SEAL) {
      return "unknown kind " + kind;
    }
    if (kind == SEAL ? keyLength != 0 : keyLength < 1 || keyLength > MAX_KEY_BYTES) {
      return "key length " + keyLength;
    }
    if (kind == PUT ? valueLength < 0 : valueLength != 0) {
      return "value length " + valueLength;
    }
    return null;
  }

  private static int headerChecksum(byte[] bytes, int at) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, at + BODY_CRC_AT, HEADER_BYTES - BODY_CRC_AT);
    return (int) crc.getValue();
  }

  private static int mask(long nonce, long offset) {
    long mixed = (nonce ^ offset) * 0x9E37_79B9_7F4A_7C15L; // an odd number of well mixed bits
    return (int) (mixed >>> 32);
  }
}
