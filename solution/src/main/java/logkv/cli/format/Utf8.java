package logkv.cli.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;

/** Bytes to text without ever losing the place where they were none. */
final class Utf8 {

  /** What {@link #reader} returns for bytes that are not UTF-8: half a pair, which no UTF-8 yields. */
  private static final String NO_TEXT = "\uDFFF";

  private Utf8() {}

  /**
   * Returns the text of {@code in}. An exception at the first wrong byte would come thousands of
   * characters early, when a buffer is filled; this way the entry that holds it can say so.
   */
  static Reader reader(InputStream in) {
    return new InputStreamReader(
        in,
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE)
            .replaceWith(NO_TEXT));
  }

  /** Returns {@code text} if all of it was UTF-8. */
  static String require(String text, long line) throws BadEntryException {
    if (!UTF_8.newEncoder().canEncode(text)) {
      throw BadEntryException.skippable(line, "it holds bytes that are not UTF-8");
    }
    return text;
  }
}
