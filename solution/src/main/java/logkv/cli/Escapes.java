package logkv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/**
 * Text made fit for one line of a terminal, and still unambiguous.
 *
 * <pre>
 *   backslash          \\
 *   tab                \t
 *   line feed          \n
 *   carriage return    \r
 *   what would move the cursor,       its bytes in UTF-8:
 *   or turn the direction of text     \x00, \x1b, \xe2\x80\xae
 * </pre>
 *
 * <p>Everything else stands for itself.
 */
final class Escapes {
  private static final HexFormat HEX = HexFormat.of().withPrefix("\\x");

  private Escapes() {}

  /** Returns {@code text} with its unprintable characters made visible. */
  static String visible(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(line, c));
    return line.toString();
  }

  private static void append(StringBuilder line, int character) {
    switch (character) {
      case '\\' -> line.append("\\\\");
      case '\t' -> line.append("\\t");
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      default -> {
        if (disturbs(character)) {
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
