package logkv.cli.inspect;

import java.nio.ByteBuffer;
import java.util.Arrays;
import logkv.cli.text.Escapes;

/** Keys, made fit for a line, and cut short where they would not fit in it. */
final class KeyText {
  private static final String MORE = "...";
  private static final int MOST_BYTES_OF_A_CHARACTER = 4;

  private KeyText() {}

  /** Returns {@code key} in at most {@code width} characters. */
  static String of(ByteBuffer key, int width) {
    // As many bytes as could fill the width, and one character that may then be cut in two.
    int enough = MOST_BYTES_OF_A_CHARACTER * (width + 1);
    byte[] begin = Arrays.copyOf(key.array(), Math.min(key.limit(), enough));
    String text = Escapes.visible(begin);
    if (begin.length == key.limit() && text.codePointCount(0, text.length()) <= width) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, width - MORE.length())) + MORE;
  }
}
