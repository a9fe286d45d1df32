package logkv.segmented;

import java.util.Objects;

/**
 * The settings of a {@link SegmentedStore}. None of them is kept on disk: a store may be opened with
 * other settings each time.
 *
 * <pre>
 *   SegmentedStore.open(directory, Options.DEFAULTS.with()
 *       .syncPolicy(SyncPolicy.every(Duration.ofMillis(100)))
 *       .segmentBytes(256 * Options.MIB)
 *       .build());
 * </pre>
 *
 * @param syncPolicy when writes are forced; {@link SyncPolicy#always} unless said otherwise
 * @param segmentBytes how long a segment file gets before the next one is begun: {@value
 *     #LEAST_SEGMENT_BYTES} to {@value #MOST_SEGMENT_BYTES}, by default 64 MiB. A record or a batch
 *     that is longer gets a segment to itself
 * @param maxValueBytes the longest value that may be put, up to {@value #MOST_VALUE_BYTES}, by
 *     default 16 MiB; longer ones that are there already are still read
 * @param backgroundCompaction whether a thread of the store compacts by itself; by default it does
 * @param compactAtDeadRatio which part of a sealed segment must be reclaimable before the background
 *     thread rewrites it, above 0 and at most 1, by default 0.5: what it leaves alone makes the store
 *     at most 1 / (1 - ratio) times as large as its live records. Rewriting at a ratio of r writes (1 -
 *     r) / r bytes for every byte it frees
 * @param compactionBytesPerSecond how fast the background thread may write; 0, the default, is no limit
 * @param snapshotEveryBytes how many bytes of log are written before the index is saved again, by
 *     default 64 MiB: so many bytes are read when the store is opened after a crash. The index of a store
 *     with millions of keys is saved less often: when four times its own bytes were written
 * @param filterBitsPerKey how many bits of a sealed segment's Bloom filter each of its keys gets, 1 to
 *     64, by default 10, which lets about one absent key in a hundred pass
 * @param preallocateBytes how much longer than its records the file of the active segment may be: writing
 *     into space that is there already makes a force cheaper. 0 for none, at most {@value
 *     #MOST_PREALLOCATE_BYTES}, by default 1 MiB, and never more than was written since the segment was
 *     opened; closing gives back what was not used
 * @param mapSegments whether segments are read through a memory mapping where the file system
 *     has one, and, except under {@link SyncPolicy#always} and on Windows, the active one is written
 *     through a mapping of what was preallocated; by default they are
 */
