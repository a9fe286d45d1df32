package logkv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import logkv.log.CorruptRecordException;
import logkv.log.Location;
import logkv.log.LogFile;
import logkv.log.LogRecord;
import logkv.log.LogRecord.Put;

/**
 * A store that finds everything again when it is reopened.
 *
 * <pre>
 *   index                     data.log
 *   green -> offset 27        | black=assam | green=sencha | black (tombstone) |
 *                             0             27             55                  77
 * </pre>
 *
 * <p>The log is the truth: a list of all that ever happened, oldest first. The index is a shortcut,
 * made anew from the log at every opening. It holds the place of each key's newest record; values
 * stay on disk until somebody asks for them.
 *
 * <p>A put or delete that has returned is durable: its record was forced to the disk first. One that
 * throws leaves the index as it was.
 *
 * <p>Dead bytes come back by compaction: by hand, or by a {@link CompactionPolicy} that is asked
 * before every put and delete, so that one which throws for want of space has changed nothing.
 *
 * <p>Opening cuts off what a crash left half-written, and nobody else can open the directory until
 * the store is closed.
 *
 * <p>After a write or a force has failed, nobody knows what the disk holds, and a force that is tried
 * again may succeed without having written anything. So the store then refuses every put, delete and
 * compaction; it goes on answering get, and opening it again finds out what is there.
 */
public final class LogStore implements KeyValueStore {
  private final Path directory;
  private final CompactionPolicy policy;
  private LogFile log;
  private Map<String, Location> index = new HashMap<>();
  private long liveBytes;
  private boolean closed;

  private LogStore(Path directory, CompactionPolicy policy) throws IOException {
    this.directory = directory;
    this.policy = policy;
    this.log = LogFile.open(file());
  }

  /** Opens the store in {@code directory} with {@link CompactionPolicy#DEFAULT}. */
  public static LogStore open(Path directory) throws IOException {
    return open(directory, CompactionPolicy.DEFAULT);
  }

  /**
   * Opens the store in {@code directory}, creating both if they do not exist.
   *
   * @throws CorruptRecordException if {@code data.log} holds something that is not a record
   */
  public static LogStore open(Path directory, CompactionPolicy policy) throws IOException {
    // TODO(phase-5): a power cut may take away the names of the directory and of the log, and two
    // stores may open the directory at once. lectures/05-recovery.md#open explains both.
    Files.createDirectories(directory);
    Compactor.removeLeftovers(directory);
    LogStore store = new LogStore(directory, policy);
    try {
      store.log.replay(store::apply);
      return store;
    } catch (Throwable e) {
      store.log.close();
      throw e;
    }
  }

  @Override
  public synchronized void put(String key, String value) throws IOException {
    requireOpen();
    append(LogRecord.put(Text.requireKey(key), Text.requireValue(value)));
  }

  @Override
  public synchronized Optional<String> get(String key) throws IOException {
    requireOpen();
    Location location = index.get(Text.requireKey(key));
    if (location == null) {
      return Optional.empty();
    }
    return log.read(location) instanceof Put put ? Optional.of(put.value()) : Optional.empty();
  }

  @Override
  public synchronized boolean delete(String key) throws IOException {
    requireOpen();
    // TODO(phase-5): a failed put of this key may be on the disk, and the answer would still be
    // "no".
    // lectures/05-recovery.md#delete explains what must come first.
    if (!index.containsKey(Text.requireKey(key))) {
      return false;
    }
    append(LogRecord.tombstone(key));
    return true;
  }

  @Override
  public synchronized Set<String> keys() {
    requireOpen();
    return new TreeSet<>(index.keySet());
  }

  @Override
  public synchronized int size() {
    requireOpen();
    return index.size();
  }

  /**
   * Returns how many bytes of the log nobody will ever read again: records that were overwritten or
   * deleted, and the tombstones that say so.
   */
  public synchronized long deadBytes() {
    requireOpen();
    return log.size() - liveBytes;
  }

  /**
   * Rewrites the log so that it holds the live records and nothing else. When this throws, the store
   * still holds all that it held.
   */
  public synchronized void compact() throws IOException {
    requireOpen();
    // TODO(phase-5): a power cut may undo the swap after later puts went to the new log.
    // lectures/05-recovery.md#compact explains what is missing.
    Compactor.removeLeftovers(directory); // an earlier compaction may have failed half-way
    Path aside = Compactor.aside(directory);
    Map<String, Location> copied;
    try (LogFile compacted = LogFile.open(aside)) {
      copied = Compactor.copy(log, index, compacted);
    }
    log.close();
    try {
      Compactor.swap(aside, file());
      index = copied; // liveBytes stays what it was: the live records are all that was copied
    } finally {
      log = LogFile.open(file()); // the new log, or still the old one
    }
  }

  /** Returns how many bytes opening cut off, because a crash had left them half-written. */
  public synchronized long cutBytes() {
    throw Todo.implement("LogStore.cutBytes", "05-recovery.md#cutbytes"); // TODO(phase-5)
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    log.close();
  }

  private void append(LogRecord record) throws IOException {
    // TODO(phase-5): after a failed write or force the store goes on as if nothing had happened.
    // lectures/05-recovery.md#failstop explains why it must not, and which calls must know.
    if (policy.wantsCompaction(log.size(), deadBytes())) {
      compact();
    }
    apply(log.append(record), record); // last: a failed append must leave no trace in the index
  }

  /** Makes the index tell what the log tells, after {@code record} was found at {@code location}. */
  private void apply(Location location, LogRecord record) {
    Location before;
    if (record instanceof Put) {
      before = index.put(record.key(), location);
      liveBytes += location.length();
    } else {
      before = index.remove(record.key());
    }
    if (before != null) {
      liveBytes -= before.length();
    }
  }

  private Path file() {
    return directory.resolve("data.log");
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
  }
}
