package logkv.segmented.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import logkv.log.CorruptRecordException;

/**
 * What a segment file begins with.
 *
 * <pre>
 *   0         8         12         20      28         36        44           48       49      52      56
 *   +---------+---------+----------+-------+----------+---------+------------+--------+-------+-----+
 *   | magic   | version | store id | nonce | first id | last id | generation | policy | zeros | crc |
 *   +---------+---------+----------+-------+----------+---------+------------+--------+-------+-----+
 *   |                           crc covers this part                                          |
 *
 *   magic       8 bytes  "logkvseg"
 *   version     int32    1
 *   store id    int64    the same in all segments of a store, random
 *   nonce       int64    of this segment alone, random; its records' checksums depend on it
 *   first id,   int64    the segments that this one stands for, as in its name
 *   last id     int64
 *   generation  int32    as in its name
 *   policy      int8     how its writes were forced: 1 always, 2 every, 3 never; 0 by a compaction
 *   crc         int32    CRC-32C of all in front of it
 * </pre>
 *
 * <p>Integers are big-endian. The file gets its name only after this header is durable, so that a
 * segment whose header is bad was damaged, and not torn.
 */
public record SegmentHeader(long storeId, long nonce, SegmentName name, int policy) {
  private static final byte[] MAGIC = "logkvseg".getBytes(US_ASCII);
  private static final int VERSION = 1;
  private static final int VERSION_AT = MAGIC.length;
  private static final int STORE_ID_AT = VERSION_AT + Integer.BYTES;
  private static final int NONCE_AT = STORE_ID_AT + Long.BYTES;
  private static final int FIRST_AT = NONCE_AT + Long.BYTES;
  private static final int LAST_AT = FIRST_AT + Long.BYTES;
  private static final int GENERATION_AT = LAST_AT + Long.BYTES;
  private static final int POLICY_AT = GENERATION_AT + Integer.BYTES;
  private static final int CRC_AT = POLICY_AT + 1 + 3;

  /** How long a header is; the first record begins there. */
  public static final int BYTES = CRC_AT + Integer.BYTES;

  /** Returns the header as it stands in the file. */
  public ByteBuffer encode() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES)
        .put(MAGIC)
        .putInt(VERSION)
        .putLong(storeId)
        .putLong(nonce)
        .putLong(name.first())
        .putLong(name.last())
        .putInt(name.generation())
        .put((byte) policy);
    bytes.putInt(CRC_AT, checksum(bytes));
    return bytes.clear();
  }

  /**
   * Reads the header of {@code file} from its first bytes.
   *
   * @param bytes the first {@link #BYTES} bytes of the file, or all if it has fewer
   * @throws UnknownFormatException if they belong to something else, or to a later version
   * @throws CorruptRecordException if they were damaged
   */
  public static SegmentHeader decode(ByteBuffer bytes, Path file)
      throws UnknownFormatException, CorruptRecordException {
    if (bytes.limit() < BYTES) {
      throw new CorruptRecordException(file, 0, "the file ends inside of its header");
    }
    boolean whole = bytes.getInt(CRC_AT) == checksum(bytes);
    if (!whole && bytes.slice(0, MAGIC.length).mismatch(ByteBuffer.wrap(MAGIC)) >= 0) {
      throw new UnknownFormatException(file, "it does not begin like a segment");
    }
    int version = bytes.getInt(VERSION_AT);
    if (version > VERSION && version < 1_000) { // what else a later version changes is unknown
      throw new UnknownFormatException(
          file, "it has version %d, and this program knows version %d".formatted(version, VERSION));
    }
    if (!whole) {
      throw new CorruptRecordException(file, 0, "the checksum of the file's header does not match");
    }
    try {
      SegmentName name = new SegmentName(
          bytes.getLong(FIRST_AT), bytes.getLong(LAST_AT), bytes.getInt(GENERATION_AT));
      return new SegmentHeader(
          bytes.getLong(STORE_ID_AT), bytes.getLong(NONCE_AT), name, bytes.get(POLICY_AT));
    } catch (IllegalArgumentException e) {
      throw new CorruptRecordException(file, FIRST_AT, e.getMessage());
    }
  }

  /** The nonce as it stands in a header that may be damaged. */
  public static long nonceIn(ByteBuffer bytes) {
    return bytes.getLong(NONCE_AT);
  }

  private static int checksum(ByteBuffer header) {
    CRC32C crc = new CRC32C();
    crc.update(header.slice(0, CRC_AT));
    return (int) crc.getValue();
  }
}
