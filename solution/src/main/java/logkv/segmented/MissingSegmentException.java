package logkv.segmented;

import java.nio.file.Path;
import logkv.log.StoreException;

/** Thrown when the names of the segments prove that one between them, or in front, is not there. */
public final class MissingSegmentException extends StoreException {
  private static final long serialVersionUID = 1L;

  MissingSegmentException(Path segment) {
    super(
        "%s: this segment is missing, and no other one stands for it; put it back, or salvage the rest. Nothing was changed."
            .formatted(segment));
  }
}
