package logkv.cli.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/**
 * Keys and values made fit for one line of a terminal, and still unambiguous.
 *
 * <pre>
 *   backslash          \\
 *   tab                \t
 *   line feed          \n
 *   carriage return    \r
 *   a byte that is no UTF-8, and all bytes of what would move the cursor or turn the direction of
 *   text around        \x00, \x1b, \xff, \xe2\x80\xae
 * </pre>
 *
 * <p>Everything else stands for itself. {@link #bytes} goes the other way.
 */
public final class Escapes {
  private static final HexFormat HEX = HexFormat.of().withPrefix("\\x");

  private Escapes() {}

  /** Returns {@code bytes} as text, with what cannot be shown made visible. */
  public static String visible(byte[] bytes) {
    return visible(RawText.of(bytes), -1);
  }

  /** Returns {@code bytes} as one word of the shell: in quotes, unless it is a word without them. */
  public static String word(byte[] bytes) {
    String raw = RawText.of(bytes);
    String visible = visible(raw, '"');
    boolean plain = !raw.isEmpty()
        && visible.equals(raw)
        && raw.codePoints().noneMatch(c -> Character.isSpaceChar(c) || c == '\'' || c == '#')
        && raw.charAt(0) != '-';
    return plain ? raw : '"' + visible + '"';
  }

  /**
   * Returns the bytes that {@code text} stands for.
   *
   * @throws IllegalArgumentException if a backslash is followed by something that the table does not
   *     have; a quote is allowed there too
   */
  public static byte[] bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c != '\\') {
        bytes.writeBytes(RawText.bytes(Character.toString(c)));
      } else if (text.startsWith("x", i) && i + 3 <= text.length()) {
        bytes.write(hex(text.substring(i + 1, i + 3)));
        i += 3;
      } else {
        bytes.write(named(i < text.length() ? text.charAt(i) : ' '));
        i++;
      }
    }
    return bytes.toByteArray();
  }

  private static int hex(String digits) {
    try {
      return HexFormat.fromHexDigits(digits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "\\x%s is no byte; \\x and two hexadecimal digits are, such as \\xff".formatted(digits));
    }
  }

  private static int named(char name) {
    return switch (name) {
      case '\\', '"', '\'' -> name;
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      default ->
        throw new IllegalArgumentException(
            "\\%s means nothing here; \\\\ \\t \\n \\r \\\" and \\x with two hexadecimal digits do"
                .formatted(name));
    };
  }

  private static String visible(String raw, int quote) {
    StringBuilder line = new StringBuilder(raw.length());
    raw.codePoints().forEach(c -> {
      if (c == quote) {
        line.append('\\');
      }
      append(line, c);
    });
    return line.toString();
  }

  private static void append(StringBuilder line, int character) {
    switch (character) {
      case '\\' -> line.append("\\\\");
      case '\t' -> line.append("\\t");
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      default -> {
        if (RawText.isByte(character)) {
          line.append(HEX.formatHex(new byte[] {(byte) character}));
        } else if (disturbs(character)) {
          line.append(HEX.formatHex(Character.toString(character).getBytes(UTF_8)));
        } else {
          line.appendCodePoint(character);
        }
      }
    }
  }

  private static boolean disturbs(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      case Character.FORMAT -> !joins(character);
      default -> false;
    };
  }

  /** Whether an emoji or a word of several scripts would fall apart without it. */
  private static boolean joins(int character) {
    return character == 0x200C || character == 0x200D || character >= 0xE0020;
  }
}
