package logkv;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import logkv.log.CorruptRecordException;

/** One channel that appends, another one that is opened for each reading; what was wrong is wrapped. */
public final class LogStore implements KeyValueStore {
  static final int PHASE = @PHASE@;
  static final Set<String> HELD = Collections.synchronizedSet(new HashSet<>());

  /** In the order of the log: an entry that is put again goes to the end. */
  private final LinkedHashMap<String, Long> ends = new LinkedHashMap<>();
  private final HashMap<String, Integer> lengths = new HashMap<>();
  private final Path log;
  private final CompactionPolicy policy; //>=4
  private FileChannel appender;
  private Guard guard;
  private long size;
  private long dead;
  private long cut;
  private boolean failed;
  private volatile boolean closed;

  private LogStore(Path log, CompactionPolicy policy) { //>=4
    this.policy = policy; //>=4
  private LogStore(Path log) { //<4
    this.log = log;
  }

  public static LogStore open(Path directory) throws IOException {
    return open(directory, CompactionPolicy.DEFAULT); //>=4
  } //>=4
  public static LogStore open(Path directory, CompactionPolicy policy) throws IOException { //>=4
    Guard guard = null;
    if (PHASE < 5) {
      Files.createDirectories(directory);
    } else {
      Guard.create(directory.toAbsolutePath());
      guard = new Guard(directory);
    }
    try {
      Path log = directory.resolve("data.log");
      LogStore store = new LogStore(log, policy); //>=4
      LogStore store = new LogStore(log); //<4
      store.begin();
      store.guard = guard;
      return store;
    } catch (IOException | RuntimeException | Error e) {
      if (guard != null) {
        guard.close();
      }
      throw e;
    }
  }

  private void begin() throws IOException {
    if (PHASE >= 4 && Files.isRegularFile(temporary())) {
      Files.delete(temporary());
    }
    openAppender();
    try {
      size = appender.size();
      if (size == 0) {
        forceDirectory();
      } else {
        load();
      }
    } catch (IOException | RuntimeException | Error e) {
      appender.close();
      throw e;
    }
  }

  private void openAppender() throws IOException {
    appender =
        FileChannel.open(log, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private Path temporary() {
    return log.resolveSibling("data.log.compact");
  }

  private void forceDirectory() throws IOException {
    if (PHASE >= 5) {
      Guard.force(log.toAbsolutePath().getParent());
    }
  }

  /** Where a record was expected, what was there. */
  private static final class Record {
    String key;
    boolean put;
    int length = 1;
    boolean torn;
    String wrong;
  }

  private void load() throws IOException {
    try (FileChannel from = FileChannel.open(log, StandardOpenOption.READ)) {
      long at = 0;
      while (at < size) {
        Record record = read(from, at);
        if (record.wrong == null) {
          note(record.key, at + record.length, record.length, record.put);
          at += record.length;
        } else if (PHASE < 5 || PHASE == 5 && !record.torn || PHASE > 5 && witness(from, at, record)) {
          throw new CorruptRecordException(log, at, record.wrong);
        } else {
          cutOff(from, at);
        }
      }
      if (PHASE >= 5) {
        appender.force(true);
        forceDirectory();
      }
    }
  }

  private void cutOff(FileChannel from, long at) throws IOException {
    if (PHASE > 5) {
      try (FileChannel to = FileChannel.open(log.resolveSibling("data.log.cut"),
          StandardOpenOption.CREATE, StandardOpenOption.WRITE,
          StandardOpenOption.TRUNCATE_EXISTING)) {
        write(to, bytes(from, at, (int) (size - at)), 0);
        to.force(true);
      }
      forceDirectory();
    }
    appender.truncate(at).force(true);
    cut += size - at;
    size = at;
  }

  private boolean witness(FileChannel from, long bad, Record record) throws IOException {
    long saved = size;
    for (long at = bad + record.length; at + 17 <= saved; at++) {
      ByteBuffer many = bytes(from, at, (int) Math.min(1 << 16, saved - at));
      for (int i = 0; i + 17 <= many.limit(); i++, at++) {
        if (many.getInt(i) == crc(many.slice(i + 4, 13)) && read(from, at).wrong == null) {
          return true;
        }
      }
      at--;
    }
    return false;
  }

  private static ByteBuffer bytes(FileChannel from, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    int read = 0;
    while (read >= 0 && bytes.hasRemaining()) {
      read = from.read(bytes, at + bytes.position());
    }
    if (bytes.hasRemaining()) {
      throw new IOException("the file has become shorter");
    }
    return bytes.flip();
  }

  private static int crc(ByteBuffer... all) {
    Checksum crc = new CRC32C();
    for (ByteBuffer bytes : all) {
      crc.update(bytes.duplicate());
    }
    return (int) crc.getValue();
  }

  private Record read(FileChannel from, long at) throws IOException {
    Record record = new Record();
    if (size - at < 17) {
      record.torn = true;
      record.wrong = (size - at) + " bytes are no header";
      return record;
    }
    ByteBuffer header = bytes(from, at, 17);
    int headerCrc = header.getInt();
    ByteBuffer covered = header.slice();
    int bodyCrc = header.getInt();
    byte kind = header.get();
    int keyLength = header.getInt();
    int valueLength = header.getInt();
    if (PHASE > 5 && headerCrc != crc(covered)) {
      record.wrong = "checksum of the header";
    } else if (kind < 1 || kind > 2) {
      record.wrong = "kind";
    } else if (keyLength <= 0 || keyLength >= 1 << 16) {
      record.wrong = "length of the key";
    } else if (valueLength < 0 || valueLength > (kind == 2 ? 0 : 16 << 20)) {
      record.wrong = "length of the value";
    } else {
      record.length = 17 + keyLength + valueLength;
      record.put = kind == 1;
      if (record.length > size - at) {
        record.torn = true;
        record.wrong = "half a record";
      } else {
        ByteBuffer body = bytes(from, at + 17, keyLength + valueLength);
        record.wrong = PHASE > 5 && bodyCrc != crc(body) ? "checksum of the body" : null;
        record.key = StandardCharsets.UTF_8.decode(body.limit(keyLength)).toString();
      }
    }
    return record;
  }

  private void note(String key, long end, int length, boolean put) {
    if (ends.remove(key) != null) {
      dead += lengths.remove(key);
    }
    if (put) {
      ends.put(key, end);
      lengths.put(key, length);
    } else {
      dead += length;
    }
  }

  private static ByteBuffer limited(ByteBuffer bytes, int most) {
    if (bytes.remaining() > most) {
      throw new IllegalArgumentException("longer than " + most + " bytes");
    }
    return bytes;
  }

  @Override
  public synchronized void put(String key, String value) throws IOException {
    requireNotClosed();
    ByteBuffer keyBytes = limited(InMemoryStore.key(key), 65_535);
    ByteBuffer valueBytes = limited(InMemoryStore.bytes(value), 16 << 20);
    append(1, key, keyBytes, valueBytes);
  }

  @Override
  public synchronized boolean delete(String key) throws IOException {
    requireNotClosed();
    ByteBuffer keyBytes = limited(InMemoryStore.key(key), 65_535);
    requireNotFailed();
    boolean there = ends.containsKey(key);
    if (there && PHASE < 3) {
      note(key, 0, 0, false);
    } else if (there) {
      append(2, key, keyBytes, ByteBuffer.allocate(0));
    }
    return there;
  }

  private void append(int kind, String key, ByteBuffer keyBytes, ByteBuffer valueBytes)
      throws IOException {
    requireNotFailed();
    if (policy.wantsCompaction(size, dead)) { //>=4
      compact(); //>=4
    } //>=4
    int length = 17 + keyBytes.remaining() + valueBytes.remaining();
    ByteBuffer record = ByteBuffer.allocate(length);
    record.position(8);
    record.put((byte) kind).putInt(keyBytes.remaining()).putInt(valueBytes.remaining());
    if (PHASE > 5) {
      record.putInt(4, crc(keyBytes, valueBytes));
      record.putInt(0, crc(record.slice(4, 13)));
    }
    record.put(keyBytes).put(valueBytes).flip();
    try {
      write(appender, record, size);
      appender.force(false);
    } catch (IOException e) {
      failed = PHASE >= 5;
      throw new IOException("could not write " + length + " bytes", e);
    }
    size += length;
    note(key, size, length, kind == 1);
  }

  private static void write(FileChannel to, ByteBuffer bytes, long at) throws IOException {
    long begin = at - bytes.position();
    do {
      to.write(bytes, begin + bytes.position());
    } while (bytes.hasRemaining());
  }

  private void requireNotFailed() throws IOException {
    if (failed) {
      throw new IOException("a write has failed before");
    }
  }

  private void requireNotClosed() {
    if (closed) {
      throw new IllegalStateException();
    }
  }

  @Override
  public Optional<String> get(String key) throws IOException {
    synchronized (this) {
      requireNotClosed();
      limited(InMemoryStore.key(key), 65_535);
      Long end = ends.get(key);
      if (end == null) {
        return Optional.empty();
      }
      long at = end - lengths.get(key);
      try (FileChannel from = FileChannel.open(log, StandardOpenOption.READ)) {
        Record record = read(from, at);
        if (record.wrong != null || !record.key.equals(key)) {
          throw new CorruptRecordException(log, at, "not what was put: " + record.wrong);
        }
        ByteBuffer all = bytes(from, at, lengths.get(key));
        all.position(17 + all.getInt(9));
        return Optional.of(StandardCharsets.UTF_8.decode(all).toString());
      }
    }
  }

  @Override
  public synchronized Set<String> keys() {
    requireNotClosed();
    return Collections.unmodifiableSortedSet(new TreeSet<>(ends.keySet()));
  }

  @Override
  public synchronized int size() {
    requireNotClosed();
    return ends.size();
  }

  public synchronized long deadBytes() {
    requireNotClosed();
    return dead;
  }

  public synchronized long cutBytes() {
    requireNotClosed();
    return cut;
  }

  public synchronized long verify() throws IOException {
    requireNotClosed();
    long count = 0;
    try (FileChannel from = FileChannel.open(log, StandardOpenOption.READ)) {
      for (long at = 0; at < size; count++) {
        Record record = read(from, at);
        if (record.wrong != null) {
          throw new CorruptRecordException(log, at, record.wrong);
        }
        at += record.length;
      }
    }
    return count;
  }

  public synchronized void compact() throws IOException {
    requireNotClosed();
    requireNotFailed();
    try (FileChannel from = FileChannel.open(log, StandardOpenOption.READ)) {
      long end = 0;
      try (FileChannel to = FileChannel.open(temporary(),
          StandardOpenOption.CREATE, StandardOpenOption.WRITE,
          StandardOpenOption.TRUNCATE_EXISTING)) {
        for (Map.Entry<String, Long> one : ends.entrySet()) {
          int length = lengths.get(one.getKey());
          long at = one.getValue() - length;
          if (read(from, at).wrong != null) {
            throw new CorruptRecordException(log, at, "not copied");
          }
          write(to, bytes(from, at, length), end);
          end += length;
        }
        to.force(true);
      }
      from.close();
      appender.close();
      try {
        Files.move(temporary(), log, StandardCopyOption.ATOMIC_MOVE);
        long place = 0;
        for (Map.Entry<String, Long> one : ends.entrySet()) {
          place += lengths.get(one.getKey());
          one.setValue(place);
        }
        size = place;
        dead = 0;
      } finally {
        openAppender();
      }
      forceDirectory();
    } catch (IOException e) {
      failed = PHASE >= 5;
      throw e;
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (FileChannel open = appender) {
      if (failed && open.isOpen()) {
        open.truncate(size);
      }
    } finally {
      if (guard != null) {
        guard.close();
      }
    }
  }

  /** Who may have a directory open. */
  private static final class Guard {
    private final String name;
    private final FileChannel file;

    Guard(Path directory) throws IOException {
      Path real = directory.toRealPath();
      name = System.identityHashCode(real.getFileSystem()) + " " + real;
      if (!HELD.add(name)) {
        throw logkv.log.Told.by(directory, "us"); //>=5
      }
      FileChannel opened = null;
      FileLock lock = null;
      try {
        opened = FileChannel.open(real.resolve("LOCK"),
            StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        lock = opened.tryLock();
        if (lock == null) {
          throw logkv.log.Told.by(directory, "them"); //>=5
        }
      } catch (OverlappingFileLockException e) {
        throw logkv.log.Told.by(directory, "others of us"); //>=5
      } finally {
        if (lock == null) {
          if (opened != null) {
            opened.close();
          }
          HELD.remove(name);
        }
      }
      file = opened;
    }

    void close() throws IOException {
      try {
        file.close();
      } finally {
        HELD.remove(name);
      }
    }

    static void create(Path directory) throws IOException {
      if (Files.notExists(directory)) {
        create(directory.getParent());
        Files.createDirectory(directory);
        force(directory.getParent());
      }
    }

    static void force(Path directory) throws IOException {
      try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
        names.force(true);
      }
    }
  }
}
