package logkv.segmented;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import logkv.log.Directories;
import logkv.segmented.format.SegmentName;
import logkv.segmented.index.KeyIndex;

/**
 * The index as it was at one position of the log, in the file {@code index.snapshot}: opening loads it
 * and reads only what was written since.
 *
 * <pre>
 *   0       8         12    16         24            32       40      44         44+60n
 *   +-------+---------+-----+----------+-------------+--------+-------+----------+-------+
 *   | magic | version | crc | store id | active's id | offset | count | segments | index |
 *   +-------+---------+-----+----------+-------------+--------+-------+----------+-------+
 *                           | crc covers this part                                       |
 *
 *   magic         8 bytes  "logkvidx"
 *   version       int32    1
 *   crc           int32    CRC-32C of all behind it
 *   store id      int64    as in the segments' headers
 *   active's id   int64    the number of the segment that was active; the position it covers lies in it
 *   offset        int64    where in that segment the position is
 *   count         int32    n, the number of segments
 *   segments      n times  slot int32 | first id int64 | last id int64 | generation int32 | nonce int64 |
 *                          bytes int64 | live bytes int64 | tombstone bytes int64 | zeros int32
 *   index                  as {@link KeyIndex.Image#writeTo} draws it; its locations name segments by slot
 * </pre>
 *
 * <p>A file of 2 GiB, which is an index of about 100 million keys, is not read: such a store is opened
 * by reading its log.
 *
 * <p>Integers are little-endian, because that is how processors keep the tables of the index in memory:
 * loading them is copying.
 *
 * <p>Nothing depends on the file. One that is missing, damaged, of another store or of another version
 * is ignored and deleted, and one that is old is only old: what has come since is read from the log, and what
 * compaction has replaced since is forgotten and read from what replaces it. No record that is newer
 * than the position is ever hidden, because all of them are read, and the later one counts.
 */
final class Snapshot {
  private static final String FILE = "index.snapshot";
  private static final byte[] MAGIC = "logkvidx".getBytes(US_ASCII);
  private static final int VERSION = 1;
  private static final int CRC_AT = MAGIC.length + Integer.BYTES;
  private static final int BODY_AT = CRC_AT + Integer.BYTES;
  private static final int COUNT_AT = BODY_AT + 3 * Long.BYTES;
  private static final int SEGMENTS_AT = COUNT_AT + Integer.BYTES;
  private static final int SEGMENT_BYTES = 3 * Integer.BYTES + 6 * Long.BYTES;

  private final Position position;
  private final ByteBuffer head;
  private final KeyIndex.Image index;

  private Snapshot(Position position, ByteBuffer head, KeyIndex.Image index) {
    this.position = position;
    this.head = head;
    this.index = index;
  }

  /** A segment as the snapshot knew it. */
  record Known(
      int slot, SegmentName name, long nonce, long bytes, long liveBytes, long tombstoneBytes) {}

  /** What a snapshot says. */
  record Loaded(Position position, Map<SegmentName, Known> segments, KeyIndex index) {
    /** The first slot that no segment of the snapshot has. */
    int firstFreeSlot() {
      return segments.values().stream()
          .mapToInt(known -> known.slot() + 1)
          .max()
          .orElse(0);
    }

    /** A snapshot that knows more than {@code log} has, or something else, is not to be trusted. */
    boolean agreesWith(List<SegmentFiles.Found> log) {
      try {
        for (SegmentName name : segments.keySet()) {
          if (log.stream().noneMatch(found -> found.name().overlaps(name))) {
            return false;
          }
        }
        for (SegmentFiles.Found found : log) {
          Known known = segments.get(found.name());
          if (known != null) {
            boolean isPosition = found.name().equals(position.segment());
            long bytes = Files.size(found.file());
            if (known.nonce() != found.header().nonce()
                || (isPosition ? bytes < known.bytes() : bytes != known.bytes())) {
              return false;
            }
          }
        }
        return true;
      } catch (IOException e) {
        return false;
      }
    }
  }

  static Path file(Path directory) {
    return directory.resolve(FILE);
  }

  Position position() {
    return position;
  }

  /** How many bytes the file will have. */
  long bytes() {
    return head.limit() + index.bytes();
  }

