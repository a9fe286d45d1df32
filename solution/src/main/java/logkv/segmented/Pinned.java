package logkv.segmented;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Segments whose files stay until this is closed, whatever compaction does meanwhile. */
final class Pinned implements Closeable {
  private final List<Segment> segments = new ArrayList<>();
  private final List<Long> ends = new ArrayList<>();

  private Pinned() {}

  /** Pins {@code segments}, as long as they are now. Called while none can be retired. */
  static Pinned of(Collection<Segment> segments) {
    Pinned pinned = new Pinned();
    for (Segment segment : segments) {
      if (!segment.pin()) { // leaving it out would leave its records out
        throw new IllegalStateException(segment + " is gone already");
      }
      pinned.segments.add(segment);
      pinned.ends.add(segment.end());
    }
    return pinned;
  }

  List<Segment> segments() {
    return segments;
  }

  /** Where the i-th segment ended when it was pinned. */
  long end(int i) {
    return ends.get(i);
  }

  @Override
  public void close() throws IOException {
    try (Closing closing = new Closing()) {
      for (Segment segment : segments) {
        closing.add(segment::unpin);
      }
      segments.clear();
    }
  }
}
