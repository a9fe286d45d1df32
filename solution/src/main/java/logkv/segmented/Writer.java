package logkv.segmented;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import logkv.segmented.format.RecordFormat;
import logkv.segmented.format.SegmentHeader;
import logkv.segmented.format.SegmentName;
import logkv.segmented.index.KeyIndex;

/**
 * Writes what came through the {@link Turnstile}: the only one who appends to the log and changes the
 * index, so that nobody else has to be asked.
 *
 * <pre>
 *   a group of writes
 *     prepare    find each key's record of now; whoever meets damage fails alone, nothing was written
 *     log        all records in one write, and under the policy always one force
 *     index      point it at the new records: from here on readers see them
 *     done       wake the callers
 * </pre>
 *
 * <p>Nobody sees a value before it is as durable as the policy promises, so that none is ever seen and
 * then gone. After the first write or force that fails nobody knows what the disk holds: the group
 * fails, the index stays as it was, and nothing is written any more.
 */
final class Writer implements Turnstile.Leader {
  private final Path directory;
  private final Options options;
  private final boolean forcesEachWrite;
  private final long storeId;
  private final LongSupplier nonces;
  private final Segments segments;
  private final KeyIndex index;
  private final ByteBuffer buffer;
  private Listener listener; // set once, before anybody writes

  private SegmentWriter log; // the file of the active segment
  private Segment active;
  private final KeyHashes hashes; // of the keys in the active segment
  private boolean closed;

  private volatile Publication publishing;
  private volatile long keys; // that readers see: the index is in the middle of a batch sometimes
  private volatile IOException failure; // the first; from then on nothing is written
  private volatile long loggedBytes; // since the store was opened

  // The part of the group that is being served.
  private final List<Write> part = new ArrayList<>();
  private final List<Change> records = new ArrayList<>(); // in the order of the log
  private long partBytes; // at most
  private Map<ByteBuffer, Change> latest; // in the part, by key; null until a delete asks

  /** What others do when something has happened here; must not wait and must not throw. */
  interface Listener {
    /** A segment was sealed. */
    void sealed();

    /** The log has bytes that are not durable. */
    void unforced();
  }

  /** What the index needs to recognise the record that a change replaces, without reading it again. */
  @FunctionalInterface
  interface Match {
    KeyIndex.Match of(Change change);
  }

  Writer(Path directory, Options options, Recovery.Recovered recovered, LongSupplier nonces) {
    this.directory = directory;
    this.options = options;
    this.buffer = Tail.buffer(options.segmentBytes());
    this.forcesEachWrite = options.syncPolicy() instanceof SyncPolicy.Always;
    this.storeId = recovered.storeId();
    this.nonces = nonces;
    this.segments = recovered.segments();
    this.index = recovered.index();
    this.active = recovered.active();
    this.hashes = recovered.activeHashes();
  }

  /** Goes on with the active segment that was found, or begins the first one. */
  void start(long end, long nextNumber, Listener listener) throws IOException {
    this.listener = listener;
    this.keys = index.size();
    if (active == null) {
      begin(nextNumber);
    } else {
      log = SegmentWriter.resume(active.file(), active.header(), end, buffer, ahead());
    }
  }

  @Override
  public boolean waitsForStragglers() {
    return forcesEachWrite;
  }

  @Override
  public void serve(List<Turnstile.Ticket> group) {
    for (Turnstile.Ticket ticket : group) {
      try {
        if (ticket instanceof Write write) {
          serve(write);
        } else if (ticket instanceof Alone<?> alone) {
          logPart();
          alone.run();
        }
      } catch (Throwable e) {
        ticket.failed(e);
      }
    }
    logPart();
  }

  private void serve(Write write) throws IOException {
    requireOpen();
    requireHealthy();
    if (active.end() + partBytes + write.mostBytes() > options.segmentBytes()) {
      logPart();
      requireHealthy();
      if (active.end() > SegmentHeader.BYTES) { // a segment takes one write, however long it is
        rotate();
      }
    }
    prepare(write);
    part.add(write);
    partBytes += write.mostBytes();
  }

