package logkv.log;

import java.nio.file.Path;

/** Thrown when the bytes at some place of the log are no record. Nothing was changed or cut off. */
public final class CorruptRecordException extends StoreException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final long offset;

  public CorruptRecordException(Path file, long offset, String reason) {
    super(
        "%s: no record at offset %d: %s. Nothing was changed; copy the file before you try anything."
            .formatted(file, offset, reason));
    this.file = file.toString();
    this.offset = offset;
  }

  /** The file that holds the bytes, as it was named when the store was opened. */
  public String file() {
    return file;
  }

  /** Where in the file the record should begin, in bytes. */
  public long offset() {
    return offset;
  }
}
