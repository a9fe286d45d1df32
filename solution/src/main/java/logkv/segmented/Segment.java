package logkv.segmented;

import static java.nio.file.StandardOpenOption.READ;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import logkv.log.CorruptRecordException;
import logkv.segmented.format.RecordFormat;
import logkv.segmented.format.SegmentHeader;
import logkv.segmented.format.SegmentName;
import logkv.segmented.format.SegmentScan;

/**
 * One segment as its readers see it: bytes that never change once they are there.
 *
 * <p>It is read through a mapping where its file system has one, which is two to four times faster than
 * asking the operating system for every record; otherwise by positional reads. Both give the same answers.
 * A mapping does not grow, so an active segment is mapped piece by piece, and as a whole once it is sealed.
 *
 * <pre>
 *   0            1 MiB         2 MiB        end       room          3 MiB
 *   | piece 0    | piece 1     |             |         |
 *   |            |             +- positional reads, until the file is long enough for piece 2
 * </pre>
 *
 * <p>Safe for any number of readers. Who reads must have entered {@link Grace}, or have the turn, in which
 * the index cannot be switched and no segment sealed; otherwise a mapping may be gone, which no Java
 * program survives.
 */
final class Segment {
  private static final int PIECE_BITS = 20;
  private static final int PIECE_BYTES = 1 << PIECE_BITS;

  private final SegmentHeader header;
  private final Path file;
  private final int slot;
  private final AtomicLong liveBytes = new AtomicLong();
  private final AtomicLong tombstoneBytes = new AtomicLong();
  private final AtomicInteger pins = new AtomicInteger(1); // one for being part of the store
  private volatile FileChannel channel;
  private volatile Mapping mapping; // of all of it, once it is sealed
  private volatile List<Mapping> pieces = List.of(); // of its beginning, while it is active
  private volatile List<Mapping> outgrown = List.of(); // pieces that readers may still be in
  private boolean mapsPieces; // the writer's
  private volatile long end;
  private volatile boolean sealed;
  private volatile boolean closed;
  private Runnable whenGone; // set once it is to be deleted

  private Segment(SegmentHeader header, Path file, int slot, FileChannel channel, long end) {
    this.header = header;
    this.file = file;
    this.slot = slot;
    this.channel = channel;
    this.end = end;
  }

  /** Opens {@code file}, whose records end at {@code end} as far as anybody knows. */
  static Segment open(Path file, SegmentHeader header, int slot, long end) throws IOException {
    return new Segment(header, file, slot, FileChannel.open(file, READ), end);
  }

  SegmentName name() {
    return header.name();
  }

  SegmentHeader header() {
    return header;
  }

  Path file() {
    return file;
  }

  int slot() {
    return slot;
  }

  /** Where the last record that readers may see ends. */
  long end() {
    return end;
  }

  boolean isSealed() {
    return sealed;
  }

  AtomicLong liveBytes() {
    return liveBytes;
  }

  AtomicLong tombstoneBytes() {
    return tombstoneBytes;
  }

  /** The bytes of records that were overwritten or deleted. */
  long deadBytes() {
    long frame = SegmentHeader.BYTES + (sealed ? SegmentWriter.SEAL_BYTES : 0);
    return Math.max(0, end - frame - liveBytes.get() - tombstoneBytes.get());
  }

  /** Lets readers see what was written up to {@code end}. */
  void growTo(long end) {
    this.end = end;
  }

  /** From now on it is mapped while it grows, where the system allows that. */
  void mapPieces() {
    mapsPieces = Mapping.FILE_MAY_CHANGE;
  }

  /** Lets readers see what was written up to {@code end}, and maps what the file has up to {@code room}. */
  void growTo(long end, long room) {
    this.end = end;
    while (mapsPieces && room >= (pieces.size() + 1L) << PIECE_BITS) {
      mapPiece();
    }
  }

