package logkv.segmented;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * What a store does by itself: compaction, saving the index, and forces at an interval.
 *
 * <p>Four daemon threads, each begun when there is first something for it to do: one compacts and saves
 * the index after a segment was sealed, one gives back mappings that a sealed segment does not need, one
 * forces under {@link SyncPolicy.Every}, and one lets the disk begin with what nobody has forced yet.
 * Compaction and saving never happen at the same time, because a snapshot must know the segments that
 * the index names.
 */
final class Maintenance implements Log.Listener {
  private static final int WORTH_SAVING = 4; // see isWorthSaving and isSnapshotDue

  /** What is shorter costs nothing worth saving. */
  private static final int SMALL_SNAPSHOT_BYTES = 1 << 20;

  /** Half a dozen milliseconds of work for a disk that is not slow. */
  private static final long EARLY_BYTES = 4 << 20;

  private final Path directory;
  private final Options options;
  private final Compaction.Store store;
  private final Compaction compaction;
  private final Object work = new Object(); // held while compacting or saving
  private final Set<Segment> avoided = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Errands unmapper = new Errands("logkv-unmap", this::closeOutgrown);
  private final Errands compactor = new Errands("logkv-compaction", this::tidyUp);
  private final Errands forcer;
  private final Errands earlyForcer = new Errands("logkv-force-early", this::forceEarly);

  private volatile boolean paused;
  private volatile boolean closing;

  private volatile Position snapshotPosition; // null: there is no snapshot
  private volatile long snapshotBytes; // the length of its file
  private volatile long savedBytes; // what logBytes() was when it was made
  private volatile long readBytes; // how much of the log opening had to read
  private volatile long rewrittenBytes; // by compaction
  private volatile long compactions;
  private volatile long earlyBytes; // what loggedBytes() was at the last early force
  private volatile IOException failure;

  Maintenance(
      Path directory,
      Options options,
      Compaction.Store store,
      LongSupplier nonces,
      Recovery.Recovered found) {
    this.directory = directory;
    this.options = options;
    this.store = store;
    this.compaction = new Compaction(directory, options, store, nonces);
    this.snapshotPosition = found.snapshot().orElse(null);
    this.snapshotBytes = found.snapshotBytes();
    this.readBytes = found.readBytes();
    this.forcer = new Errands("logkv-force", this::forceAfterInterval);
  }

  @Override
  public void sealed() {
    if (options.backgroundCompaction() || isSnapshotDue()) {
      compactor.wake();
    }
    if (!outgrown().isEmpty()) {
      unmapper.wake();
    }
  }

  @Override
  public void unforced() {
    if (options.syncPolicy() instanceof SyncPolicy.Every) {
      forcer.wake();
    }
    if (store.log().loggedBytes() - earlyBytes >= EARLY_BYTES) {
      earlyForcer.wake();
    }
  }

