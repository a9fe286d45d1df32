package logkv.segmented;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
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
 * <p>{@link Tail} brings the bytes there; this class knows what they mean: which of them are durable,
 * which were acknowledged, and what goes in front of a record.
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

  private final SegmentHeader header;
  private final Tail tail;
  private final byte[] recordHeader = new byte[RecordFormat.HEADER_BYTES];
  private final CRC32C crc = new CRC32C();

  private long forced; // up to where it is durable
  private long kept; // what does not lie in front of this was never acknowledged

  private SegmentWriter(SegmentHeader header, Tail tail) {
    this.header = header;
    this.tail = tail;
    this.forced = tail.end();
    this.kept = tail.end();
  }

  /** Begins a segment in a file that has no name yet; see {@link #name}. */
  static SegmentWriter create(
      Path directory, SegmentHeader header, ByteBuffer buffer, Tail.Ahead ahead)
      throws IOException {
    Path unnamed = directory.resolve(header.name().fileName() + ".tmp");
    FileChannel channel = FileChannel.open(unnamed, CREATE, TRUNCATE_EXISTING, READ, WRITE);
    SegmentWriter writer = new SegmentWriter(header, new Tail(unnamed, channel, 0, buffer, ahead));
    try {
      byte[] encoded = header.encode().array();
      writer.tail.put(encoded, 0, encoded.length);
      writer.flush();
      return writer;
    } catch (Throwable e) {
      writer.discard();
      throw e;
    }
  }

  /** Goes on with the segment in {@code file}, whose durable records end at {@code end}. */
  static SegmentWriter resume(
      Path file, SegmentHeader header, long end, ByteBuffer buffer, Tail.Ahead ahead)
      throws IOException {
    FileChannel channel = FileChannel.open(file, READ, WRITE);
    return new SegmentWriter(header, new Tail(file, channel, end, buffer, ahead));
  }

  SegmentHeader header() {
    return header;
  }

  Path file() {
    return tail.file();
  }

  /** Where the next record will begin. */
  long end() {
    return tail.end();
  }

  /** Up to where the file reaches: behind the end there are zeros. */
  long room() {
    return tail.room();
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
    tail.put(key, 0, key.length);
    tail.put(value, 0, value.length);
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
    tail.put(bytes, at + RecordFormat.HEADER_BYTES, keyLength + valueLength);
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
    tail.put(recordHeader, 0, recordHeader.length);
    return offset;
  }

  /** Gives everything that was added to the operating system. */
  void flush() throws IOException {
    tail.flush();
  }

  /** Returns once everything that was added would survive a power cut. */
  void force() throws IOException {
    if (forced < end()) {
      tail.force();
      forced = end();
    }
  }

  /** Says that everything in front of {@link #end} was acknowledged, or is about to be. */
  void keep() {
    kept = end();
  }

  /** Opens the file again, after an interrupt has closed it; what was not kept may be added again. */
  void reopen() throws IOException {
    tail.reopen(kept);
  }

  /**
   * Writes once more what was kept and not forced, after a force has failed: its bytes may be nowhere
   * but in the memory of the operating system, which does not write them again, whoever asks.
   */
  void rescue() throws IOException {
    byte[] rest = tail.read(forced, kept);
    kept = forced; // if this fails, what is behind it must go
    tail.cutTo(forced);
    tail.put(rest, 0, rest.length);
    force();
    kept = forced;
  }

  /** Ends the segment: returns once it is durable that nothing comes behind what was added. */
  void seal() throws IOException {
    putHeader(RecordFormat.SEAL, 0, 0, 0);
    tail.trim();
    force();
    keep();
  }

  /** Gives the file its name, once its contents are durable; returns when the name is, too. */
  void name() throws IOException {
    force();
    Path named = file().resolveSibling(header.name().fileName());
    Files.move(file(), named, StandardCopyOption.ATOMIC_MOVE);
    tail.renamed(named);
    keep();
    Directories.force(named.toAbsolutePath().getParent());
  }

  /**
   * Closes the file, and cuts off the room that was not used and what a write that failed has left in it:
   * the next opening would take it for durable, because it could read it.
   */
  @Override
  public void close() throws IOException {
    tail.close(kept);
  }

  /** Deletes a file that never got its name. */
  void discard() {
    try {
      tail.close(kept);
      Files.deleteIfExists(file());
    } catch (IOException e) {
      // The next opening deletes it: its name ends in .tmp.
    }
  }
}