  private void prepare(Write write) throws IOException {
    for (Change change : write.changes) {
      Lookup lookup = new Lookup(segments, change.key, false);
      change.before = index.find(change.hash, lookup);
      if (change.before == KeyIndex.NONE) {
        lookup.requireUndamaged();
      }
      change.bytesBefore = lookup.recordBytes();
    }
    for (Change change : write.changes) {
      change.isRecorded = change.isPut() || exists(change);
      if (change.isRecorded) {
        records.add(change);
        if (latest != null) {
          latest.put(ByteBuffer.wrap(change.key), change);
        }
      }
    }
  }

  /** Whether there is something to delete, as far as the part has come. */
  private boolean exists(Change delete) {
    if (records.isEmpty()) {
      return delete.before != KeyIndex.NONE;
    }
    if (latest == null) {
      latest = new HashMap<>();
      for (Change change : records) {
        latest.put(ByteBuffer.wrap(change.key), change);
      }
    }
    Change last = latest.get(ByteBuffer.wrap(delete.key));
    return last == null ? delete.before != KeyIndex.NONE : last.isPut();
  }

  /** Brings the part into the log and the index, and tells everybody in it. */
  private void logPart() {
    if (part.isEmpty()) {
      return;
    }
    try {
      requireHealthy();
      if (!records.isEmpty()) {
        append();
        loggedBytes += log.end() - active.end();
        active.growTo(log.end());
        publish();
      }
      for (Write write : part) {
        write.done();
      }
    } catch (Throwable e) {
      poison(e);
      for (Write write : part) {
        write.failed(e);
      }
    } finally {
      part.clear();
      records.clear();
      latest = null;
      partBytes = 0;
    }
  }

