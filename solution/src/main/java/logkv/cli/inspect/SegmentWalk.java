package logkv.cli.inspect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import logkv.cli.inspect.Piece.Checksums;
import logkv.cli.inspect.Piece.Kind;
import logkv.log.CorruptRecordException;
import logkv.segmented.format.RecordFormat;
import logkv.segmented.format.SegmentHeader;
import logkv.segmented.format.SegmentScan;
import logkv.segmented.format.UnknownFormatException;

/**
 * Walks through a segment of the complete store, and goes on behind what is damaged.
 *
 * <p>Without the nonce in the file's header no record's header can be checked. If the header is
 * damaged, the nonce is tried as it stands there, because the damage may be elsewhere; if no record
 * agrees with it, the bodies' checksums decide.
 */
final class SegmentWalk {
  private static final int VERSION_AT = 8; // in the drawing of SegmentHeader
  private static final int NONCE_AT = 20;

  private final Path file;
  private final FileChannel channel;
  private final long end;

  /** @param end where the file ended when its inspection began */
  SegmentWalk(Path file, FileChannel channel, long end) {
    this.file = file;
    this.channel = channel;
    this.end = end;
  }

  /** Returns the file's header, or empty if it is damaged, or of a later version. */
  Optional<SegmentHeader> header() throws IOException {
    try {
      return Optional.of(SegmentHeader.decode(ByteBuffer.wrap(headerBytes()), file));
    } catch (CorruptRecordException | UnknownFormatException e) {
      return Optional.empty();
    }
  }

  /** Shows {@code visitor} all pieces of the file; one of a later version is one piece. */
  void walk(Piece.Visitor visitor) throws IOException {
    long headerEnd = Math.min(end, SegmentHeader.BYTES);
    Optional<SegmentHeader> header = header();
    if (header.isPresent()) {
      visitor.visit(Piece.unknown(Kind.HEADER, 0, headerEnd, Checksums.OK, null));
      walkRecords(header.get().nonce(), visitor);
      return;
    }
    int version = versionIn(headerBytes());
    if (version > 1) {
      String problem = "it is of version %d, which this program does not know".formatted(version);
      visitor.visit(Piece.unknown(Kind.DAMAGE, 0, end, Checksums.UNREAD, problem));
      return;
    }
    if (end > 0) {
      visitor.visit(
          Piece.unknown(Kind.DAMAGE, 0, headerEnd, Checksums.BAD_HEADER, headerProblem()));
    }
    if (end > SegmentHeader.BYTES) {
      walkWithoutHeader(visitor);
    }
  }

  private String headerProblem() throws IOException {
    if (end < SegmentHeader.BYTES) {
      return "the file ends inside of its header";
    }
    return checksumMatches(headerBytes())
        ? "the file's header makes no sense"
        : "the checksum of the file's header does not match";
  }

  /** Returns the version of a whole header; 0 if it is damaged. */
  private static int versionIn(byte[] header) {
    return checksumMatches(header) ? ByteBuffer.wrap(header).getInt(VERSION_AT) : 0;
  }

  private static boolean checksumMatches(byte[] header) {
    ByteBuffer b = ByteBuffer.wrap(header);
    int crcAt = SegmentHeader.BYTES - Integer.BYTES;
    return header.length == SegmentHeader.BYTES
        && b.getInt(crcAt) == Checksum.of(b.slice(0, crcAt));
  }

  private byte[] headerBytes() throws IOException {
    return new Window(file, channel, end).bytesFrom(0, SegmentHeader.BYTES);
  }

  /** The nonce as it stands in the file's header, damaged or not. */
  static long nonceIn(Window window) throws IOException {
    return ByteBuffer.wrap(window.bytesFrom(NONCE_AT, Long.BYTES)).getLong();
  }

  private void walkWithoutHeader(Piece.Visitor visitor) throws IOException {
    Window window = new Window(file, channel, end);
    long nonce = nonceIn(window);
    SegmentScan scan = scan(nonce);
    if (scan.next() || scan.nextWhole(SegmentHeader.BYTES) >= 0) {
      walkRecords(nonce, visitor);
    } else {
      new LayoutWalk(window, LayoutWalk.Proof.BODY).walk(SegmentHeader.BYTES, visitor);
    }
  }

  private void walkRecords(long nonce, Piece.Visitor visitor) throws IOException {
    SegmentScan scan = scan(nonce);
    while (true) {
      while (scan.next()) {
        Kind kind = LayoutWalk.kind(scan.kind());
        visitor.visit(piece(scan, kind, Checksums.OK, scan.length(), scan.key()));
      }
      if (scan.problem() == null) {
        return;
      }
      Piece bad = bad(scan, nonce);
      visitor.visit(bad);
      if (bad.end() == end) {
        return;
      }
      scan.continueAt(bad.end());
    }
  }

  /** Says what the bytes are that stopped the scan, and how far they go. */
  private Piece bad(SegmentScan scan, long nonce) throws IOException {
    long offset = scan.offset();
    String problem = scan.problem();
    boolean headerHolds = end - offset >= RecordFormat.HEADER_BYTES
        && RecordFormat.hasHeader(scan.bytes(), scan.at(), nonce, offset)
        && RecordFormat.oddity(scan.bytes(), scan.at()) == null;
    if (headerHolds) {
      long length = RecordFormat.length(scan.keyLength(), scan.valueLength());
      boolean torn = length > end - offset;
      return torn
          ? piece(scan, Kind.DAMAGE, Checksums.UNREAD, end - offset, tornKey(scan))
          : piece(scan, Kind.DAMAGE, Checksums.BAD_BODY, length, scan.key());
    }
    if (new Window(file, channel, end).isZeroFrom(offset)) {
      return Piece.unknown(
          Kind.ZEROS, offset, end - offset, Checksums.UNREAD, "zeros to the end of the file");
    }
    long next = scan.nextWhole(offset);
    Checksums checksums =
        end - offset < RecordFormat.HEADER_BYTES ? Checksums.UNREAD : Checksums.BAD_HEADER;
    return Piece.unknown(Kind.DAMAGE, offset, (next < 0 ? end : next) - offset, checksums, problem);
  }

  /** The scan has read no more than the header of a record that is not there as a whole. */
  private byte[] tornKey(SegmentScan scan) throws IOException {
    return new Window(file, channel, end)
        .bytesFrom(scan.offset() + RecordFormat.HEADER_BYTES, scan.keyLength());
  }

  private static Piece piece(
      SegmentScan scan, Kind kind, Checksums checksums, long length, byte[] key) {
    int flags = (scan.isWitness() ? RecordFormat.WITNESS : 0)
        | (scan.batchGoesOn() ? RecordFormat.BATCH_GOES_ON : 0);
    return new Piece(
        kind,
        scan.offset(),
        length,
        flags,
        scan.keyLength(),
        scan.valueLength(),
        checksums,
        ByteBuffer.wrap(key),
        scan.problem());
  }

  private SegmentScan scan(long nonce) {
    return new SegmentScan(file, channel, nonce, SegmentHeader.BYTES, end);
  }
}
