package logkv.cli.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.Optional;

/**
 * The lines of a file, and their numbers.
 *
 * <p>A line ends with {@code \n} and with nothing else; {@link BufferedReader#readLine} would take
 * the {@code \r} off a key.
 */
final class LineReader {

  /** In characters. The longest value may be written with six of them for each of its bytes. */
  private static final int LONGEST = 128 * 1024 * 1024;

  private final Reader text;
  private final int longest;
  private long number;

  LineReader(InputStream in) {
    this(in, LONGEST);
  }

  LineReader(InputStream in, int longest) {
    this.text = new BufferedReader(Utf8.reader(in), 1 << 10);
    this.longest = longest;
  }

  /** Returns the next line without its end, or empty when there is none. */
  Optional<String> next() throws IOException, BadEntryException {
    int c = text.read();
    if (c < 0) {
      return Optional.empty();
    }
    number++;
    StringBuilder line = new StringBuilder();
    while (c >= 0 && c != '\n') {
      if (line.length() == longest) {
        skipToEnd();
        throw BadEntryException.skippable(
            number, "it has more than %,d characters".formatted(longest));
      }
      line.append((char) c);
      c = text.read();
    }
    return Optional.of(Utf8.require(line.toString(), number));
  }

  /** The number of the line that {@link #next} came to last; the first line is 1. */
  long number() {
    return number;
  }

  private void skipToEnd() throws IOException {
    int c = text.read();
    while (c >= 0 && c != '\n') {
      c = text.read();
    }
  }
}
