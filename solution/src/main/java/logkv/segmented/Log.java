package logkv.segmented;

import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import logkv.segmented.format.SegmentHeader;
import logkv.segmented.format.SegmentName;

/**
 * The log as it is written: the active segment, and those that will be begun behind it.
 *
 * <pre>
 *   begin       add, add, commit     add, commit        rotate
 *   name.tmp -> named, empty     ->  records      ->    sealed, forced, with a filter;  begin the next
 * </pre>
 *
 * <p>After the first write or force that fails nobody knows what the disk holds. So the log remembers
 * the first failure, and takes nothing more: it is <em>poisoned</em>, and only opening the store again
 * finds out what is there.
 *
 * <p>Called by whoever has the turn; {@link #failure} and what belongs to it by anybody.
 */
final class Log {
  private final Path directory;
  private final Options options;
  private final boolean forcesEachWrite;
  private final long storeId;
  private final LongSupplier nonces;
  private final Segments segments;
  private final ByteBuffer buffer;
  private final KeyHashes hashes; // of the keys in the active segment
  private Listener listener; // set once, before anybody writes

  private Segment active;
  private SegmentWriter writer; // of its file
  private volatile IOException failure; // the first; from then on nothing is written
  private volatile long loggedBytes; // since the store was opened

  /** What others do when something has happened here; must not wait and must not throw. */
  interface Listener {
    /** A segment was sealed. */
    void sealed();

    /** The log has bytes that are not durable. */
    void unforced();
  }

  /** Adds records to the log, the same ones each time it is asked. */
  @FunctionalInterface
  interface Records {
    void add() throws IOException;
  }

  Log(Path directory, Options options, Recovery.Recovered recovered, LongSupplier nonces) {
    this.directory = directory;
    this.options = options;
    this.buffer = Tail.buffer(options.segmentBytes());
    this.forcesEachWrite = options.syncPolicy() instanceof SyncPolicy.Always;
    this.storeId = recovered.storeId();
    this.nonces = nonces;
    this.segments = recovered.segments();
    this.active = recovered.active();
    this.hashes = recovered.activeHashes();
  }

  /** Goes on with the active segment that was found, or begins the first one. */
  void start(long end, long nextNumber, Listener listener) throws IOException {
    this.listener = listener;
    if (active == null) {
      SegmentWriter first = create(nextNumber);
      try {
        begin(first);
      } catch (Throwable e) {
        first.discard();
        throw e;
      }
    } else {
      writer = SegmentWriter.resume(active.file(), active.header(), end, buffer, ahead());
      mapActive();
    }
  }

  private void mapActive() {
    if (options.mapSegments()) {
      active.mapPieces();
      active.growTo(active.end(), writer.room());
    }
  }

  boolean forcesEachWrite() {
    return forcesEachWrite;
  }

  Segment active() {
    return active;
  }

  /** Where the next record will go. */
  Position position() {
    return new Position(active.name(), writer.end());
  }

  /** Makes room for {@code bytes} more: begins another segment if the active one would get too long. */
  void makeRoomFor(long bytes) throws IOException {
    requireHealthy();
    if (!fits(bytes)) {
      rotateIfBegun(); // a segment takes one write, however long it is
    }
  }

  boolean fits(long bytes) {
    return active.end() + bytes <= options.segmentBytes();
  }

  /** Adds a record to what {@link #write} writes; returns where it lies. */
  long add(int kind, byte[] key, byte[] value) throws IOException {
    long offset = writer.add(kind, key, value);
    return Locations.of(active.slot(), offset, writer.end() - offset);
  }

