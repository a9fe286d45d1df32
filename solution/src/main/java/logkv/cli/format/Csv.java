package logkv.cli.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import logkv.segmented.Entry;

/**
 * Two columns, key and value, as RFC 4180 says, without a header.
 *
 * <p>Lines are written with {@code \r\n} at their ends and read with any end; a field that holds a
 * comma, a quote or the end of a line stands in quotes. All other bytes are passed through as they
 * are, so that any key and value survives, and a file of UTF-8 stays one.
 */
final class Csv {

  /** In bytes. In the longest value, every one may be a quote, which is written twice. */
  private static final int LONGEST = 64 * 1024 * 1024;

  private Csv() {}

  static EntryWriter writer(OutputStream out) {
    CsvWriter csv = CsvWriter.builder().build(out, ISO_8859_1); // a character for each byte
    return new EntryWriter() {
      @Override
      public void write(Entry entry) throws IOException {
        try {
          csv.writeRecord(
              new String(entry.key(), ISO_8859_1), new String(entry.value(), ISO_8859_1));
        } catch (UncheckedIOException e) {
          throw e.getCause();
        }
      }

      @Override
      public void flush() throws IOException {
        csv.flush();
      }
    };
  }

  static EntryReader reader(InputStream in) {
    CloseableIterator<CsvRecord> records = CsvReader.builder()
        .allowUnclosedQuote(false)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .maxBufferSize(LONGEST)
        .build(
            CsvRecordHandler.builder()
                .maxFieldSize(LONGEST)
                .maxRecordSize(LONGEST)
                .build(),
            new InputStreamReader(in, ISO_8859_1))
        .iterator();
    return new EntryReader() {
      private long line;

      @Override
      public Optional<Entry> next() throws IOException, BadEntryException {
        try {
          return records.hasNext() ? Optional.of(entry(records.next())) : Optional.empty();
        } catch (CsvParseException e) {
          throw BadEntryException.fatal(line + 1, e.getMessage());
        } catch (UncheckedIOException e) {
          throw e.getCause();
        }
      }

      @Override
      public String place() {
        return "line %,d".formatted(line);
      }

      private Entry entry(CsvRecord record) throws BadEntryException {
        line = record.getStartingLineNumber();
        if (record.getFieldCount() != 2) {
          throw BadEntryException.skippable(
              line, "it should have two columns, key and value, and has " + record.getFieldCount());
        }
        return new Entry(
            record.getField(0).getBytes(ISO_8859_1), record.getField(1).getBytes(ISO_8859_1));
      }
    };
  }
}
