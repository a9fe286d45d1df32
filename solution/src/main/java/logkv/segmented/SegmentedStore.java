package logkv.segmented;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import logkv.log.CorruptRecordException;
import logkv.log.Directories;
import logkv.log.StoreLock;
import logkv.log.StoreLockedException;
import logkv.segmented.format.RecordFormat;
import logkv.segmented.format.UnknownFormatException;
import logkv.segmented.index.KeyHash;
import logkv.segmented.index.KeyIndex;

/**
 * A map from bytes to bytes that survives a power cut, in a directory of its own.
 *
 * <pre>
 *   try (SegmentedStore store = SegmentedStore.open(directory)) {
 *     store.put(key, value);
 *     Optional&lt;byte[]&gt; found = store.get(key);
 *   }
 * </pre>
 *
 * <p><b>What an acknowledgement means.</b> When {@link #put}, {@link #delete} or {@link #write} has
 * returned, every reader sees it, and it survives the death of this process. Under {@link
 * SyncPolicy#always}, which is the default, it also survives a power cut. Under {@link
 * SyncPolicy#every} and {@link SyncPolicy#never} a power cut may take what was written since the last
 * force, the newest first: what is left is what the store held at some moment since then. {@link
 * #sync}, {@link #close} and the end of every segment force what was written before. A call that
 * throws has changed nothing that anybody can see now; if it met a disk that said no, then after the
 * next opening it may have happened or not, a batch entirely or not at all.
 *
 * <p><b>Keys</b> have 1 to {@value RecordFormat#MAX_KEY_BYTES} bytes, values 0 to {@link
 * Options#maxValueBytes}. All bytes are allowed, and none is changed. Arguments are not copied: leave
 * an array alone until the call returns. Arrays that are returned are the caller's. Wrong arguments are
 * refused before anything is written: null with a {@link NullPointerException}, a length that is not
 * allowed with an {@link IllegalArgumentException}.
 *
 * <p><b>Threads</b> may share a store. Calls for one key are linearizable, a batch happens at once, and
 * readers never wait for writers or for compaction. A thread that is interrupted harms nobody: its call
 * goes on, and its flag is up again afterwards.
 *
 * <p><b>A disk that says no.</b> After a write or a force has failed nobody knows what the disk holds.
 * So the store then refuses every write with an {@link IOException} that names the first failure; it
 * goes on answering readers, and opening it again finds out what is there.
 *
 * <p><b>Damage.</b> Every record has checksums, which are compared on each get, in compaction and when
 * the log is read at opening: there is the right value or a {@link CorruptRecordException} that names
 * file and offset, never a wrong value. {@link Salvage} copies what is still good.
 *
 * <p>After {@link #close} every method but close throws an {@link IllegalStateException}.
 *
 * @see logkv.segmented the way that a call takes through this package
 */
public final class SegmentedStore implements AutoCloseable {
  private static final int MOST_TRIES = 100;

  /** Apart, because to find a source of random numbers takes longer than to open a small store. */
  private static final class Random {
    private static final SecureRandom SOURCE = new SecureRandom();
  }

  private final Path directory;
  private final Options options;
  private final StoreLock lock; // null: read-only
  private final Segments segments;
  private final KeyIndex index;
  private final Grace grace = new Grace();
  private final Grace longCalls = new Grace(); // of their own: compaction must not wait for them
  private final Log log; // null: read-only
  private final Writer writer; // null: read-only
  private final Turnstile turnstile;
  private final Maintenance maintenance; // null: read-only
  private final Recovery.Recovered found;
  private volatile boolean closed;

  private SegmentedStore(
      Path directory,
      Options options,
      StoreLock lock,
      Recovery.Recovered found,
      LongSupplier nonces)
      throws IOException {
    this.directory = directory;
    this.options = options;
    this.lock = lock;
    this.segments = found.segments();
    this.index = found.index();
    this.found = found;
    if (lock == null) {
      log = null;
      writer = null;
      turnstile = null;
      maintenance = null;
      return;
    }
    log = new Log(directory, options, found, nonces);
    writer = new Writer(log, segments, index);
    turnstile = new Turnstile(writer);
    maintenance = new Maintenance(
        directory,
        options,
        new Compaction.Store(found.storeId(), segments, index, log, writer, turnstile, grace),
        nonces,
        found);
    log.start(found.end(), found.nextNumber(), maintenance);
  }

  /** Opens the store in {@code directory} with {@link Options#DEFAULTS}. */
  public static SegmentedStore open(Path directory) throws IOException {
    return open(directory, Options.DEFAULTS);
  }

  /**
   * Opens the store in {@code directory}, creating both if they do not exist. What a crash has left is
   * put in order first; how many bytes were cut off for that is in {@link Stats#cutBytes}, and they are
   * kept in files whose names end in {@code .cut}.
   *
   * @throws StoreLockedException if somebody has it open for writing
   * @throws CorruptRecordException if something was damaged after it had been forced; nothing was
   *     changed
   * @throws MissingSegmentException if somebody has taken a segment away; nothing was changed
   * @throws UnknownFormatException if a segment is of a later version, or is none
   */
  public static SegmentedStore open(Path directory, Options options) throws IOException {
    return open(directory, options, () -> Random.SOURCE.nextLong());
  }