  /**
   * Keeps what the index holds now. Called while nobody writes, and after the log was forced: a snapshot
   * must not know what the log might not. Writers need not wait until it is saved.
   */
  static Snapshot of(long storeId, List<Segment> segments, Position position, KeyIndex index) {
    ByteBuffer head = ByteBuffer.allocate(SEGMENTS_AT + segments.size() * SEGMENT_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .putInt(VERSION)
        .putInt(0)
        .putLong(storeId)
        .putLong(position.segment().first())
        .putLong(position.offset())
        .putInt(segments.size());
    for (Segment segment : segments) {
      head.putInt(segment.slot())
          .putLong(segment.name().first())
          .putLong(segment.name().last())
          .putInt(segment.name().generation())
          .putLong(segment.header().nonce())
          .putLong(segment.end())
          .putLong(segment.liveBytes().get())
          .putLong(segment.tombstoneBytes().get())
          .putInt(0);
    }
    return new Snapshot(position, head.flip(), index.image());
  }

  /** Makes it the store's snapshot; durable when this returns. */
  void save(Path directory) throws IOException {
    Path unnamed = directory.resolve(FILE + ".tmp");
    try (FileChannel channel = FileChannel.open(unnamed, CREATE, TRUNCATE_EXISTING, WRITE)) {
      head.putInt(CRC_AT, checksum());
      Gathered sink = new Gathered(channel, bytes());
      sink.write(head.duplicate());
      index.writeTo(sink);
      sink.flush();
      channel.force(true);
    } catch (Throwable e) {
      Files.deleteIfExists(unnamed);
      throw e;
    }
    Files.move(unnamed, file(directory), StandardCopyOption.ATOMIC_MOVE);
    Directories.force(directory);
  }

  private int checksum() throws IOException {
    CRC32C crc = new CRC32C();
    crc.update(head.duplicate().position(BODY_AT));
    index.writeTo(new Sink() {
      @Override
      public int write(ByteBuffer bytes) {
        int count = bytes.remaining();
        crc.update(bytes);
        return count;
      }
    });
    return (int) crc.getValue();
  }

  /**
   * Returns what the snapshot of this store says, or empty if there is none to be trusted. It is read
   * through a mapping where there is one: then its tables are copied once, into the index.
   */
  static Optional<Loaded> load(Path directory, long storeId) {
    Path file = file(directory);
    Mapping mapping = null;
    try {
      long bytes = Files.size(file);
      if (bytes < SEGMENTS_AT || bytes > Integer.MAX_VALUE - 8) {
        return Optional.empty();
      }
      mapping = Mapping.forReading(file, 0, bytes);
      return parse(mapping != null ? mapping.bytes() : read(file, (int) bytes), storeId);
    } catch (IOException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | InternalError e) { // the last one: the file became shorter under the mapping
      return Optional.empty();
    } finally {
      if (mapping != null) {
        mapping.close();
      }
    }
  }

  private static ByteBuffer read(Path file, int length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, READ)) {
      ByteBuffer bytes = ByteBuffer.allocate(length);
      while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
        // Until all is there, or the file has become shorter.
      }
      return bytes.flip();
    }
  }

  private static Optional<Loaded> parse(ByteBuffer bytes, long storeId) {
    ByteBuffer in = bytes.order(ByteOrder.LITTLE_ENDIAN);
    if (in.limit() < SEGMENTS_AT
        || in.slice(0, MAGIC.length).mismatch(ByteBuffer.wrap(MAGIC)) >= 0
        || in.getInt(MAGIC.length) != VERSION
        || in.getInt(CRC_AT) != checksum(in)
        || in.getLong(BODY_AT) != storeId) {
      return Optional.empty();
    }
    in.position(BODY_AT + Long.BYTES);
    Position position = new Position(SegmentName.written(in.getLong()), in.getLong());
    int count = in.getInt();
    if (count < 0 || count > in.remaining() / SEGMENT_BYTES) {
      return Optional.empty();
    }
    Map<SegmentName, Known> segments = new HashMap<>();
    for (int i = 0; i < count; i++) {
      int slot = in.getInt();
      SegmentName name = new SegmentName(in.getLong(), in.getLong(), in.getInt());
      segments.put(
          name, new Known(slot, name, in.getLong(), in.getLong(), in.getLong(), in.getLong()));
      in.getInt();
    }
    return KeyIndex.readFrom(in).map(index -> new Loaded(position, segments, index));
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate().position(BODY_AT));
    return (int) crc.getValue();
  }

  private abstract static class Sink implements WritableByteChannel {
    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  /** Writes large pieces to a file, whatever it is given. */
  private static final class Gathered extends Sink {
    private static final int MOST_BYTES = 256 * 1024;

    private final FileChannel file;
    private final ByteBuffer buffer;

    Gathered(FileChannel file, long expected) {
      this.file = file;
      this.buffer = ByteBuffer.allocateDirect((int) Math.min(MOST_BYTES, expected));
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      int count = bytes.remaining();
      while (bytes.hasRemaining()) {
        if (!buffer.hasRemaining()) {
          flush();
        }
        int next = Math.min(bytes.remaining(), buffer.remaining());
        buffer.put(buffer.position(), bytes, bytes.position(), next);
        buffer.position(buffer.position() + next);
        bytes.position(bytes.position() + next);
      }
      return count;
    }

    void flush() throws IOException {
      buffer.flip();
      while (buffer.hasRemaining()) {
        file.write(buffer);
      }
      buffer.clear();
    }
  }
}
