package logkv.segmented;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32C;
import logkv.log.Directories;
import logkv.segmented.format.RecordFormat;
import logkv.segmented.format.SegmentHeader;

/**
 * Appends records to one segment file.
 *
 * <p>Records are gathered in a buffer and go to the file in one write each time {@link #flush} is
 * called or the buffer is full: a write costs a call of the operating system, however short it is.
 *
 * <pre>
 *   create          add, add, flush       force                 seal
 *   name.tmp    ->  written          ->   durable          ->   nothing more to come
 *      +- name(): force, rename, force the directory
 * </pre>
 *
 * <p>Not safe for several threads at once.
 */
final class SegmentWriter implements Closeable {
  static final int SEAL_BYTES = RecordFormat.HEADER_BYTES;

  private static final int LEAST_BUFFER_BYTES = 4 * 1024;
  private static final int MOST_BUFFER_BYTES = 256 * 1024;

  private final SegmentHeader header;
  private Path file;
  private FileChannel channel;
  private final ByteBuffer buffer;
  private final byte[] recordHeader = new byte[RecordFormat.HEADER_BYTES];
  private final CRC32C crc = new CRC32C();

  private long written; // where the file ends
  private long forced; // up to where it is durable
  private long kept; // what does not lie in front of this was never acknowledged

  private SegmentWriter(
      Path file, SegmentHeader header, FileChannel channel, long end, ByteBuffer buffer) {
    this.header = header;
    this.file = file;
    this.channel = channel;
    this.buffer = buffer;
    this.written = end;
    this.forced = end;
    this.kept = end;
  }

  /** A buffer for segments of this length. */
  static ByteBuffer buffer(long segmentBytes) {
    long bytes = Math.max(LEAST_BUFFER_BYTES, Math.min(MOST_BUFFER_BYTES, segmentBytes));
    return ByteBuffer.allocateDirect((int) bytes);
  }

  /** Begins a segment in a file that has no name yet; see {@link #name}. */
  static SegmentWriter create(Path directory, SegmentHeader header, ByteBuffer buffer)
      throws IOException {
    Path unnamed = directory.resolve(header.name().fileName() + ".tmp");
    FileChannel channel = FileChannel.open(unnamed, CREATE, TRUNCATE_EXISTING, READ, WRITE);
    SegmentWriter writer = new SegmentWriter(unnamed, header, channel, 0, buffer.clear());
    try {
      buffer.put(header.encode());
      writer.flush();
      return writer;
    } catch (Throwable e) {
      writer.discard();
      throw e;
    }
  }

  /** Goes on with the segment in {@code file}, whose durable records end at {@code end}. */
  static SegmentWriter resume(Path file, SegmentHeader header, long end, ByteBuffer buffer)
      throws IOException {
    FileChannel channel = FileChannel.open(file, READ, WRITE);
    return new SegmentWriter(file, header, channel, end, buffer.clear());
  }

  SegmentHeader header() {
    return header;
  }

  Path file() {
    return file;
  }

  /** Where the next record will begin. */
  long end() {
    return written + buffer.position();
  }

  /** Whether all that was added would survive a power cut. */
  boolean isForced() {
    return forced == end();
  }

  /** The first bytes that might not survive a power cut. */
  long forcedEnd() {
    return forced;
  }

  /**
   * Adds a record and returns where it begins.
   *
   * @param kind with its flags, but for that of a witness, which is added where it is true
   */
  long add(int kind, byte[] key, byte[] value) throws IOException {
    crc.reset();
    crc.update(key, 0, key.length);
    crc.update(value, 0, value.length);
    long offset = putHeader(kind, key.length, value.length, (int) crc.getValue());
    put(key, 0, key.length);
    put(value, 0, value.length);
    return offset;
  }

  /**
   * Copies a record whose checksums were right from {@code bytes}, where it begins at {@code at}. The
   * body keeps its checksum, so that nothing that was damaged on the way gets a new one.
   */
  long copy(byte[] bytes, int at) throws IOException {
    int keyLength = RecordFormat.keyLengthIn(bytes, at);
    int valueLength = RecordFormat.valueLengthIn(bytes, at);
    long offset = putHeader(
        RecordFormat.kindIn(bytes, at),
        keyLength,
        valueLength,
        RecordFormat.bodyChecksumIn(bytes, at));
    put(bytes, at + RecordFormat.HEADER_BYTES, keyLength + valueLength);
    return offset;
  }

  private long putHeader(int kind, int keyLength, int valueLength, int bodyChecksum)
      throws IOException {
    long offset = end();
    int flags = isForced() ? RecordFormat.WITNESS : 0;
    RecordFormat.putHeader(
        recordHeader,
        0,
        kind | flags,
        keyLength,
        valueLength,
        bodyChecksum,
        header.nonce(),
        offset);
    put(recordHeader, 0, recordHeader.length);
    return offset;
  }

  private void put(byte[] bytes, int from, int count) throws IOException {
    int done = 0;
    while (done < count) {
      if (!buffer.hasRemaining()) {
        flush();
      }
      int next = Math.min(count - done, buffer.remaining());
      buffer.put(bytes, from + done, next);
      done += next;
    }
  }

  /** Gives everything that was added to the operating system. */
  void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      written += channel.write(buffer, written);
    }
    buffer.clear();
  }

  /** Returns once everything that was added would survive a power cut. */
  void force() throws IOException {
    flush();
    if (forced < written) {
      channel.force(false);
      forced = written;
    }
  }

  /** Says that everything in front of {@link #end} was acknowledged, or is about to be. */
  void keep() {
    kept = end();
  }

  /** Takes back what was added since the last {@link #keep}, as far as this program is concerned. */
  void rewind() {
    buffer.clear();
    written = kept;
  }

  /** Opens the file again, after an interrupt has closed it; what was not kept may be added again. */
  void reopen() throws IOException {
    channel = FileChannel.open(file, READ, WRITE);
    rewind();
  }

  /**
   * Writes once more what was kept and not forced, after a force has failed: its bytes may be nowhere
   * but in the memory of the operating system, which does not write them again, whoever asks.
   */
  void rescue() throws IOException {
    ByteBuffer rest = ByteBuffer.allocate(Math.toIntExact(kept - forced));
    while (rest.hasRemaining()) {
      if (channel.read(rest, forced + rest.position()) < 0) {
        throw new EOFException("%s ends before offset %d".formatted(file, kept));
      }
    }
    kept = forced; // if this fails, what is behind it must go
    channel.truncate(forced);
    for (rest.flip(); rest.hasRemaining(); ) {
      channel.write(rest, forced + rest.position());
    }
    channel.force(true);
    forced += rest.limit();
    kept = forced;
  }

  /** Adds the record that ends a segment; it counts once it is forced. */
  void seal() throws IOException {
    putHeader(RecordFormat.SEAL, 0, 0, 0);
  }

  /** Gives the file its name, once its contents are durable; returns when the name is, too. */
  void name() throws IOException {
    force();
    Path named = file.resolveSibling(header.name().fileName());
    Files.move(file, named, StandardCopyOption.ATOMIC_MOVE);
    file = named;
    keep();
    Directories.force(named.toAbsolutePath().getParent());
  }

  /**
   * Closes the file, and cuts off what a write that failed has left in it: the next opening would take
   * it for durable, because it could read it.
   */
  @Override
  public void close() throws IOException {
    try (FileChannel closing = channel) {
      if (closing.isOpen() && closing.size() > kept) {
        closing.truncate(kept);
      }
    }
  }

  /** Deletes a file that never got its name. */
  void discard() {
    try {
      channel.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The next opening deletes it: its name ends in .tmp.
    }
  }
}
