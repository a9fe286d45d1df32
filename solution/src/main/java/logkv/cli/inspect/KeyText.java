package logkv.cli.inspect;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Function;

/** Keys, made fit for a line, and cut short where they would not fit in it. */
final class KeyText {
  private static final String MORE = "...";
  private static final int MOST_BYTES_OF_A_CHARACTER = 4;

  private final Function<byte[], String> escape;

  /** @param escape turns any bytes into characters that a line can hold */
  KeyText(Function<byte[], String> escape) {
    this.escape = escape;
  }

  /** Returns {@code key} in at most {@code width} characters. */
  String of(ByteBuffer key, int width) {
    // As many bytes as could fill the width, and one character that may then be cut in two.
    int enough = MOST_BYTES_OF_A_CHARACTER * (width + 1);
    byte[] begin = Arrays.copyOf(key.array(), Math.min(key.limit(), enough));
    String text = escape.apply(begin);
    if (begin.length == key.limit() && text.codePointCount(0, text.length()) <= width) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, width - MORE.length())) + MORE;
  }
}