  /**
   * Writes the part's records and makes them as durable as the policy says.
   *
   * <p>An interrupt closes the file under our hands. Then all of it is written once more to the same
   * place, and so the force, if there is one, has something to do whatever became of the first.
   */
  private void append() throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          addRecords();
          log.flush();
          if (forcesEachWrite) {
            log.force();
          }
          log.keep();
          break;
        } catch (ClosedByInterruptException e) {
          interrupted = true;
          Thread.interrupted();
          log.reopen();
        }
      }
    } catch (Throwable e) {
      throw poison(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    if (!forcesEachWrite) {
      listener.unforced();
    }
  }

  private void addRecords() throws IOException {
    for (Write write : part) {
      Change last = lastRecordOf(write);
      for (Change change : write.changes) {
        if (change.isRecorded) {
          add(change, change == last ? 0 : RecordFormat.BATCH_GOES_ON);
        }
      }
    }
  }

  private void add(Change change, int flags) throws IOException {
    int kind = change.isPut() ? RecordFormat.PUT : RecordFormat.TOMBSTONE;
    byte[] value = change.isPut() ? change.value : new byte[0];
    long offset = log.add(kind | flags, change.key, value);
    change.location = Locations.of(active.slot(), offset, log.end() - offset);
  }

  /** Points the index at the part's records. It reads nothing, so that nothing can go wrong. */
  private void publish() throws IOException {
    for (Write write : part) {
      if (write.changes.length > 1) {
        publishing = new Publication(write.changes, index, this::match);
      }
      for (Change change : write.changes) {
        if (change.isRecorded) {
          publish(change);
        }
      }
      publishing = null;
      keys = index.size();
    }
    for (Change change : records) {
      hashes.add(change.hash);
    }
  }

  private void publish(Change change) throws IOException {
    long before;
    if (change.isPut()) {
      before = index.put(change.hash, change.location, match(change));
      active.liveBytes().addAndGet(length(change));
    } else {
      before = index.remove(change.hash, match(change));
      active.tombstoneBytes().addAndGet(length(change));
    }
    if (before != KeyIndex.NONE) {
      int bytes = before == change.before ? change.bytesBefore : length(recordAt(before));
      segments.at(before).liveBytes().addAndGet(-bytes);
    }
  }

  private KeyIndex.Match match(Change change) {
    return candidate -> {
      if (candidate == change.before) {
        return true;
      }
      Change inPart = recordAt(candidate);
      return inPart != null && Arrays.equals(inPart.key, change.key);
    };
  }

  /** Returns the change of this part whose record lies at {@code location}, or null. */
  private Change recordAt(long location) {
    if (Locations.slot(location) != active.slot()) {
      return null;
    }
    int low = 0;
    int high = records.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long found = records.get(middle).location;
      if (found == location) {
        return records.get(middle);
      }
      if (found < location) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return null;
  }

  private static int length(Change change) {
    return (int) RecordFormat.length(change.key.length, change.isPut() ? change.value.length : 0);
  }

  private static Change lastRecordOf(Write write) {
    for (int i = write.changes.length - 1; i >= 0; i--) {
      if (write.changes[i].isRecorded) {
        return write.changes[i];
      }
    }
    return null;
  }

  // What follows is called while nobody else is in the turnstile.

  /** Seals the active segment, if it has any record, and begins the next one. */
  void rotateIfBegun() throws IOException {
    requireOpen();
    if (active.end() > SegmentHeader.BYTES) {
      rotate();
    }
  }

  /** Seals the active segment and begins the next one. */
  void rotate() throws IOException {
    requireHealthy();
    try {
      Uninterrupted.call("logkv-rotate", () -> {
        long number = active.name().last() + 1;
        sealActive();
        begin(number);
        return null;
      });
    } catch (Throwable e) {
      throw poison(e);
    }
    listener.sealed();
  }

  private void sealActive() throws IOException {
    log.seal();
    FilterFile.write(active, hashes, options.filterBitsPerKey());
    active.seal(log.end(), options.mapSegments());
    log.close();
  }

  private void begin(long number) throws IOException {
    SegmentHeader header =
        new SegmentHeader(storeId, nonces.getAsLong(), SegmentName.written(number), policyCode());
    SegmentWriter next = SegmentWriter.create(directory, header, buffer, ahead());
    try {
      next.name();
      active = Segment.open(next.file(), header, segments.newSlot(), next.end());
    } catch (Throwable e) {
      next.discard();
      throw e;
    }
    log = next;
    hashes.clear();
    segments.add(active);
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
    if (!log.isForced()) {
      try {
        Uninterrupted.call("logkv-sync", () -> {
          log.force();
          return null;
        });
      } catch (Throwable e) {
        throw poison(e);
      }
    }
  }

  /** Lets the index point at where compaction has copied a record to, if it still was there. */
  void move(long hash, long from, long to, int bytes) {
    if (index.move(hash, from, to)) {
      segments.at(to).liveBytes().addAndGet(bytes);
    }
  }

  /** Lets nobody write any more, and closes the file. */
  void close() throws IOException {
    closed = true;
    log.close();
  }

  /** Where the next record will go. */
  Position position() {
    return new Position(active.name(), log.end());
  }

  /**
   * Makes durable what was acknowledged before a force has failed.
   *
   * @throws IOException if that fails, too: then it is gone
   */
  void rescue() throws IOException {
    if (active.end() > log.forcedEnd()) {
      try {
        log.rescue();
      } catch (IOException e) {
        e.addSuppressed(failure);
        throw new IOException(
            "%s: what was written behind offset %d is lost, because the disk failed (%s)"
                .formatted(active.file(), log.forcedEnd(), e.getMessage()),
            e);
      }
    }
  }

  // What follows may be called by anybody.

  /** How many bytes of log were written since the store was opened. */
  long loggedBytes() {
    return loggedBytes;
  }

  /** How many keys have a value; never in the middle of a batch. */
  long keys() {
    return keys;
  }

  Publication publishing() {
    return publishing;
  }

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

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
  }

  /** Remembers the first failure, and returns what to tell the caller. */
  synchronized IOException poison(Throwable e) {
    IOException cause = e instanceof IOException io ? io : new IOException(e);
    if (failure == null) {
      failure = cause;
    }
    return cause;
  }
}
