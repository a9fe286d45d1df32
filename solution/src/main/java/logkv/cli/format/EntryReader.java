package logkv.cli.format;

import java.io.IOException;
import java.util.Optional;
import logkv.segmented.Entry;

/** Reads the entries of a file, one after the other, never more than one at a time. */
public interface EntryReader {

  /**
   * Returns the next entry, or empty at the end of the file.
   *
   * @throws BadEntryException if what comes next is no entry. The next call goes on behind it, if
   *     {@link BadEntryException#canGoOn}.
   */
  Optional<Entry> next() throws IOException, BadEntryException;

  /** Where the entry begins that {@link #next} returned last, in words: {@code line 3}. */
  String place();
}
