package logkv.cli.format;

import java.io.IOException;
import logkv.segmented.Entry;

/** Writes entries to a file, in the order in which they come. */
public interface EntryWriter {

  void write(Entry entry) throws IOException;

  /** Passes everything on that was written. Call it once, after the last entry. */
  void flush() throws IOException;
}
