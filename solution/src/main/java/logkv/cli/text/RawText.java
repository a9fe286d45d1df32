package logkv.cli.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * A string that can hold any bytes: those that are UTF-8 as text, and every other byte {@code b} as the
 * character {@code U+DC00 + b}.
 *
 * <p>Alone, that character is half of a pair, which no text contains. This way the words of a shell
 * can hold {@code \xff} and still be the strings that picocli works with.
 */
public final class RawText {
  private static final char FIRST = 0xDC00;
  private static final char LAST = 0xDCFF;

  private RawText() {}

  /**
   * Returns {@code bytes} as a string. U+FFFD, which stands where text was lost on its way, is not
   * taken for text.
   */
  public static String of(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    CharsetDecoder decoder = UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    while (in.hasRemaining()) {
      CoderResult end = decoder.decode(in, out, true);
      text.append(out.flip());
      out.clear();
      decoder.reset();
      for (int i = end.isUnderflow() ? 0 : end.length(); i > 0; i--) {
        text.append(holding(in.get()));
      }
    }
    return text.indexOf("\uFFFD") < 0
        ? text.toString()
        : text.toString()
            .replace(
                "\uFFFD", "" + holding((byte) 0xEF) + holding((byte) 0xBF) + holding((byte) 0xBD));
  }

  /** Returns the bytes that {@link #of} made {@code text} of; for other text, its UTF-8. */
  public static byte[] bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    text.codePoints().forEach(c -> {
      if (isByte(c)) {
        bytes.write(c);
      } else {
        bytes.writeBytes(Character.toString(c).getBytes(UTF_8));
      }
    });
    return bytes.toByteArray();
  }

  /** Whether {@code character} stands for a byte that is no text; its lowest eight bits are the byte. */
  public static boolean isByte(int character) {
    return FIRST <= character && character <= LAST;
  }

  /** The character that stands for a byte; it is never taken for anything else. */
  public static char holding(byte b) {
    return (char) (0xDC00 + (b & 0xFF));
  }
}
