package logkv.cli.format;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The kinds of files that entries come from and go to. */
public enum Format {
  /** A key on every line; its value is the number of the line. */
  lines(Lines::reader, Lines::writer),

  /** A JSON object on every line. Any key and value survives the way out and back. */
  jsonl(JsonLines::reader, JsonLines::writer),

  /** Two columns, as RFC 4180 says, without a header. Any key and value survives. */
  csv(Csv::reader, Csv::writer),

  /** The {@code data.log} of a store of the course. It can only be read. */
  course(CourseLog::reader, null);

  private final Function<InputStream, EntryReader> reader;
  private final Function<OutputStream, EntryWriter> writer;

  Format(Function<InputStream, EntryReader> reader, Function<OutputStream, EntryWriter> writer) {
    this.reader = reader;
    this.writer = writer;
  }

  public EntryReader reader(InputStream in) {
    return reader.apply(in);
  }

  /** Whether there is a {@link #writer}. */
  public boolean canBeWritten() {
    return writer != null;
  }

  public EntryWriter writer(OutputStream out) {
    return writer.apply(out);
  }

  /** Returns what a file's name says about its format, if it says anything. */
  public static Optional<Format> ofFile(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith("data.log")) {
      return Optional.of(course);
    }
    if (lower.endsWith(".txt")) {
      return Optional.of(lines);
    }
    if (lower.endsWith(".jsonl") || lower.endsWith(".ndjson")) {
      return Optional.of(jsonl);
    }
    return lower.endsWith(".csv") ? Optional.of(csv) : Optional.empty();
  }
}
