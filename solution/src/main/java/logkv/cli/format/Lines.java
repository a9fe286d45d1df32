package logkv.cli.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key on every line; its value is the number of the line, beginning with 1.
 *
 * <p>A list of different, non-empty lines comes back byte for byte when its entries are written {@link
 * #BY_NUMBER}. A line that stands twice is one key, with the later number.
 */
public final class Lines {

  /** The order in which the lines stood in their file. Only for entries that {@link #fits} accepts. */
  public static final Comparator<Entry> BY_NUMBER =
      Comparator.comparingLong(entry -> Long.parseLong(entry.value()));

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

  private Lines() {}

  /** Whether {@code entry} can be a line: one line of text, and the number of a line. */
  public static boolean fits(Entry entry) {
    return entry.key().indexOf('\n') < 0 && NUMBER.matcher(entry.value()).matches();
  }

  static EntryReader reader(InputStream in) {
    LineReader lines = new LineReader(in);
    return new EntryReader() {
      @Override
      public Optional<Entry> next() throws IOException, BadEntryException {
        return lines.next().map(line -> new Entry(line, Long.toString(lines.number())));
      }

      @Override
      public long line() {
        return lines.number();
      }
    };
  }

  static EntryWriter writer(OutputStream out) {
    OutputStream lines = new BufferedOutputStream(out);
    return new EntryWriter() {
      @Override
      public void write(Entry entry) throws IOException {
        lines.write(entry.key().getBytes(UTF_8));
        lines.write('\n');
      }

      @Override
      public void flush() throws IOException {
        lines.flush();
      }
    };
  }
}
