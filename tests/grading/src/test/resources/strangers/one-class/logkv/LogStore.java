package logkv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.*;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.*;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.zip.CRC32C;
import logkv.log.CorruptRecordException;

/** Everything in one class, and none of the others used: a lock for readers and writers, raw copies. */
public class LogStore implements KeyValueStore {
  private static final int PHASE = @PHASE@;
  private static final int HEAD = 17;
  private static final int MOST_KEY = 0xffff;
  private static final int MOST_VALUE = 1 << 24;
  private static final Map<Path, LogStore> OPEN = new HashMap<>();

  private enum Kind { WHOLE, TORN, BAD }

  private record Found(Kind kind, String why, boolean deleted, String key, int length) {
    static Found no(Kind kind, String why, int length) {
      return new Found(kind, why, false, null, length);
    }
  }

  private record Place(long at, int length) {}

  private final ReentrantReadWriteLock monitor = new ReentrantReadWriteLock();
  private final Path home;
  private final CompactionPolicy policy; //>=4
  private Path registered;
  private FileChannel lockFile;
  private FileChannel file;
  private TreeMap<String, Place> places = new TreeMap<>();
  private long end;
  private long live;
  private long cut;
  private String trouble;
  private boolean closed;

  private LogStore(Path home, CompactionPolicy policy) { //>=4
    this.policy = policy; //>=4
  private LogStore(Path home) { //<4
    this.home = home;
  }

  public static LogStore open(Path home) throws IOException {
    return open(home, CompactionPolicy.DEFAULT); //>=4
  } //>=4
  public static LogStore open(Path home, CompactionPolicy policy) throws IOException { //>=4
    LogStore store = new LogStore(home, policy); //>=4
    LogStore store = new LogStore(home); //<4
    make(home.toAbsolutePath());
    boolean done = false;
    try {
      store.lock();
      if (Files.isRegularFile(store.aside())) {
        Files.delete(store.aside());
      }
      store.file = FileChannel.open(store.log(), CREATE, READ, WRITE);
      store.end = store.file.size();
      store.replay();
      forceNames(home);
      done = true;
    } finally {
      if (!done) {
        store.release();
      }
    }
    return store;
  }

  private Path log() {
    return home.resolve("data.log");
  }

  private Path aside() {
    return home.resolve("data.log.compact");
  }

  private static void make(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      make(folder.getParent());
      Files.createDirectory(folder);
      forceNames(folder.getParent());
    }
  }

  private static void forceNames(Path folder) throws IOException {
    if (PHASE >= 5) {
      try (FileChannel names = FileChannel.open(folder, READ)) {
        names.force(false);
      }
    }
  }

  private void lock() throws IOException {
    if (PHASE < 5) {
      return;
    }
    Path real = home.toRealPath();
    synchronized (OPEN) {
      if (OPEN.containsKey(real)) {
        throw logkv.log.Told.by(home, "a store of this JVM"); //>=5
      }
      lockFile = FileChannel.open(real.resolve("LOCK"), CREATE, WRITE);
      boolean got;
      try {
        got = lockFile.tryLock() != null;
      } catch (OverlappingFileLockException e) {
        got = false;
      }
      if (!got) {
        throw logkv.log.Told.by(home, "somebody"); //>=5
      }
      registered = real;
      OPEN.put(real, this);
    }
  }

  private void release() throws IOException {
    try {
      if (file != null) {
        file.close();
      }
    } finally {
      synchronized (OPEN) {
        try {
          if (lockFile != null) {
            lockFile.close();
          }
        } finally {
          if (registered != null) {
            OPEN.remove(registered);
          }
        }
      }
    }
  }

  private void replay() throws IOException {
    long at = 0;
    while (at < end) {
      Found found = look(at, PHASE >= 6);
      if (found.kind() == Kind.WHOLE) {
        count(found.key(), found.deleted() ? null : new Place(at, found.length()));
        at += found.length();
        continue;
      }
      boolean torn =
          PHASE >= 6 ? !somethingWholeBehind(at, found) : PHASE == 5 && found.kind() == Kind.TORN;
      if (!torn) {
        throw new CorruptRecordException(log(), at, found.why());
      }
      if (PHASE >= 6) {
        keepWhatIsCut(at);
      }
      file.truncate(at);
      cut = end - at;
      end = at;
    }
    if (PHASE >= 5) {
      file.force(true);
    }
  }