  private synchronized void mapPiece() {
    boolean interrupted = Thread.interrupted(); // or it would close the channel that is mapped
    List<Mapping> more = new ArrayList<>(pieces);
    Mapping piece = Mapping.forReading(file, (long) more.size() << PIECE_BITS, PIECE_BYTES);
    if (piece == null) {
      mapsPieces = false;
    } else {
      more.add(piece);
      pieces = more;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says that nothing will be written to it any more, and maps it if {@code map}. */
  synchronized void seal(long end, boolean map) throws IOException {
    this.end = end;
    mapsPieces = false;
    if (map) {
      mapping = Mapping.forReading(file, 0, end);
    }
    List<Mapping> before = pieces;
    pieces = List.of();
    outgrown = before; // now that who comes later cannot get them any more
    sealed = true;
  }

  boolean hasOutgrown() {
    return !outgrown.isEmpty();
  }

  /** Gives back the pieces that it was mapped in; every reader that may have seen them has left. */
  synchronized void closeOutgrown() {
    outgrown.forEach(Mapping::close);
    outgrown = List.of();
  }

  /**
   * Reads {@code count} bytes from {@code offset} on into {@code into}, at its beginning.
   *
   * @throws InternalError if a page of its mapping is gone. The virtual machine throws it when it comes to
   *     that, which may be later than this returns; see {@link #unreadable} and {@link #wrong}.
   */
  void read(long offset, byte[] into, int count) throws IOException {
    if (offset + count > end) {
      throw new CorruptRecordException(file, offset, "the segment ends inside of it");
    }
    Mapping whole = mapping;
    List<Mapping> mapped = pieces;
    int piece = (int) (offset >>> PIECE_BITS);
    int within = (int) offset & PIECE_BYTES - 1;
    if (whole != null) {
      whole.bytes().get((int) offset, into, 0, count);
    } else if (piece < mapped.size() && within + count <= PIECE_BYTES) {
      mapped.get(piece).bytes().get(within, into, 0, count);
    } else {
      readFully(ByteBuffer.wrap(into, 0, count), offset);
    }
  }

  /** What to tell about a page that is gone: somebody has cut the file, or the disk said no. */
  IOException unreadable(long offset, InternalError e) {
    return new IOException(
        "%s: cannot read offset %d through its mapping: %s; look at the file's length and the disk"
            .formatted(file, offset, e.getMessage()),
        e);
  }

  /** What to tell about bytes that are not what they should be: damaged, or not even read. */
  IOException wrong(long offset, String reason) {
    InternalError fault = Mapping.awaitFault();
    return fault == null
        ? new CorruptRecordException(file, offset, reason)
        : unreadable(offset, fault);
  }

  /**
   * Reads the body of the record at {@code offset} and compares its checksum.
   *
   * @param header the record's header, which was right
   */
  boolean hasWholeBody(long offset, byte[] header) throws IOException {
    long length = RecordFormat.length(
        RecordFormat.keyLengthIn(header, 0), RecordFormat.valueLengthIn(header, 0));
    byte[] body = new byte[(int) length - RecordFormat.HEADER_BYTES];
    read(offset + RecordFormat.HEADER_BYTES, body, body.length);
    return RecordFormat.bodyChecksum(body, 0, body.length)
        == RecordFormat.bodyChecksumIn(header, 0);
  }

  private void readFully(ByteBuffer into, long offset) throws IOException {
    boolean interrupted = false;
    try {
      while (into.hasRemaining()) {
        FileChannel open = channel;
        try {
          if (open.read(into, offset + into.position()) < 0) {
            throw new EOFException(
                "%s ends before offset %d".formatted(file, offset + into.limit()));
          }
        } catch (ClosedChannelException e) {
          interrupted |= Thread.interrupted();
          reopen(open);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** An interrupt has closed the channel for all; whoever notices first opens another one. */
  private synchronized void reopen(FileChannel broken) throws IOException {
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
    if (channel == broken) {
      channel = FileChannel.open(file, READ);
    }
  }

  /**
   * A walk through its records, with a channel of its own that the caller closes: a thread that is
   * interrupted on the way harms nobody else.
   */
  SegmentScan scan(FileChannel own) {
    return new SegmentScan(file, own, header.nonce(), SegmentHeader.BYTES, end);
  }

  FileChannel openChannel() throws IOException {
    return FileChannel.open(file, READ);
  }

  /** Keeps its file until {@link #unpin}; false if it is gone already. */
  boolean pin() {
    return pins.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
  }

  /** Undoes one {@link #pin}. */
  void unpin() throws IOException {
    if (pins.decrementAndGet() == 0) {
      close();
      if (whenGone != null) {
        whenGone.run();
        Files.deleteIfExists(file);
        Files.deleteIfExists(FilterFile.of(file));
      }
    }
  }

  /**
   * Deletes the file as soon as nobody has it pinned. Called once, after every reader that may have
   * found it in the index has left.
   *
   * @param whenGone what to do when nobody can ask for it any more
   */
  void retire(Runnable whenGone) throws IOException {
    this.whenGone = whenGone;
    unpin();
  }

  /** Gives back what it holds; after this nobody may read. */
  synchronized void close() throws IOException {
    if (!closed) {
      closed = true;
      Mapping mapped = mapping;
      mapping = null;
      if (mapped != null) {
        mapped.close();
      }
      closeOutgrown();
      List<Mapping> held = pieces;
      pieces = List.of();
      held.forEach(Mapping::close);
      channel.close();
    }
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }
}
