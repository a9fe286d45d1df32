package logkv.segmented;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import logkv.segmented.format.RecordFormat;
import logkv.segmented.index.KeyIndex;

/**
 * Writes what came through the {@link Turnstile}: the only one who appends to the {@link Log} and changes
 * the index, so that nobody else has to be asked.
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
 * then gone. If the log fails, the group fails, and the index stays as it was.
 */
final class Writer implements Turnstile.Leader {
  private static final byte[] NO_VALUE = {};

  private final Log log;
  private final Segments segments;
  private final KeyIndex index;
  private boolean closed;

  private volatile Publication publishing;
  private volatile long keys; // that readers see: the index is in the middle of a batch sometimes

  // The part of the group that is being served.
  private final List<Write> part = new ArrayList<>();
  private final List<Change> records = new ArrayList<>(); // in the order of the log
  private long partBytes; // at most
  private Map<ByteBuffer, Change> latest; // in the part, by key; null until a delete asks

  /** What the index needs to recognise the record that a change replaces, without reading it again. */
  @FunctionalInterface
  interface Match {
    KeyIndex.Match of(Change change);
  }

  Writer(Log log, Segments segments, KeyIndex index) {
    this.log = log;
    this.segments = segments;
    this.index = index;
    this.keys = index.size();
  }

  @Override
  public boolean waitsForDisk() {
    return log.forcesEachWrite();
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
    log.requireHealthy();
    if (!log.fits(partBytes + write.mostBytes())) {
      logPart();
      log.makeRoomFor(write.mostBytes());
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
      log.requireHealthy();
      if (!records.isEmpty()) {
        log.write(this::addRecords);
        publish();
      }
      for (Write write : part) {
        write.done();
      }
    } catch (Throwable e) {
      log.poison(e);
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
    change.location = log.add(kind | flags, change.key, change.isPut() ? change.value : NO_VALUE);
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
      log.holds(change.hash);
    }
  }

  private void publish(Change change) throws IOException {
    long before;
    if (change.isPut()) {
      before = index.put(change.hash, change.location, match(change));
      log.active().liveBytes().addAndGet(length(change));
    } else {
      before = index.remove(change.hash, match(change));
      log.active().tombstoneBytes().addAndGet(length(change));
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
    if (Locations.slot(location) != log.active().slot()) {
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
    log.rotateIfBegun();
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

  // What follows may be called by anybody.

  /** How many keys have a value; never in the middle of a batch. */
  long keys() {
    return keys;
  }

  Publication publishing() {
    return publishing;
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
  }
}
