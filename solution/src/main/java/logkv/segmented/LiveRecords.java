package logkv.segmented;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import logkv.segmented.index.KeyIndex;

/**
 * Which records of a run of segments the index points at: asked once for all, and kept in the order of the
 * files.
 *
 * <p>To ask the index for each record when it is met would mean to wait for memory each time, because the
 * index has the order of the hashes; with many dead records in the run that took half the time of a
 * compaction. This takes 8 bytes of memory for each live
 * record of the run, and for a moment three times that.
 *
 * <p>What was live may be dead by the time it is met. The other way round never happens: puts go to the
 * active segment, and only compaction moves records, one run at a time.
 *
 * <p>Used by one thread.
 */
final class LiveRecords {
  private final long[] locations; // sorted: by slot, then by offset
  private int next; // the first that was not passed

  private LiveRecords(long[] locations) {
    this.locations = locations;
  }

  static LiveRecords of(KeyIndex index, List<Segment> run) {
    BitSet slots = new BitSet();
    run.forEach(segment -> slots.set(segment.slot()));
    long[] locations = index.locations(location -> slots.get(Locations.slot(location)));
    Arrays.sort(locations);
    return new LiveRecords(locations);
  }

  /** Begins at the front of {@code segment}. */
  void begin(Segment segment) {
    int found = Arrays.binarySearch(locations, Locations.of(segment.slot(), 0, 0));
    next = found < 0 ? -found - 1 : found;
  }

  /** Whether the index pointed at {@code location}; asked in the order of the offsets. */
  boolean holds(long location) {
    while (next < locations.length && locations[next] < location) {
      next++;
    }
    return next < locations.length && locations[next] == location;
  }
}
