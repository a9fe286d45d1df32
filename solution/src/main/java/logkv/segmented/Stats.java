package logkv.segmented;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a store consists of at one moment.
 *
 * @param keys how many keys have a value
 * @param segments all segments, oldest first; the last one is the active one, if there is one
 * @param indexBytes the memory of the index
 * @param snapshotPosition up to where in the log the saved index goes, as file and offset; empty if
 *     there is none
 * @param bytesSinceSnapshot how many bytes of log were written since, and would be read after a crash
 * @param cutBytes how many bytes opening cut off, because a crash had left them unfinished
 * @param compactions how many runs of segments were rewritten since the store was opened
 * @param syncPolicy the policy it was opened with
 * @param failure the first write that failed: if there was one, the store writes nothing any more
 * @param compactionFailure why the last compaction was given up, if it was; the store goes on
 */
public record Stats(
    long keys,
    List<SegmentStats> segments,
    long indexBytes,
    Optional<String> snapshotPosition,
    long bytesSinceSnapshot,
    long cutBytes,
    long compactions,
    SyncPolicy syncPolicy,
    Optional<IOException> failure,
    Optional<IOException> compactionFailure) {

  public Stats {
    segments = List.copyOf(segments);
  }

  /** The bytes of all segments. */
  public long totalBytes() {
    return segments.stream().mapToLong(SegmentStats::bytes).sum();
  }

  /** The bytes of the records that a get would read. */
  public long liveBytes() {
    return segments.stream().mapToLong(SegmentStats::liveBytes).sum();
  }

  /** The bytes that nobody will read again, as far as they are not tombstones or the files' frame. */
  public long deadBytes() {
    return segments.stream().mapToLong(SegmentStats::deadBytes).sum();
  }

  /**
   * One segment file.
   *
   * @param file its name in the store's directory
   * @param bytes its length, up to the end of the last record
   * @param liveBytes the bytes of records that a get would read
   * @param tombstoneBytes the bytes of tombstones, which are needed as long as an older segment may
   *     hold their key
   * @param deadBytes the bytes of records that were overwritten or deleted
   * @param sealed whether nothing will be written to it any more
   */
  public record SegmentStats(
      String file,
      long bytes,
      long liveBytes,
      long tombstoneBytes,
      long deadBytes,
      boolean sealed) {}
}
