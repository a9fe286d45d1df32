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
import logkv.log.Decoded.Torn;
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
  private long cutBytes;
  private boolean failed; // an append has left something behind size

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
    Location location;
    try {
      location = writeBehindAll(record);
      force();
    } catch (IOException e) {
      failed = true;
      throw e;
    }
    size = location.end(); // last: what failed half-way must not count
    return location;
  }

  /**
   * Writes {@code record} behind all others and returns where it lies, without waiting for the disk.
   * It is durable after the next {@link #force}. When this throws, {@link #size} is what it was.
   */
  public Location write(LogRecord record) throws IOException {
    Location location = writeBehindAll(record);
    size = location.end();
    return location;
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
   * Shows every record to {@code visitor}, oldest first, and cuts off what a crash left half-written
   * at the end.
   *
   * <pre>
   *   | record | record | record | rec~         before: the writer died here
   *   | record | record | record |              after:  size is the end of the last whole record
   * </pre>
   *
   * <p>Torn or damaged? Every record was forced before the next one was written. So if a whole record
   * lies behind bad bytes, these bytes were durable once, and something has changed them since. If
   * none does, they are the record that was being written when the power went: whatever they hold,
   * nobody was promised anything about them.
   *
   * <p>What is cut off is kept in a file beside the log, whose name ends in {@code .cut}. That file and
   * the whole log are durable when this returns: the last record may have been written by somebody who
   * was killed before the force, and the next one will vouch for it.
   *
   * @throws CorruptRecordException if bytes were damaged after they had been forced; nothing is cut
   *     off then, because the records behind them may still be read
   */
  public void replay(Visitor visitor) throws IOException {
    long offset = 0;
    while (offset < size) {
      // TODO(phase-6): damage at the end refuses to open, damage in a length cuts off good records,
      // and the last record may not be durable yet; lectures/06-checksums.md#replay explains it.
      Decoded found = decodeAt(offset);
      if (found instanceof Torn) {
        cutOff(offset);
        return;
      }
      if (!(found instanceof Whole whole)) {
        throw new CorruptRecordException(file, offset, reason(found));
      }
      Location location = new Location(offset, whole.length());
      visitor.visit(location, whole.record());
      offset = location.end();
    }
  }

  /**
   * Reads every record from the disk and compares its checksums.
   *
   * @return how many records there are
   * @throws CorruptRecordException at the first one that is not as it was written
   */
  public long verify() throws IOException {
    throw Todo.implement("LogFile.verify", "06-checksums.md#verify"); // TODO(phase-6)
  }

  /** Returns how many bytes {@link #replay} cut off, because their writer had died half-way. */
  public long cutBytes() {
    return cutBytes;
  }

  /** Closes the file, and takes back what an append that failed has left in it. */
  @Override
  public void close() throws IOException {
    try (channel) {
      if (failed && channel.isOpen()) {
        channel.truncate(size); // the next opening would find it, and take it for durable
      }
    }
  }

  /** Merely moving {@code size} back would leave the bytes there for a later record to bring back. */
  private void cutOff(long end) throws IOException {
    // TODO(phase-6): what is cut off is gone. lectures/06-checksums.md#cutoff says where to keep
    // it.
    channel.truncate(end);
    channel.force(true);
    cutBytes = size - end;
    size = end;
  }

  /**
   * Says whether there is a whole record behind the bad one at {@code bad}.
   *
   * <p>If the bad record's header is good, its lengths say where the next one would begin. Otherwise a
   * record may begin at any byte. Looking inside of a body whose header is good would be wrong: a
   * value may contain what looks like a record.
   */
  boolean wholeRecordFollows(long bad) throws IOException {
    throw Todo.implement(
        "LogFile.wholeRecordFollows", "06-checksums.md#wholerecordfollows"); // TODO(phase-6)
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
    int needed = RecordCodec.bytesToDecode(headerAt(offset));
    return RecordCodec.decode(bytesAt(offset, (int) Math.min(size - offset, needed)));
  }

  /** Returns the header that begins at {@code offset}, or as much of it as the file has. */
  private ByteBuffer headerAt(long offset) throws IOException {
    return bytesAt(offset, (int) Math.min(size - offset, RecordCodec.HEADER_BYTES));
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
