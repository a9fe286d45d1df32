package logkv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Compares two logs byte by byte and draws where they differ, field by field.
 *
 * <pre>
 *      offset  field         expected                           actual
 *           8  kind          01                                 01
 *   -&gt;      9  key length    00 00 00 03                        03 00 00 00
 * </pre>
 *
 * <p>A checksum may differ in one way: it is 0 until phase 6, and from then on the CRC-32C of what is
 * there.
 */
public final class HexDiff {
  private static final int CRC_BYTES = 4;
  private static final int BODY_CRC_AT = 4;
  private static final int KEY_LENGTH_AT = 9;
  private static final int VALUE_LENGTH_AT = 13;
  private static final int HEADER_BYTES = 17;

  private static final int BYTES_PER_LINE = 8;
  private static final int LINES_AROUND_A_DIFFERENCE = 9;

  private final byte[] expected;
  private final byte[] actual;
  private final List<Line> lines = new ArrayList<>();

  private HexDiff(byte[] expected, byte[] actual) {
    this.expected = expected;
    this.actual = actual;
    divideIntoFields();
  }

  /**
   * Requires that {@code actual} is what {@code expected} is.
   *
   * @param what the bytes are, as the beginning of a sentence: {@code "put(tea, green)"}
   * @param expected whole records, one behind the other
   * @param section of the lectures that draws the format
   */
  public static void requireSameBytes(String what, byte[] expected, byte[] actual, String section) {
    new HexDiff(expected, actual).require(what, section);
  }

  private void require(String what, String section) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).differs()) {
        throw new AssertionError(report(what, section, i));
      }
    }
  }

  private String report(String what, String section, int first) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s has wrong bytes, first in the %s, at offset %d (%d bytes expected, %d found).\n\n"
            .formatted(
                what,
                lines.get(first).field,
                lines.get(first).firstDifference(),
                expected.length,
                actual.length));
    text.append("   offset  field         %-33s  %s\n".formatted("expected", "actual"));
    int from = Math.max(0, first - LINES_AROUND_A_DIFFERENCE);
    int to = Math.min(lines.size(), first + LINES_AROUND_A_DIFFERENCE);
    text.append(from > 0 ? "   ...\n" : "");
    for (int i = from; i < to; i++) {
      text.append(i == first ? "-> " : "   ").append(lines.get(i).drawn());
    }
    text.append(to < lines.size() ? "   ...\n" : "");
    text.append(lines.get(first).field.endsWith("crc") ? "\nBoth crc are 0 until phase 6.\n" : "");
    return text.append("\nRead lectures/").append(section).toString();
  }

  private void divideIntoFields() {
    int at = 0;
    while (at + HEADER_BYTES <= expected.length) {
      ByteBuffer record = ByteBuffer.wrap(expected, at, expected.length - at).slice();
      int body = at + HEADER_BYTES;
      int value = body + within(body, record.getInt(KEY_LENGTH_AT));
      int end = value + within(value, record.getInt(VALUE_LENGTH_AT));
      at = addChecksum("header crc", at, at + BODY_CRC_AT, body);
      at = addChecksum("body crc", at, body, end);
      at = add("kind", at, 1);
      at = add("key length", at, 4);
      at = add("value length", at, 4);
      at = add("key", at, value - body);
      at = add("value", at, end - value);
    }
    add("(too many)", at, Math.max(0, actual.length - at));
  }

  /** Expected bytes may be made by the code under test: believe no length. */
  private int within(int offset, int length) {
    return Math.max(0, Math.min(length, expected.length - offset));
  }

  /** Adds the lines of one field of the expected log and returns the offset behind it. */
  private int add(String field, int offset, int length) {
    for (int i = 0; i < length; i += BYTES_PER_LINE) {
      lines.add(new Line(field, offset + i, Math.min(BYTES_PER_LINE, length - i), false));
    }
    return offset + length;
  }

  /** The same for a checksum over the bytes between two offsets. */
  private int addChecksum(String field, int offset, int from, int to) {
    lines.add(new Line(field, offset, CRC_BYTES, isFilled(offset, from, to)));
    return offset + CRC_BYTES;
  }

  private boolean isFilled(int offset, int from, int to) {
    if (actual.length < to) {
      return false;
    }
    CRC32C crc = new CRC32C();
    crc.update(actual, from, to - from);
    return ByteBuffer.wrap(actual).getInt(offset) == (int) crc.getValue();
  }

  /** Some bytes of one field. */
  private final class Line {
    private final String field;
    private final int offset;
    private final int length;
    private final boolean isFilledChecksum;

    Line(String field, int offset, int length, boolean isFilledChecksum) {
      this.field = field;
      this.offset = offset;
      this.length = length;
      this.isFilledChecksum = isFilledChecksum;
    }

    boolean differs() {
      return firstDifference() >= 0 && !isFilledChecksum;
    }

    int firstDifference() {
      int at = Arrays.mismatch(bytesOf(expected), bytesOf(actual));
      return at < 0 ? at : offset + at;
    }

    String drawn() {
      boolean text = field.equals("key") || field.equals("value");
      return "%6d  %-12s  %-33s  %s"
              .formatted(offset, field, hex(bytesOf(expected), text), hex(bytesOf(actual), text))
              .stripTrailing()
          + "\n";
    }

    private byte[] bytesOf(byte[] log) {
      int from = Math.min(offset, log.length);
      return Arrays.copyOfRange(log, from, Math.min(offset + length, log.length));
    }

    private String hex(byte[] bytes, boolean withText) {
      String hex = HexFormat.ofDelimiter(" ").formatHex(bytes);
      return withText ? "%-23s  %s".formatted(hex, readable(bytes)) : hex;
    }

    private String readable(byte[] bytes) {
      return new String(bytes, ISO_8859_1).replaceAll("[^ -~]", ".");
    }
  }
}
