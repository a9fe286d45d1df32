package logkv.log;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import logkv.Todo;
import logkv.log.Decoded.Corrupt;
import logkv.log.Decoded.Whole;

/**
 * One append-only file of records.
 *
 * <p>Two promises carry the rest of the store:
 *
 * <ul>
 *   <li>Bytes below {@link #size} never change.
 *   <li>{@code size} moves only after a whole record is written, and by {@link #append} forced.
 * </ul>
 *
 * <p>Not safe for several threads at once; its store lets them in one by one.
 */
public final class LogFile implements Closeable {
  private final Path file;
  private final FileChannel channel;
  private long size;

  private LogFile(Path file, FileChannel channel, long size) {
    this.file = file;
    this.channel = channel;
    this.size = size;
  }

  /** Opens {@code file} with all it holds, creating it empty if it does not exist. */
  public static LogFile open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
    return new LogFile(file, channel, channel.size());
  }

  /** The length of the log in bytes, which is where the next record will begin. */
  public long size() {
    return size;
  }

  /**
   * Writes {@code record} behind all others and returns where it lies.
   *
   * <p>When this returns, the record is durable and {@link #size} has grown by its length. When it
   * throws, {@code size} is what it was before.
   */
  public Location append(LogRecord record) throws IOException {
    Location location = writeBehindAll(record);
    force();
    size = location.end(); // last: what failed half-way must not count
    return location;
  }

  /**
   * Writes {@code record} behind all others and returns where it lies, without waiting for the disk.
   * It is durable after the next {@link #force}. When this throws, {@link #size} is what it was.
   */
  public Location write(LogRecord record) throws IOException {
    throw Todo.implement("LogFile.write", "04-compaction.md#write"); // TODO(phase-4)
  }

  /** Returns once everything written so far would survive a power cut. */
  public void force() throws IOException {
    channel.force(false);
  }

  /** Returns the record that {@link #append} put at {@code location}. */
  public LogRecord read(Location location) throws IOException {
    Decoded found = RecordCodec.decode(bytesAt(location.offset(), location.length()));
    if (found instanceof Whole whole) {
      return whole.record();
    }
    throw new CorruptRecordException(file, location.offset(), reason(found));
  }

  /**
   * Shows every record to {@code visitor}, oldest first.
   *
   * @throws CorruptRecordException at the first place that holds no whole record
   */
  public void replay(Visitor visitor) throws IOException {
    long offset = 0;
    while (offset < size) {
      Decoded found = decodeAt(offset);
      if (!(found instanceof Whole whole)) {
        throw new CorruptRecordException(file, offset, reason(found));
      }
      Location location = new Location(offset, whole.length());
      visitor.visit(location, whole.record());
      offset = location.end();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private Location writeBehindAll(LogRecord record) throws IOException {
    ByteBuffer bytes = RecordCodec.encode(record);
    Location location = new Location(size, bytes.remaining());
    while (bytes.hasRemaining()) {
      channel.write(bytes, size + bytes.position());
    }
    return location;
  }

  private static String reason(Decoded found) {
    return found instanceof Corrupt corrupt ? corrupt.reason() : "the file ends inside of it";
  }

  /** Decodes what begins at {@code offset}: the header first, because it says how long the rest is. */
  private Decoded decodeAt(long offset) throws IOException {
    long left = size - offset;
    ByteBuffer header = bytesAt(offset, (int) Math.min(left, RecordCodec.HEADER_BYTES));
    int needed = RecordCodec.bytesToDecode(header);
    return RecordCodec.decode(bytesAt(offset, (int) Math.min(left, needed)));
  }

  private ByteBuffer bytesAt(long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offset + bytes.position()) < 0) {
        throw new EOFException("%s ends before offset %d".formatted(file, offset + length));
      }
    }
    return bytes.flip();
  }

  /** Receives the records of a log in the order in which they were written. */
  @FunctionalInterface
  public interface Visitor {
    void visit(Location location, LogRecord record);
  }
}