  /** Opens a store whose random numbers are chosen by somebody, so that its files are always the same. */
  static SegmentedStore open(Path directory, Options options, LongSupplier random)
      throws IOException {
    Objects.requireNonNull(options);
    Path absolute = directory.toAbsolutePath();
    Directories.create(absolute);
    StoreLock lock = StoreLock.acquire(absolute);
    try {
      Recovery.Recovered found = Recovery.run(absolute, options, false, random);
      try {
        return new SegmentedStore(absolute, options, lock, found, random);
      } catch (Throwable e) {
        found.segments().close();
        throw e;
      }
    } catch (Throwable e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Opens the store in {@code directory} as it is now, for reading only, beside a process that writes to
   * it or without one. Changes nothing on disk and takes no lock; what is written later is not seen.
   * Every method that would write throws an {@link UnsupportedOperationException}.
   *
   * @throws NoSuchFileException if there is no such directory
   */
  public static SegmentedStore openReadOnly(Path directory) throws IOException {
    Path absolute = directory.toAbsolutePath();
    for (int tried = 1; ; tried++) {
      try {
        Recovery.Recovered found = Recovery.run(absolute, Options.DEFAULTS, true, () -> 0);
        return new SegmentedStore(absolute, Options.DEFAULTS, null, found, () -> 0);
      } catch (NoSuchFileException | EOFException | MissingSegmentException e) {
        // Perhaps a compaction was faster, or a segment was sealed and given its true length.
        if (tried == MOST_TRIES || !Files.isDirectory(absolute)) {
          throw e;
        }
      }
    }
  }

  /** Says whether there is a store in {@code directory}: whether it has a segment. */
  public static boolean isStore(Path directory) throws IOException {
    return Files.isDirectory(directory) && !SegmentFiles.in(directory).log().isEmpty();
  }

  /** Makes {@code value} the value of {@code key}, replacing any earlier one. */
  public void put(byte[] key, byte[] value) throws IOException {
    pass(new Write(new Change(requireKey(key), requireValue(value))));
  }

  /** Returns the value last put for {@code key}, or empty if it has none. */
  public Optional<byte[]> get(byte[] key) throws IOException {
    Lookup lookup = new Lookup(segments, requireKey(key), true);
    return find(key, lookup) ? Optional.of(lookup.value()) : Optional.empty();
  }

  /** Says whether {@code key} has a value, without reading it. */
  public boolean contains(byte[] key) throws IOException {
    return find(key, new Lookup(segments, requireKey(key), false));
  }

  /**
   * Forgets the value of {@code key}.
   *
   * @return whether there was one; if not, nothing is written
   */
  public boolean delete(byte[] key) throws IOException {
    Change change = new Change(requireKey(key), null);
    pass(new Write(change));
    return change.isRecorded;
  }

  /**
   * Makes all changes of {@code batch} at once.
   *
   * @throws IllegalArgumentException if it has more than {@link Options#MOST_BATCH_BYTES}
   */
  public void write(Batch batch) throws IOException {
    requireWritable(); // also if there is nothing to write
    Change[] changes = new Change[batch.size()];
    for (int i = 0; i < changes.length; i++) {
      byte[] value = batch.value(i);
      changes[i] = new Change(requireKey(batch.key(i)), value == null ? null : requireValue(value));
    }
    Write write = new Write(changes);
    if (write.mostBytes() > Options.MOST_BATCH_BYTES) {
      throw new IllegalArgumentException("a batch of %,d bytes; at most %,d are allowed"
          .formatted(write.mostBytes(), Options.MOST_BATCH_BYTES));
    }
    if (changes.length > 0) {
      pass(write);
    }
  }

  /**
   * Opens a cursor on what the store holds now. It reads the keys of the whole store, since the index
   * knows no order, and keeps those of {@code range} in memory.
   *
   * @throws CorruptRecordException if a record was damaged so that its key cannot be told
   */
  public Cursor scan(KeyRange range) throws IOException {
    Objects.requireNonNull(range);
    requireOpen();
    return SortedCursor.open(
        this,
        segments,
        index,
        range,
        alone(() -> SortedCursor.Start.of(segments, index.locations())));
  }

  /** Returns how many keys have a value. */
  public long size() {
    requireOpen();
    return keys();
  }

  /** Returns once everything that was written before would survive a power cut. */
  public void sync() throws IOException {
    requireWritable();
    alone(() -> {
      log.sync();
      return null;
    });
  }

  /**
   * Rewrites all segments so that they hold what is needed and nothing else, and returns when that is
   * durable. Readers and writers go on meanwhile. When this throws, the store still holds all that it
   * held.
   */
  public void compact() throws IOException {
    requireWritable();
    Uninterrupted.call("logkv-compact", () -> {
      maintenance.compactAll();
      return null;
    });
  }

  /**
   * Lets the background thread rest until {@link #resumeCompaction}, once it is through with what it is
   * rewriting now; {@link #compact} still works.
   */
  public void pauseCompaction() {
    requireWritable();
    maintenance.pause();
  }

  public void resumeCompaction() {
    requireWritable();
    maintenance.resume();
  }

  /** Reads everything from the disk and compares all checksums. Readers and writers go on meanwhile. */
  public Verification verify() throws IOException {
    return undisturbed("logkv-verify", () -> Verifier.verify(alone(segments::pinAll)));
  }

  /**
   * Copies what the store holds now to {@code target}, as a store of its own, and verifies the copy.
   * Durable when this returns. Readers and writers go on meanwhile.
   *
   * @param target a directory that does not exist, or is empty
   */
  public void backup(Path target) throws IOException {
    undisturbed("logkv-backup", () -> {
      Backup.run(alone(segments::pinAll), target);
      return null;
    });
  }

  /** Returns what the store consists of now. */
  public Stats stats() throws IOException {
    requireOpen();
    Optional<Position> position =
        maintenance == null ? found.snapshot() : maintenance.snapshotPosition();
    List<Stats.SegmentStats> each = segments.all().stream()
        .map(segment -> new Stats.SegmentStats(
            segment.name().fileName(),
            segment.end(),
            segment.liveBytes().get(),
            segment.tombstoneBytes().get(),
            segment.deadBytes(),
            segment.isSealed()))
        .toList();
    return new Stats(
        keys(),
        each,
        index.bytes(),
        position.map(Position::toString),
        maintenance == null ? found.readBytes() : maintenance.bytesSinceSnapshot(),
        found.cutBytes(),
        maintenance == null ? 0 : maintenance.compactions(),
        options.syncPolicy(),
        Optional.ofNullable(log == null ? null : log.failure()),
        maintenance == null ? Optional.empty() : maintenance.failure());
  }

  /** The directory that holds the files. */
  public Path directory() {
    return directory;
  }

  public boolean isReadOnly() {
    return writer == null;
  }

  /**
   * Ends the use of this store, once the calls that are under way have returned. Everything that was
   * written is durable then, and the index is saved; closing twice is fine, and the second call waits
   * for the first.
   *
   * @throws IOException if something that was written may not be durable; the store is closed all the
   *     same
   */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (Closing closing = new Closing()) {
      if (lock != null) {
        closing.add(lock);
      }
      closing.add(segments::close);
      closing.add(grace::await);
      closing.add(longCalls::await);
      if (writer != null) {
        closing.add(() -> Uninterrupted.call("logkv-close", () -> {
          maintenance.close();
          return null;
        }));
      }
    }
  }

  /** Enters {@link Grace} for a piece of reading, which a closing store waits for. */
  int enter() {
    int entered = grace.enter();
    if (closed) {
      grace.exit(entered);
      throw new IllegalStateException("the store is closed");
    }
    return entered;
  }

  void exit(int entered) {
    grace.exit(entered);
  }

  private boolean find(byte[] key, Lookup lookup) throws IOException {
    long hash = KeyHash.of(key);
    int entered = enter();
    try {
      long location = index.find(hash, lookup);
      Publication batch = writer == null ? null : writer.publishing();
      if (batch != null) {
        long before = batch.before(hash, key);
        if (before != Publication.UNTOUCHED) { // the batch is under way: not yet
          location = before != KeyIndex.NONE && lookup.holds(before) ? before : KeyIndex.NONE;
        }
      }
      if (location == KeyIndex.NONE) {
        lookup.requireUndamaged();
      }
      return location != KeyIndex.NONE;
    } finally {
      grace.exit(entered);
    }
  }

  private long keys() {
    return writer == null ? index.size() : writer.keys();
  }

  private void pass(Write write) throws IOException {
    requireWritable();
    turnstile.pass(write);
  }

  /** Does something while nobody writes. */
  private <T> T alone(Uninterrupted.Action<T> action) throws IOException {
    if (writer == null) {
      return action.run();
    }
    Alone<T> alone = new Alone<>(() -> {
      writer.requireOpen();
      return action.run();
    });
    turnstile.pass(alone);
    return alone.result();
  }

  /** Does something that takes its time: closing waits for it, and interrupts do not reach it. */
  private <T> T undisturbed(String thread, Uninterrupted.Action<T> action) throws IOException {
    int entered = longCalls.enter();
    try {
      requireOpen();
      return Uninterrupted.call(thread, action);
    } finally {
      longCalls.exit(entered);
    }
  }

  private byte[] requireKey(byte[] key) {
    if (key.length == 0 || key.length > RecordFormat.MAX_KEY_BYTES) {
      throw new IllegalArgumentException(
          "a key has 1 to %,d bytes, not %,d".formatted(RecordFormat.MAX_KEY_BYTES, key.length));
    }
    return key;
  }

  private byte[] requireValue(byte[] value) {
    if (value.length > options.maxValueBytes()) {
      throw new IllegalArgumentException("a value has at most %,d bytes here, not %,d"
          .formatted(options.maxValueBytes(), value.length));
    }
    return value;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
  }

  private void requireWritable() {
    requireOpen();
    if (writer == null) {
      throw new UnsupportedOperationException("%s is open for reading only".formatted(directory));
    }
  }
}
