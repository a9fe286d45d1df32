package toy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * One record of the toy store.
 *
 * <pre>
 *   0     4            6              10    10+k    10+k+v
 *   +-----+------------+--------------+-----+-------+
 *   | crc | key length | value length | key | value |
 *   +-----+------------+--------------+-----+-------+
 *         | covered by the crc                      |     value length -1: a tombstone
 * </pre>
 *
 * @param value null for a tombstone
 */
record ToyRecord(String key, String value) {
  private static final int HEADER = 10;

  /** Returns the bytes of this record. */
  byte[] encode(boolean checksumSkipsHeader) {
    byte[] k = key.getBytes(UTF_8);
    byte[] v = value == null ? new byte[0] : value.getBytes(UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + k.length + v.length);
    bytes
        .putInt(0)
        .putShort((short) k.length)
        .putInt(value == null ? -1 : v.length)
        .put(k)
        .put(v);
    return bytes
        .putInt(0, crc(bytes.array(), 0, bytes.capacity(), checksumSkipsHeader))
        .array();
  }

  /** Returns the record at {@code offset}, or null if no whole and sound one is there. */
  static ToyRecord decode(byte[] log, int offset, boolean noChecksum, boolean skipsHeader) {
    ByteBuffer bytes = ByteBuffer.wrap(log, offset, log.length - offset).slice();
    if (bytes.remaining() < HEADER) {
      return null;
    }
    int crc = bytes.getInt();
    int keyLength = bytes.getShort();
    int valueLength = bytes.getInt();
    int end = HEADER + keyLength + Math.max(valueLength, 0);
    boolean isEmpty = keyLength == 0 && !skipsHeader;
    if (keyLength < 0 || isEmpty || valueLength < -1 || end < 0 || end > bytes.limit()) {
      return null;
    }
    if (!noChecksum && crc != crc(log, offset, end, skipsHeader)) {
      return null;
    }
    String key = new String(log, offset + HEADER, keyLength, UTF_8);
    int valueAt = offset + HEADER + keyLength;
    return new ToyRecord(
        key, valueLength < 0 ? null : new String(log, valueAt, valueLength, UTF_8));
  }

  private static int crc(byte[] log, int offset, int length, boolean skipsHeader) {
    int first = skipsHeader ? HEADER : 4;
    CRC32C crc = new CRC32C();
    crc.update(log, offset + first, length - first);
    return (int) crc.getValue();
  }

  /** Returns how many bytes this record takes. */
  int length() {
    return HEADER + key.getBytes(UTF_8).length + (value == null ? 0 : value.getBytes(UTF_8).length);
  }
}
