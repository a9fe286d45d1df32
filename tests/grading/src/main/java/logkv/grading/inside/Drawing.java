package logkv.grading.inside;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Draws one record of a log field by field, as it should be and as it is.
 *
 * <pre>
 *       offset  field         expected                  found
 *           34  kind          01                        01
 *   -&gt;      35  key length    00 00 00 05               05 00 00 00
 * </pre>
 */
public final class Drawing {
  private static final int BYTES_SHOWN = 8;
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private final byte[] expected;
  private final byte[] found;
  private final int at;
  private final List<String> lines = new ArrayList<>();

  private Drawing(byte[] expected, byte[] found, int at) {
    this.expected = expected;
    this.found = found;
    this.at = at;
  }

  /**
   * Draws the record at {@code at} of both logs, with an arrow at every field that differs.
   *
   * @param expected has a whole record there
   */
  public static List<String> compared(byte[] expected, byte[] found, int at) {
    return new Drawing(expected, found, at).drawn(true);
  }

  /** Draws the record at {@code at} of {@code log}, whatever it is. */
  public static List<String> of(byte[] log, int at) {
    return new Drawing(log, log, at).drawn(false);
  }

  private List<String> drawn(boolean both) {
    lines.add(
        both
            ? row("", "offset", "field", "expected", "found")
            : row("", "offset", "field", "bytes", ""));
    int keyLength = lengthAt(Entry.KEY_LENGTH_AT);
    int valueLength = lengthAt(Entry.VALUE_LENGTH_AT);
    int key = at + Entry.HEADER_BYTES;
    field("header crc", at, 4, both);
    field("body crc", at + 4, 4, both);
    field("kind", at + Entry.KIND_AT, 1, both);
    field("key length", at + Entry.KEY_LENGTH_AT, 4, both);
    field("value length", at + Entry.VALUE_LENGTH_AT, 4, both);
    field("key", key, keyLength, both);
    field("value", key + keyLength, valueLength, both);
    return lines;
  }

  private int lengthAt(int offset) {
    if (at + offset + 4 > expected.length) {
      return 0;
    }
    int length = ByteBuffer.wrap(expected).getInt(at + offset);
    return Math.max(0, Math.min(length, expected.length));
  }

  private void field(String name, int from, int length, boolean both) {
    byte[] wanted = part(expected, from, length);
    byte[] came = part(found, from, length);
    String arrow = Arrays.equals(wanted, came) ? "" : "->";
    lines.add(row(arrow, String.valueOf(from), name, hex(wanted), both ? hex(came) : text(wanted)));
  }

  private static byte[] part(byte[] bytes, int from, int length) {
    int begin = Math.min(from, bytes.length);
    return Arrays.copyOfRange(bytes, begin, (int) Math.min((long) from + length, bytes.length));
  }

  private static String hex(byte[] bytes) {
    return HEX.formatHex(bytes, 0, Math.min(bytes.length, BYTES_SHOWN))
        + (bytes.length > BYTES_SHOWN ? " ..." : "");
  }

  private static String text(byte[] bytes) {
    String text = new String(bytes, 0, Math.min(bytes.length, BYTES_SHOWN), ISO_8859_1);
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7f) ? text : "";
  }

  private static String row(String arrow, String offset, String field, String one, String other) {
    return "%-2s %8s  %-12s  %-28s %s"
        .formatted(arrow, offset, field, one, other)
        .stripTrailing();
  }
}