  private void forceEarly() {
    earlyBytes = store.log().loggedBytes();
    store.log().forceEarly();
  }

  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
    compactor.wake();
  }

  /** Seals the active segment and rewrites whatever has anything to give back. */
  void compactAll() throws IOException {
    synchronized (work) {
      requireOpen();
      pass(() -> {
        store.writer().rotateIfBegun();
        return null;
      });
      for (List<Segment> run : plan().everything()) {
        rewrite(run, bytes -> requireOpen());
      }
      failure = null;
      avoided.clear();
      saveIfDue();
    }
  }

  /** The background thread's round: what is worth rewriting, and then the snapshot. */
  private void tidyUp() {
    synchronized (work) {
      List<Segment> run = List.of();
      try {
        while (options.backgroundCompaction() && !paused && !closing) {
          run = plan().worthwhile(options.compactAtDeadRatio(), avoided);
          if (run.isEmpty()) {
            break;
          }
          rewrite(run, new Throttle(options.compactionBytesPerSecond()));
          failure = null;
        }
        run = List.of();
        saveIfDue();
      } catch (Throwable e) { // no memory, say: a thread that died of it would be missed by nobody
        if (!closing) { // the store goes on; what has failed is not tried again by this thread
          failure = e instanceof IOException io ? io : new IOException(e);
          avoided.addAll(run);
        }
      }
    }
  }

  /**
   * Gives back the pieces in which sealed segments were mapped: a process may have only so many mappings.
   * Not the compactor's work, who may be busy for long while writers seal one segment after the other.
   */
  private void closeOutgrown() {
    List<Segment> outgrown = outgrown();
    if (!outgrown.isEmpty()) {
      store.grace().await();
      outgrown.forEach(Segment::closeOutgrown);
    }
  }

  private List<Segment> outgrown() {
    return store.segments().all().stream().filter(Segment::hasOutgrown).toList();
  }

  private void rewrite(List<Segment> run, Compaction.Pace pace) throws IOException {
    store.log().requireHealthy();
    rewrittenBytes += compaction.rewrite(run, pace);
    compactions++;
  }

  private CompactionPlan plan() {
    return new CompactionPlan(
        CompactionPlan.Candidate.of(store.segments().all()), options.segmentBytes());
  }

  private void saveIfDue() throws IOException {
    if (isSnapshotDue() && !closing) {
      save(pass(this::capture));
    }
  }

  /** So that of all that is written at most a quarter are snapshots, however large the index gets. */
  private boolean isSnapshotDue() {
    long least = snapshotBytes < SMALL_SNAPSHOT_BYTES ? 0 : WORTH_SAVING * snapshotBytes;
    return bytesSinceSnapshot() >= Math.max(options.snapshotEveryBytes(), least);
  }

  /** The index at one moment, and how much log there was then. */
  private record Captured(Snapshot snapshot, long logBytes) {}

  /** Called while nobody writes. */
  private Captured capture() throws IOException {
    store.log().sync();
    return new Captured(
        Snapshot.of(store.storeId(), store.segments().all(), store.log().position(), store.index()),
        logBytes());
  }

  /** What could not be saved stays due: it is tried again when the next segment is sealed. */
  private void save(Captured captured) throws IOException {
    captured.snapshot.save(directory);
    snapshotPosition = captured.snapshot.position();
    snapshotBytes = captured.snapshot.bytes();
    savedBytes = captured.logBytes;
    readBytes = 0;
  }

  private void forceAfterInterval() {
    if (options.syncPolicy() instanceof SyncPolicy.Every every) {
      long until = System.nanoTime() + every.interval().toNanos();
      for (long left = until - System.nanoTime(); left > 0 && !closing; ) {
        LockSupport.parkNanos(left);
        left = until - System.nanoTime();
      }
      try {
        pass(() -> {
          store.log().sync();
          return null;
        });
      } catch (IOException | IllegalStateException e) {
        // The writer has remembered it, or is closed.
      }
    }
  }

  /** Ends all work, makes everything durable, saves the index and lets nobody write any more. */
  void close() throws IOException {
    closing = true;
    earlyForcer.close();
    forcer.close();
    compactor.close();
    unmapper.close();
    synchronized (work) { // whoever compacts now gives up
      pass(() -> Uninterrupted.call("logkv-end", this::endWriting));
    }
  }

  /** All in one turn: a write that came between the last force and the end would be neither. */
  private Void endWriting() throws IOException {
    try (Closing ending = new Closing()) {
      ending.add(store.writer()::close);
      saveLast();
    }
    return null;
  }

  private void saveLast() throws IOException {
    if (store.log().failure() == null) {
      try {
        store.log().sync();
      } catch (IOException e) {
        // The writer has remembered it.
      }
    }
    if (store.log().failure() != null) {
      store.log().rescue();
      return;
    }
    if (isWorthSaving()) {
      try {
        save(capture());
      } catch (IOException e) {
        // The log has everything; the next opening reads it.
      }
    }
  }

  /**
   * Saving the index costs as much as its size, and spares the next opening what has come since the last
   * time. A program that opens a large store, puts one record and closes it should not pay for all.
   */
  private boolean isWorthSaving() {
    long unsaved = bytesSinceSnapshot();
    return snapshotPosition == null
        ? store.index().size() > 0
        : unsaved > snapshotBytes / WORTH_SAVING;
  }

  Optional<Position> snapshotPosition() {
    return Optional.ofNullable(snapshotPosition);
  }

  /** How many bytes of log an opening would have to read now. */
  long bytesSinceSnapshot() {
    return readBytes + logBytes() - savedBytes;
  }

  private long logBytes() {
    return store.log().loggedBytes() + rewrittenBytes;
  }

  long compactions() {
    return compactions;
  }

  /** Why the last compaction or snapshot was given up. */
  Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  private void requireOpen() {
    if (closing) {
      throw new IllegalStateException("the store is closed");
    }
  }

  private <T> T pass(Uninterrupted.Action<T> action) throws IOException {
    Alone<T> alone = new Alone<>(action);
    store.turnstile().pass(alone);
    return alone.result();
  }

  /** Keeps to so many bytes a second, by resting; 0 is no limit. */
  private final class Throttle implements Compaction.Pace {
    private static final long LEAST_REST_NANOS = 1_000_000;

    private final long bytesPerSecond;
    private final long begun = System.nanoTime();
    private double bytes;

    Throttle(long bytesPerSecond) {
      this.bytesPerSecond = bytesPerSecond;
    }

    @Override
    public void copied(long count) {
      requireOpen();
      bytes += count;
      if (bytesPerSecond > 0) {
        long due = begun + (long) (bytes / bytesPerSecond * 1e9);
        for (long left = due - System.nanoTime();
            left > LEAST_REST_NANOS && !closing;
            left = due - System.nanoTime()) {
          LockSupport.parkNanos(Math.min(left, 20 * LEAST_REST_NANOS));
        }
      }
    }
  }
}
