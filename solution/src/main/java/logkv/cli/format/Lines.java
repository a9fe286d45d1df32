package logkv.cli.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import logkv.segmented.Entry;

/**
 * A key on every line; its value is the number of the line, beginning with 1.
 *
 * <p>A list of different, non-empty lines comes back byte for byte when its entries are written {@link
 * #BY_NUMBER}. A line that stands twice is one key, with the later number.
 */
public final class Lines {

  /** The order in which the lines stood in their file. Only for entries that {@link #fits} accepts. */
  public static final Comparator<Entry> BY_NUMBER = Comparator.comparingLong(Lines::number);

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

  /** In bytes; longer than any key may be, so that the store's own sentence is the usual one. */
  private static final int LONGEST = 1024 * 1024;

  private Lines() {}

  /** Whether {@code entry} can be a line: a key of one line, and the number of a line. */
  public static boolean fits(Entry entry) {
    for (byte b : entry.key()) {
      if (b == '\n') {
        return false;
      }
    }
    return entry.value().length < 20
        && NUMBER.matcher(new String(entry.value(), US_ASCII)).matches();
  }

  private static long number(Entry entry) {
    return Long.parseLong(new String(entry.value(), US_ASCII));
  }

  static EntryReader reader(InputStream in) {
    LineReader lines = new LineReader(in, LONGEST);
    return new EntryReader() {
      @Override
      public Optional<Entry> next() throws IOException, BadEntryException {
        return lines
            .next()
            .map(line -> new Entry(line, Long.toString(lines.number()).getBytes(US_ASCII)));
      }

      @Override
      public String place() {
        return "line %,d".formatted(lines.number());
      }
    };
  }

  static EntryWriter writer(OutputStream out) {
    OutputStream lines = new BufferedOutputStream(out);
    return new EntryWriter() {
      @Override
      public void write(Entry entry) throws IOException {
        lines.write(entry.key());
        lines.write('\n');
      }

      @Override
      public void flush() throws IOException {
        lines.flush();
      }
    };
  }
}
