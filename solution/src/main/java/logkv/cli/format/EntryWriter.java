package logkv.cli.format;

import java.io.IOException;

/** Writes entries to a file, in the order in which they come. */
public interface EntryWriter {

  void write(Entry entry) throws IOException;

  /** Passes everything on that was written. Call it once, after the last entry. */
  void flush() throws IOException;
}
