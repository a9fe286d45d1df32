package logkv.grading.inside;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One record of a log, as the lectures draw it, and the grader's own way to and from its bytes: it
 * trusts none of a submission.
 *
 * <pre>
 *   0            4          8      9            13             17      17+k    17+k+v
 *   +------------+----------+------+------------+--------------+-------+-------+
 *   | header crc | body crc | kind | key length | value length |  key  | value |
 *   +------------+----------+------+------------+--------------+-------+-------+
 * </pre>
 *
 * @param value empty for a tombstone
 */
public record Entry(String key, Optional<String> value) {
  public static final int HEADER_BYTES = 17;
  public static final int KIND_AT = 8;
  public static final int KEY_LENGTH_AT = 9;
  public static final int VALUE_LENGTH_AT = 13;

  private static final int BODY_CRC_AT = 4;
  private static final int MOST_KEY_BYTES = 65_535;
  private static final int MOST_VALUE_BYTES = 16 << 20;

  public static Entry put(String key, String value) {
    return new Entry(key, Optional.of(value));
  }

  public static Entry tombstone(String key) {
    return new Entry(key, Optional.empty());
  }

  /** How many bytes it takes up in a log. */
  public int length() {
    return HEADER_BYTES
        + key.getBytes(UTF_8).length
        + value.map(text -> text.getBytes(UTF_8).length).orElse(0);
  }

  /** Its bytes with zeros for checksums, as phases 2 to 5 write it. */
  public byte[] plain() {
    byte[] keyBytes = key.getBytes(UTF_8);
    byte[] valueBytes = value.orElse("").getBytes(UTF_8);
    return ByteBuffer.allocate(HEADER_BYTES + keyBytes.length + valueBytes.length)
        .position(KIND_AT)
        .put((byte) (value.isPresent() ? 1 : 2))
        .putInt(keyBytes.length)
        .putInt(valueBytes.length)
        .put(keyBytes)
        .put(valueBytes)
        .array();
  }

  /** Its bytes with both checksums, as phase 6 writes it. */
  public byte[] checked() {
    byte[] bytes = plain();
    ByteBuffer record = ByteBuffer.wrap(bytes);
    record.putInt(BODY_CRC_AT, crc(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES));
    record.putInt(0, crc(bytes, BODY_CRC_AT, HEADER_BYTES - BODY_CRC_AT));
    return bytes;
  }

  /** CRC-32C. */
  public static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  /** The bytes of {@code entries}, one behind the other. */
  public static byte[] log(List<Entry> entries, boolean checked) {
    ByteBuffer log =
        ByteBuffer.allocate(entries.stream().mapToInt(Entry::length).sum());
    entries.forEach(entry -> log.put(checked ? entry.checked() : entry.plain()));
    return log.array();
  }

  /** Where each of {@code entries} begins in {@link #log}, and at the end where the log ends. */
  public static int[] offsets(List<Entry> entries) {
    int[] offsets = new int[entries.size() + 1];
    for (int i = 0; i < entries.size(); i++) {
      offsets[i + 1] = offsets[i] + entries.get(i).length();
    }
    return offsets;
  }

  /** The records of {@code log} up to its end, or up to the first place that holds none. */
  public static List<Entry> in(byte[] log) {
    List<Entry> entries = new ArrayList<>();
    ByteBuffer rest = ByteBuffer.wrap(log);
    for (Entry entry = next(rest); entry != null; entry = next(rest)) {
      entries.add(entry);
    }
    return entries;
  }

  private static Entry next(ByteBuffer log) {
    if (log.remaining() < HEADER_BYTES) {
      return null;
    }
    int at = log.position();
    byte kind = log.get(at + KIND_AT);
    int keyLength = log.getInt(at + KEY_LENGTH_AT);
    int valueLength = log.getInt(at + VALUE_LENGTH_AT);
    if (kind != 1 && kind != 2
        || keyLength < 1
        || keyLength > MOST_KEY_BYTES
        || valueLength < 0
        || valueLength > MOST_VALUE_BYTES
        || log.remaining() < HEADER_BYTES + keyLength + valueLength) {
      return null;
    }
    String key = new String(log.array(), at + HEADER_BYTES, keyLength, UTF_8);
    String value = new String(log.array(), at + HEADER_BYTES + keyLength, valueLength, UTF_8);
    log.position(at + HEADER_BYTES + keyLength + valueLength);
    return kind == 1 ? put(key, value) : tombstone(key);
  }

  @Override
  public String toString() {
    return Shown.text(key) + value.map(text -> "=" + Shown.text(text)).orElse(" (tombstone)");
  }
}
