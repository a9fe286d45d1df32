package logkv.cli.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import logkv.log.RecordCodec;
import logkv.segmented.Entry;

/**
 * The {@code data.log} of a store of the course, of any phase; {@link RecordCodec} draws its records.
 *
 * <p>Which of them count is only known at the end, so all values are held in memory until then. An
 * unfinished record at the end is left out, as the store itself would do. Before phase 6 the checksums
 * are zero, and a record that has such a one is believed.
 */
final class CourseLog implements EntryReader {
  private static final int PUT = 1;
  private static final int TOMBSTONE = 2;

  private final DataInputStream in;
  private final byte[] header = new byte[RecordCodec.HEADER_BYTES];
  private long offset;
  private Iterator<Map.Entry<String, byte[]>> live;

  private CourseLog(InputStream in) {
    this.in = new DataInputStream(new BufferedInputStream(in, 1 << 16));
  }

  static EntryReader reader(InputStream in) {
    return new CourseLog(in);
  }

  @Override
  public Optional<Entry> next() throws IOException, BadEntryException {
    if (live == null) {
      live = replay().entrySet().iterator();
    }
    if (!live.hasNext()) {
      return Optional.empty();
    }
    Map.Entry<String, byte[]> next = live.next();
    return Optional.of(new Entry(next.getKey().getBytes(ISO_8859_1), next.getValue()));
  }

  @Override
  public String place() {
    return "before offset %,d".formatted(offset);
  }

  /** Returns what the log says; a key is a character for each of its bytes. */
  private Map<String, byte[]> replay() throws IOException, BadEntryException {
    Map<String, byte[]> values = new LinkedHashMap<>();
    while (in.readNBytes(header, 0, header.length) == header.length) {
      int kind = header[8];
      int keyLength = intAt(9);
      int valueLength = intAt(13);
      boolean zeros = kind == 0 && keyLength == 0 && valueLength == 0; // space, never written
      if (zeros) {
        break;
      }
      require(kind == PUT || kind == TOMBSTONE, "unknown kind " + kind);
      require(0 < keyLength && keyLength <= RecordCodec.MAX_KEY_BYTES, "key length " + keyLength);
      require(
          0 <= valueLength && valueLength <= RecordCodec.MAX_VALUE_BYTES,
          "value length " + valueLength);
      byte[] body = in.readNBytes(keyLength + valueLength);
      if (body.length < keyLength + valueLength) {
        break;
      }
      requireChecksum(0, checksum(header, 4, header.length - 4), "header");
      requireChecksum(4, checksum(body, 0, body.length), "body");
      String key = new String(body, 0, keyLength, ISO_8859_1);
      if (kind == PUT) {
        values.put(key, Arrays.copyOfRange(body, keyLength, body.length));
      } else {
        values.remove(key);
      }
      offset += header.length + body.length;
    }
    return values;
  }

  private void requireChecksum(int at, int right, String what) throws BadEntryException {
    require(intAt(at) == 0 || intAt(at) == right, "the %s checksum does not match".formatted(what));
  }

  private void require(boolean condition, String otherwise) throws BadEntryException {
    if (!condition) {
      throw BadEntryException.fatal(
          "offset %,d".formatted(offset), "no record begins there: " + otherwise);
    }
  }

  private int intAt(int at) {
    return (header[at] & 0xFF) << 24
        | (header[at + 1] & 0xFF) << 16
        | (header[at + 2] & 0xFF) << 8
        | (header[at + 3] & 0xFF);
  }

  private static int checksum(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
