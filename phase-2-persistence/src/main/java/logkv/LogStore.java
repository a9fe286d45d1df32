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
 *   black -> offset 26        | black=earl | black=assam | green=sencha |
 *   green -> offset 53        0            26            53             81
 * </pre>
 *
 * <p>The log is the truth: a list of all that ever happened, oldest first. The index is a shortcut,
 * made anew from the log at every opening. It holds the place of each key's newest record; values
 * stay on disk until somebody asks for them.
 *
 * <p>A put that has returned is durable: its record was forced to the disk first. One that throws
 * leaves the index as it was. A delete is forgotten with the process, until phase 3.
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
    throw Todo.implement("LogStore.put", "02-persistence.md#put"); // TODO(phase-2)
  }

  @Override
  public synchronized Optional<String> get(String key) throws IOException {
    requireOpen();
    throw Todo.implement("LogStore.get", "02-persistence.md#get"); // TODO(phase-2)
  }

  @Override
  public synchronized boolean delete(String key) throws IOException {
    requireOpen();
    return index.remove(Text.requireKey(key)) != null; // until phase 3 only this process forgets it
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

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    log.close();
  }

  /** Makes the index tell what the log tells, after {@code record} was found at {@code location}. */
  private void apply(Location location, LogRecord record) {
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
