package logkv.cli.inspect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;

/**
 * Bytes of a file in hexadecimal digits, each field of the drawing with its name.
 *
 * <pre>
 *     offset  bytes                                            field         meaning
 *         56  8c 0f 11 5a                                      header crc    matches
 *         73  74 65 61                                         key           |tea|
 * </pre>
 */
final class HexTable {
  private static final int BYTES_IN_LINE = 16;
  private static final int HEX_WIDTH = 3 * BYTES_IN_LINE - 1;
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private final Output out;
  private final Window window;
  private final long mostBytes;

  /** @param mostBytes of one field; the rest is counted */
  HexTable(Output out, Window window, long mostBytes) {
    this.out = out;
    this.window = window;
    this.mostBytes = mostBytes;
  }

  void print(List<Field> fields) throws IOException {
    line("offset", "bytes", "field", "meaning");
    for (Field field : fields) {
      print(field);
    }
  }

  private void print(Field field) throws IOException {
    long shown = Math.min(field.length(), mostBytes);
    for (long done = 0; done < shown; done += BYTES_IN_LINE) {
      long offset = field.offset() + done;
      byte[] bytes = window.bytesFrom(offset, (int) Math.min(BYTES_IN_LINE, shown - done));
      line(
          "" + offset,
          HEX.formatHex(bytes),
          done == 0 ? field.name() : "",
          field.meaning() == null
              ? "|" + printable(bytes) + "|"
              : done == 0 ? field.meaning() : "");
    }
    if (shown < field.length()) {
      line(
          "",
          "... %s more; --all shows them".formatted(Words.number(field.length() - shown)),
          "",
          "");
    }
  }

  private void line(String offset, String bytes, String field, String meaning) throws IOException {
    out.line(Words.right(offset, 12)
        + "  "
        + Words.left(bytes, HEX_WIDTH)
        + "  "
        + Words.left(field, 12)
        + "  "
        + meaning);
  }

  private static String printable(byte[] bytes) {
    byte[] shown = bytes.clone();
    for (int i = 0; i < shown.length; i++) {
      if (shown[i] < 0x20 || shown[i] > 0x7E) {
        shown[i] = '.';
      }
    }
    return new String(shown, US_ASCII);
  }
}
