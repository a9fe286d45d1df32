package logkv.cli.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The lines of a file, as bytes, and their numbers. A line ends with {@code \n} and nothing else. */
final class LineReader {
  private final InputStream in;
  private final int longest;
  private final byte[] buffer = new byte[1 << 16];
  private int from;
  private int to;
  private long number;

  /** @param longest how many bytes a line may have without its end */
  LineReader(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** Returns the next line without its end, or empty when there is none. */
  Optional<byte[]> next() throws IOException, BadEntryException {
    if (!fill()) {
      return Optional.empty();
    }
    number++;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean ended = false;
    boolean tooLong = false;
    while (!ended && fill()) {
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      tooLong |= line.size() + (end - from) > longest;
      if (!tooLong) { // otherwise only on to the end of the line
        line.write(buffer, from, end - from);
      }
      ended = end < to;
      from = ended ? end + 1 : end;
    }
    if (tooLong) {
      throw BadEntryException.skippable(number, "it has more than %,d bytes".formatted(longest));
    }
    return Optional.of(line.toByteArray());
  }

  /** The number of the line that {@link #next} came to last; the first line is 1. */
  long number() {
    return number;
  }

  /** Whether there is a byte at {@link #from}. */
  private boolean fill() throws IOException {
    if (from == to) {
      from = 0;
      to = Math.max(0, in.read(buffer));
    }
    return from < to;
  }
}
