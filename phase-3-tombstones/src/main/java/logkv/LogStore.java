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
 * <p>The directory must not be opened by two stores at the same time.
 */
public final class LogStore implements KeyValueStore {
  private final LogFile log;
  private final Map<String, Location> index = new HashMap<>();
  private boolean closed;

  private LogStore(LogFile log) {
    this.log = log;
  }

  /**
   * Opens the store in {@code directory}, creating both if they do not exist.
   *
   * @throws CorruptRecordException if {@code data.log} holds something that is not a record
   */
  public static LogStore open(Path directory) throws IOException {
    Files.createDirectories(directory);
    LogStore store = new LogStore(LogFile.open(directory.resolve("data.log")));
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
    // TODO(phase-3): only this process forgets the key; reopen the store and it is back.
    // lectures/03-tombstones.md#delete explains what to write, and when not to.
    return index.remove(Text.requireKey(key)) != null;
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
    throw Todo.implement("LogStore.deadBytes", "03-tombstones.md#deadbytes"); // TODO(phase-3)
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    log.close();
  }

  private void append(LogRecord record) throws IOException {
    apply(log.append(record), record); // last: a failed append must leave no trace in the index
  }

  /** Makes the index tell what the log tells, after {@code record} was found at {@code location}. */
  private void apply(Location location, LogRecord record) {
    // TODO(phase-3): a tombstone is passed over, so what it hides comes back at every opening.
    // lectures/03-tombstones.md#apply explains what the index must do instead.
    if (record instanceof Put) {
      index.put(record.key(), location);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
  }
}