public record Options(
    SyncPolicy syncPolicy,
    long segmentBytes,
    int maxValueBytes,
    boolean backgroundCompaction,
    double compactAtDeadRatio,
    long compactionBytesPerSecond,
    long snapshotEveryBytes,
    int filterBitsPerKey,
    int preallocateBytes,
    boolean mapSegments) {

  public static final long MIB = 1024 * 1024;
  public static final long LEAST_SEGMENT_BYTES = 64;
  public static final long MOST_SEGMENT_BYTES = 512 * MIB;
  public static final int MOST_PREALLOCATE_BYTES = (int) (64 * MIB);
  public static final int MOST_VALUE_BYTES = (int) (256 * MIB);

  /** The longest batch, with 17 bytes for each of its records. */
  public static final long MOST_BATCH_BYTES = 512 * MIB;

  /** What a store is opened with when nothing else is said. */
  public static final Options DEFAULTS = new Options(
      SyncPolicy.always(), 64 * MIB, (int) (16 * MIB), true, 0.5, 0, 64 * MIB, 10, (int) MIB, true);

  /** @throws IllegalArgumentException if a setting is outside of its limits */
  public Options {
    Objects.requireNonNull(syncPolicy);
    require(
        LEAST_SEGMENT_BYTES <= segmentBytes && segmentBytes <= MOST_SEGMENT_BYTES,
        "segmentBytes",
        segmentBytes);
    require(
        0 <= maxValueBytes && maxValueBytes <= MOST_VALUE_BYTES, "maxValueBytes", maxValueBytes);
    require(
        0 < compactAtDeadRatio && compactAtDeadRatio <= 1,
        "compactAtDeadRatio",
        compactAtDeadRatio);
    require(compactionBytesPerSecond >= 0, "compactionBytesPerSecond", compactionBytesPerSecond);
    require(snapshotEveryBytes > 0, "snapshotEveryBytes", snapshotEveryBytes);
    require(1 <= filterBitsPerKey && filterBitsPerKey <= 64, "filterBitsPerKey", filterBitsPerKey);
    require(
        0 <= preallocateBytes && preallocateBytes <= MOST_PREALLOCATE_BYTES,
        "preallocateBytes",
        preallocateBytes);
  }

  /** Returns a builder that begins with these settings. */
  public Builder with() {
    return new Builder(this);
  }

  private static void require(boolean allowed, String what, Object value) {
    if (!allowed) {
      throw new IllegalArgumentException(what + " must not be " + value);
    }
  }

  /** Changes some settings and keeps the others. */
  public static final class Builder {
    private SyncPolicy syncPolicy;
    private long segmentBytes;
    private int maxValueBytes;
    private boolean backgroundCompaction;
    private double compactAtDeadRatio;
    private long compactionBytesPerSecond;
    private long snapshotEveryBytes;
    private int filterBitsPerKey;
    private int preallocateBytes;
    private boolean mapSegments;

    private Builder(Options from) {
      syncPolicy = from.syncPolicy;
      segmentBytes = from.segmentBytes;
      maxValueBytes = from.maxValueBytes;
      backgroundCompaction = from.backgroundCompaction;
      compactAtDeadRatio = from.compactAtDeadRatio;
      compactionBytesPerSecond = from.compactionBytesPerSecond;
      snapshotEveryBytes = from.snapshotEveryBytes;
      filterBitsPerKey = from.filterBitsPerKey;
      preallocateBytes = from.preallocateBytes;
      mapSegments = from.mapSegments;
    }

    public Builder syncPolicy(SyncPolicy syncPolicy) {
      this.syncPolicy = syncPolicy;
      return this;
    }

    public Builder segmentBytes(long segmentBytes) {
      this.segmentBytes = segmentBytes;
      return this;
    }

    public Builder maxValueBytes(int maxValueBytes) {
      this.maxValueBytes = maxValueBytes;
      return this;
    }

    public Builder backgroundCompaction(boolean backgroundCompaction) {
      this.backgroundCompaction = backgroundCompaction;
      return this;
    }

    public Builder compactAtDeadRatio(double compactAtDeadRatio) {
      this.compactAtDeadRatio = compactAtDeadRatio;
      return this;
    }

    public Builder compactionBytesPerSecond(long compactionBytesPerSecond) {
      this.compactionBytesPerSecond = compactionBytesPerSecond;
      return this;
    }

    public Builder snapshotEveryBytes(long snapshotEveryBytes) {
      this.snapshotEveryBytes = snapshotEveryBytes;
      return this;
    }

    public Builder filterBitsPerKey(int filterBitsPerKey) {
      this.filterBitsPerKey = filterBitsPerKey;
      return this;
    }

    public Builder preallocateBytes(int preallocateBytes) {
      this.preallocateBytes = preallocateBytes;
      return this;
    }

    public Builder mapSegments(boolean mapSegments) {
      this.mapSegments = mapSegments;
      return this;
    }

    /** @throws IllegalArgumentException if a setting is outside of its limits */
    public Options build() {
      return new Options(
          syncPolicy,
          segmentBytes,
          maxValueBytes,
          backgroundCompaction,
          compactAtDeadRatio,
          compactionBytesPerSecond,
          snapshotEveryBytes,
          filterBitsPerKey,
          preallocateBytes,
          mapSegments);
    }
  }
}