  private void keepWhatIsCut(long from) throws IOException {
    Path other = home.resolve("data.log.cut");
    try (FileChannel to = FileChannel.open(other, CREATE, TRUNCATE_EXISTING, WRITE)) {
      ByteBuffer some = ByteBuffer.allocate(5_000);
      for (long at = from; at < end; at += some.limit()) {
        some.clear().limit((int) Math.min(some.capacity(), end - at));
        fill(some, at);
        while (some.hasRemaining()) {
          to.write(some);
        }
      }
      to.force(true);
    }
    forceNames(home);
  }

  private boolean somethingWholeBehind(long bad, Found found) throws IOException {
    int window = 32_768;
    for (long from = bad + Math.max(1, found.length()); end - from >= HEAD; ) {
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(window, end - from));
      fill(bytes, from);
      int i = 0;
      for (; bytes.limit() - i >= HEAD; i++) {
        if (bytes.getInt(i) == sum(bytes.slice(i + 4, HEAD - 4))
            && look(from + i, true).kind() == Kind.WHOLE) {
          return true;
        }
      }
      from += i;
    }
    return false;
  }

  private static int sum(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  /** What is at {@code at}; its value is only looked at if {@code all}. */
  private Found look(long at, boolean all) throws IOException {
    long left = end - at;
    if (left < HEAD) {
      return Found.no(Kind.TORN, "half of a header", 0);
    }
    ByteBuffer head = ByteBuffer.allocate(HEAD);
    fill(head, at);
    if (PHASE >= 6 && head.getInt(0) != sum(head.slice(4, HEAD - 4))) {
      return Found.no(Kind.BAD, "sum of header", 0);
    }
    int kind = head.get(8);
    int k = head.getInt(9);
    int v = head.getInt(13);
    if (kind != 1 && kind != 2 || k < 1 || k > MOST_KEY || v < 0 || v > MOST_VALUE) {
      return Found.no(Kind.BAD, "no header", 0);
    }
    if (kind == 2 && v > 0) {
      return Found.no(Kind.BAD, "value of nothing", 0);
    }
    int length = HEAD + k + v;
    if (length > left) {
      return Found.no(Kind.TORN, "half of a record", length);
    }
    ByteBuffer body = ByteBuffer.allocate(all ? k + v : k);
    fill(body, at + HEAD);
    if (PHASE >= 6 && all && head.getInt(4) != sum(body.duplicate())) {
      return Found.no(Kind.BAD, "sum of body", length);
    }
    return new Found(Kind.WHOLE, "", kind == 2, new String(body.array(), 0, k, UTF_8), length);
  }

  private void fill(ByteBuffer bytes, long at) throws IOException {
    while (bytes.hasRemaining()) {
      int n = file.read(bytes, at + bytes.position());
      if (n < 0) {
        throw new EOFException(log() + " has become shorter");
      }
    }
    bytes.flip();
  }

  private void count(String key, Place place) {
    Place before = place == null ? places.remove(key) : places.put(key, place);
    live += place == null ? 0 : place.length();
    live -= before == null ? 0 : before.length();
  }

  public void put(String key, String value) throws IOException {
    monitor.writeLock().lock();
    try {
      open();
      InMemoryStore.checked(key, false);
      InMemoryStore.checked(value, true);
      byte[] k = key.getBytes(UTF_8);
      byte[] v = value.getBytes(UTF_8);
      if (k.length > MOST_KEY || v.length > MOST_VALUE) {
        throw new IllegalArgumentException("%d and %d bytes".formatted(k.length, v.length));
      }
      count(key, append(1, k, v));
    } finally {
      monitor.writeLock().unlock();
    }
  }

  public boolean delete(String key) throws IOException {
    monitor.writeLock().lock();
    try {
      open();
      InMemoryStore.checked(key, false);
      healthy();
      if (!places.containsKey(key)) {
        return false;
      }
      if (PHASE >= 3) {
        append(2, key.getBytes(UTF_8), new byte[0]);
      }
      count(key, null);
      return true;
    } finally {
      monitor.writeLock().unlock();
    }
  }

  private Place append(int kind, byte[] key, byte[] value) throws IOException {
    healthy();
    if (policy.wantsCompaction(end, end - live)) { //>=4
      rewrite(); //>=4
    } //>=4
    ByteBuffer head = ByteBuffer.allocate(HEAD);
    head.put(8, (byte) kind).putInt(9, key.length).putInt(13, value.length);
    if (PHASE >= 6) {
      CRC32C body = new CRC32C();
      body.update(key);
      body.update(value);
      head.putInt(4, (int) body.getValue());
      head.putInt(0, sum(head.slice(4, HEAD - 4)));
    }
    ByteBuffer[] parts = {head, ByteBuffer.wrap(key), ByteBuffer.wrap(value)};
    int length = HEAD + key.length + value.length;
    try {
      file.position(end);
      while (Arrays.stream(parts).anyMatch(ByteBuffer::hasRemaining)) {
        file.write(parts);
      }
      file.force(true);
    } catch (IOException e) {
      if (PHASE >= 5) {
        trouble = e.toString();
      }
      throw e;
    }
    Place place = new Place(end, length);
    end += length;
    return place;
  }

  private void healthy() throws IOException {
    if (trouble != null) {
      throw new IOException("no more writing since " + trouble);
    }
  }

  private void open() {
    if (closed) {
      throw new IllegalStateException("closed");
    }
  }

  public Optional<String> get(String key) throws IOException {
    monitor.readLock().lock();
    try {
      open();
      Place place = places.get(InMemoryStore.checked(key, false));
      if (place == null) {
        return Optional.empty();
      }
      whole(place);
      int k = key.getBytes(UTF_8).length;
      ByteBuffer value = ByteBuffer.allocate(place.length() - HEAD - k);
      fill(value, place.at() + HEAD + k);
      return Optional.of(UTF_8.decode(value).toString());
    } finally {
      monitor.readLock().unlock();
    }
  }

  private void whole(Place place) throws IOException {
    Found found = look(place.at(), true);
    if (found.kind() != Kind.WHOLE) {
      throw new CorruptRecordException(log(), place.at(), found.why());
    }
  }

  public Set<String> keys() {
    monitor.readLock().lock();
    try {
      open();
      return new LinkedHashSet<>(places.keySet());
    } finally {
      monitor.readLock().unlock();
    }
  }

  public int size() {
    monitor.readLock().lock();
    try {
      open();
      return places.size();
    } finally {
      monitor.readLock().unlock();
    }
  }

  public long deadBytes() {
    monitor.readLock().lock();
    try {
      open();
      return end - live;
    } finally {
      monitor.readLock().unlock();
    }
  }

  public long cutBytes() {
    monitor.readLock().lock();
    try {
      open();
      return cut;
    } finally {
      monitor.readLock().unlock();
    }
  }

  public long verify() throws IOException {
    monitor.readLock().lock();
    try {
      open();
      long records = 0;
      for (long at = 0; at < end; records++) {
        Found found = look(at, true);
        if (found.kind() != Kind.WHOLE) {
          throw new CorruptRecordException(log(), at, found.why());
        }
        at += found.length();
      }
      return records;
    } finally {
      monitor.readLock().unlock();
    }
  }

  public void compact() throws IOException {
    monitor.writeLock().lock();
    try {
      open();
      healthy();
      rewrite();
    } finally {
      monitor.writeLock().unlock();
    }
  }

  private void rewrite() throws IOException {
    try {
      TreeMap<String, Place> moved = new TreeMap<>();
      try (FileChannel to = FileChannel.open(aside(), CREATE, TRUNCATE_EXISTING, WRITE)) {
        List<Map.Entry<String, Place>> inOrder = new ArrayList<>(places.entrySet());
        inOrder.sort((a, b) -> Long.compare(a.getValue().at(), b.getValue().at()));
        long size = 0;
        for (Map.Entry<String, Place> one : inOrder) {
          Place from = one.getValue();
          whole(from);
          ByteBuffer bytes = ByteBuffer.allocate(from.length());
          fill(bytes, from.at());
          while (bytes.hasRemaining()) {
            to.write(bytes);
          }
          moved.put(one.getKey(), new Place(size, from.length()));
          size += from.length();
        }
        to.force(true);
      }
      file.close();
      try {
        Files.move(aside(), log(), StandardCopyOption.ATOMIC_MOVE);
        places = moved;
      } finally {
        file = FileChannel.open(log(), READ, WRITE);
      }
      end = live; // all that is left
      forceNames(home);
    } catch (IOException e) {
      if (PHASE >= 5) {
        trouble = e.toString();
      }
      throw e;
    }
  }

  public void close() throws IOException {
    monitor.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        try {
          if (trouble != null && file.isOpen()) {
            file.truncate(end); // nobody was promised what is behind it
          }
        } finally {
          release();
        }
      }
    } finally {
      monitor.writeLock().unlock();
    }
  }
}
