package logkv.segmented.format;

import java.nio.file.Path;
import logkv.log.StoreException;

/** Thrown when a file is not of the format that its name says, or of a version from the future. */
public final class UnknownFormatException extends StoreException {
  private static final long serialVersionUID = 1L;

  public UnknownFormatException(Path file, String reason) {
    super("%s: %s; nothing was changed".formatted(file, reason));
  }
}