  /**
   * Writes records and makes them as durable as the policy says; then readers may look at them.
   *
   * <p>An interrupt closes the file under our hands. Then all of it is written once more to the same
   * place, and so the force, if there is one, has something to do whatever became of the first. The
   * second time a thread does it that nobody interrupts: somebody may be interrupting faster than the
   * disk forces.
   */
  void write(Records records) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      writeOnce(records);
    } catch (ClosedByInterruptException e) {
      interrupted = true;
      Thread.interrupted();
      writeAgain(records);
    } catch (Throwable e) {
      throw poison(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    loggedBytes += writer.end() - active.end();
    active.growTo(writer.end(), writer.room());
    if (!forcesEachWrite) {
      listener.unforced();
    }
  }

  private void writeOnce(Records records) throws IOException {
    records.add();
    writer.flush();
    if (forcesEachWrite) {
      writer.force();
    }
    writer.keep();
  }

  private void writeAgain(Records records) throws IOException {
    try {
      Uninterrupted.call("logkv-write", () -> {
        writer.reopen();
        writeOnce(records);
        return null;
      });
    } catch (Throwable e) {
      throw poison(e);
    }
  }

  /** Says that the active segment holds a record of the key with this hash, for its filter. */
  void holds(long hash) {
    hashes.add(hash);
  }

  /** Seals the active segment, if it has any record, and begins the next one. */
  void rotateIfBegun() throws IOException {
    if (active.end() > SegmentHeader.BYTES) {
      rotate();
    }
  }

  /** A disk that has no room for the next segment fails whoever needs it, and changes nothing. */
  private void rotate() throws IOException {
    requireHealthy();
    Uninterrupted.call("logkv-rotate", () -> {
      SegmentWriter next = create(active.name().last() + 1);
      try {
        sealActive();
        begin(next);
        return null;
      } catch (Throwable e) {
        next.discard();
        throw poison(e);
      }
    });
    listener.sealed();
  }

  private void sealActive() throws IOException {
    writer.seal();
    FilterFile.write(active, hashes, options.filterBitsPerKey());
    active.seal(writer.end(), options.mapSegments());
    writer.close();
  }

  private SegmentWriter create(long number) throws IOException {
    SegmentHeader header =
        new SegmentHeader(storeId, nonces.getAsLong(), SegmentName.written(number), policyCode());
    return SegmentWriter.create(directory, header, buffer, ahead());
  }

  private void begin(SegmentWriter next) throws IOException {
    next.name();
    active = Segment.open(next.file(), next.header(), segments.newSlot(), next.end());
    writer = next;
    hashes.clear();
    segments.add(active);
    mapActive();
  }

  /** With a force for each write, the call that brings the bytes to the file is cheap beside it. */
  private Tail.Ahead ahead() {
    return new Tail.Ahead(options.preallocateBytes(), options.mapSegments() && !forcesEachWrite);
  }

  private int policyCode() {
    SyncPolicy policy = options.syncPolicy();
    return policy instanceof SyncPolicy.Always ? 1 : policy instanceof SyncPolicy.Every ? 2 : 3;
  }

  /** Makes everything durable that was written so far. */
  void sync() throws IOException {
    requireHealthy();
    if (!writer.isForced()) {
      try {
        Uninterrupted.call("logkv-sync", () -> {
          writer.force();
          return null;
        });
      } catch (Throwable e) {
        throw poison(e);
      }
    }
  }

  /**
   * Lets the disk begin with what was written. It promises nothing, but the turn of whoever has to force
   * the active segment next, to seal it say, gets shorter: the disk has been at work meanwhile, while
   * writers went on. If it fails, the store is poisoned as by any other force. For any thread, without the
   * turn.
   */
  void forceEarly() {
    List<Segment> all = segments.all();
    Path newest = all.get(all.size() - 1).file();
    try (FileChannel own = FileChannel.open(newest, WRITE)) {
      try {
        own.force(false);
      } catch (IOException e) {
        poison(e); // the next force would not tell any more
      }
    } catch (IOException e) {
      // It could not be opened, or not be closed: nothing has happened to it.
    }
  }

  /**
   * Makes durable what was acknowledged before a force has failed.
   *
   * @throws IOException if that fails, too: then it is gone
   */
  void rescue() throws IOException {
    if (active.end() > writer.forcedEnd()) {
      try {
        writer.rescue();
      } catch (IOException e) {
        e.addSuppressed(failure);
        throw new IOException(
            "%s: what was written behind offset %d is lost, because the disk failed (%s)"
                .formatted(active.file(), writer.forcedEnd(), e.getMessage()),
            e);
      }
    }
  }

  void close() throws IOException {
    writer.close();
  }

  // What follows may be called by anybody.

  /** How many bytes of log were written since the store was opened. */
  long loggedBytes() {
    return loggedBytes;
  }

  /** What went wrong first; null if nothing did. */
  IOException failure() {
    return failure;
  }

  void requireHealthy() throws IOException {
    IOException first = failure;
    if (first != null) {
      throw new IOException(
          "%s: an earlier write failed (%s); reopen the store to recover"
              .formatted(directory, first.getMessage()),
          first);
    }
  }

  /** Remembers the first failure, and returns what to tell the caller. */
  synchronized IOException poison(Throwable e) {
    IOException cause = e instanceof IOException io ? io : new IOException(told(e), e);
    if (failure == null) {
      failure = cause;
    }
    return cause;
  }

  private String told(Throwable e) {
    return e instanceof InternalError
        ? "%s: a page cannot be written through its mapping (%s, near offset %d); look at the file's length and the disk"
            .formatted(active.file(), e.getMessage(), active.end())
        : e.toString();
  }
}
