package logkv.cli.inspect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import logkv.cli.inspect.Piece.Checksums;
import logkv.cli.inspect.Piece.Kind;
import logkv.log.RecordCodec;
import logkv.segmented.Options;
import logkv.segmented.format.RecordFormat;

/**
 * Walks through records of the layout that {@link RecordCodec} draws, with all, some or none of the
 * checksums to go by: a {@code data.log} of any phase, and a segment whose nonce is lost.
 *
 * <p>Behind bad bytes it goes on. If their lengths lead to another record they are believed, though
 * some checksum does not match: a student may have computed all of them wrongly. Otherwise a record
 * may begin at any byte.
 */
final class LayoutWalk {

  /** What makes bytes a record. */
  enum Proof {
    /** Both checksums, as from phase 6 on. */
    CHECKSUMS,
    /** Both are zero, as up to phase 5; the lengths are all there is. */
    ZEROS,
    /** The body's checksum: that of the header depends on what is lost. */
    BODY
  }

  private final Window window;
  private final Proof proof;

  LayoutWalk(Window window, Proof proof) {
    this.window = window;
    this.proof = proof;
  }

  /** Says by the first record which proof there is in a log of the course. */
  static Proof proofIn(Window log) throws IOException {
    if (log.end() < RecordFormat.HEADER_BYTES) {
      return Proof.CHECKSUMS;
    }
    byte[] none = new byte[2 * Integer.BYTES];
    int at = log.at(0, RecordFormat.HEADER_BYTES);
    boolean zeros = Arrays.equals(log.bytes(), at, at + none.length, none, 0, none.length);
    return zeros ? Proof.ZEROS : Proof.CHECKSUMS;
  }

  /** Says whether a file that may be anything begins like a log of the course. */
  static boolean beginsWithRecord(Window file) throws IOException {
    LayoutWalk walk = new LayoutWalk(file, proofIn(file));
    return walk.problemAt(0) == null;
  }

  /** Shows {@code visitor} all pieces from {@code from} to the end. */
  void walk(long from, Piece.Visitor visitor) throws IOException {
    for (long at = from; at < window.end(); ) {
      Piece piece = pieceAt(at);
      visitor.visit(piece);
      at = piece.end();
    }
  }

  private Piece pieceAt(long at) throws IOException {
    String problem = problemAt(at);
    if (problem == null) {
      return record(at, kindAt(at), lengthAt(at), verdict(null), null);
    }
    if (window.isZeroFrom(at)) {
      return Piece.unknown(
          Kind.ZEROS, at, window.end() - at, Checksums.UNREAD, "zeros to the end of the file");
    }
    long next = behind(at, problem);
    boolean believed =
        isPlausible(at) && (lengthAt(at) == next - at || problem.equals(Problems.ENDS_INSIDE));
    return believed
        ? record(at, Kind.DAMAGE, next - at, verdict(problem), problem)
        : Piece.unknown(Kind.DAMAGE, at, next - at, verdict(problem), problem);
  }

  private Piece record(long at, Kind kind, long length, Checksums checksums, String problem)
      throws IOException {
    int i = window.at(at, RecordFormat.HEADER_BYTES);
    int keyLength = RecordFormat.keyLengthIn(window.bytes(), i);
    int valueLength = RecordFormat.valueLengthIn(window.bytes(), i);
    int flags = RecordFormat.flagsIn(window.bytes(), i);
    int shown = (int) Math.min(keyLength, length - RecordFormat.HEADER_BYTES);
    i = window.at(at, RecordFormat.HEADER_BYTES + shown) + RecordFormat.HEADER_BYTES;
    ByteBuffer key = ByteBuffer.wrap(Arrays.copyOfRange(window.bytes(), i, i + shown));
    return new Piece(kind, at, length, flags, keyLength, valueLength, checksums, key, problem);
  }

  private Checksums verdict(String problem) {
    if (problem == null) {
      return switch (proof) {
        case CHECKSUMS -> Checksums.OK;
        case ZEROS -> Checksums.NONE;
        case BODY -> Checksums.BODY_OK;
      };
    }
    return switch (problem) {
      case Problems.HEADER, Problems.NOT_ZERO -> Checksums.BAD_HEADER;
      case Problems.BODY -> Checksums.BAD_BODY;
      default -> Checksums.UNREAD;
    };
  }

  /** Where to go on behind the bad bytes at {@code bad}. */
  private long behind(long bad, String problem) throws IOException {
    if (isPlausible(bad)) {
      boolean headerHolds = proof == Proof.CHECKSUMS && !problem.equals(Problems.HEADER);
      long next = Math.min(window.end(), bad + lengthAt(bad));
      if (headerHolds || leadsToRecord(bad)) {
        return next; // looking inside of a value would find the records that somebody put there
      }
    }
    for (long at = bad + 1; window.end() - at >= RecordFormat.HEADER_BYTES; at++) {
      if (isPlausible(at) && problemAt(at) == null) {
        return at;
      }
    }
    return window.end();
  }

  private boolean leadsToRecord(long at) throws IOException {
    long next = at + lengthAt(at);
    return next == window.end() || (next < window.end() && isPlausible(next));
  }

  private boolean isPlausible(long at) throws IOException {
    return window.end() - at >= RecordFormat.HEADER_BYTES && oddityAt(at) == null;
  }

  /** In the words of {@link RecordCodec} and {@link logkv.segmented.format.SegmentScan}. */
  private String problemAt(long at) throws IOException {
    if (window.end() - at < RecordFormat.HEADER_BYTES) {
      return Problems.ENDS_IN_HEADER;
    }
    int i = window.at(at, RecordFormat.HEADER_BYTES);
    if (proof == Proof.CHECKSUMS && !RecordFormat.hasHeader(window.bytes(), i, 0, 0)) {
      return Problems.HEADER; // a nonce and an offset of 0 mask nothing
    }
    String oddity = oddityAt(at);
    if (oddity != null) {
      return oddity;
    }
    long length = lengthAt(at);
    if (length > window.end() - at) { // before any memory is asked for
      return Problems.ENDS_INSIDE;
    }
    if (proof == Proof.ZEROS) {
      return hasChecksum(i) ? Problems.NOT_ZERO : null;
    }
    i = window.at(at, (int) length);
    int body = (int) length - RecordFormat.HEADER_BYTES;
    return RecordFormat.bodyChecksum(window.bytes(), i + RecordFormat.HEADER_BYTES, body)
            == RecordFormat.bodyChecksumIn(window.bytes(), i)
        ? null
        : Problems.BODY;
  }

  private boolean hasChecksum(int i) {
    return ByteBuffer.wrap(window.bytes()).getLong(i) != 0;
  }

  private String oddityAt(long at) throws IOException {
    int i = window.at(at, RecordFormat.HEADER_BYTES);
    String oddity = RecordFormat.oddity(window.bytes(), i);
    if (oddity != null) {
      return oddity;
    }
    int valueLength = RecordFormat.valueLengthIn(window.bytes(), i);
    if (proof == Proof.BODY) {
      return valueLength > Options.MOST_VALUE_BYTES ? "value length " + valueLength : null;
    }
    int kind = RecordFormat.kindIn(window.bytes(), i) | RecordFormat.flagsIn(window.bytes(), i);
    if (kind != RecordFormat.PUT && kind != RecordFormat.TOMBSTONE) {
      return "unknown kind " + (byte) kind;
    }
    return valueLength > RecordCodec.MAX_VALUE_BYTES ? "value length " + valueLength : null;
  }

  private long lengthAt(long at) throws IOException {
    int i = window.at(at, RecordFormat.HEADER_BYTES);
    return RecordFormat.length(
        RecordFormat.keyLengthIn(window.bytes(), i), RecordFormat.valueLengthIn(window.bytes(), i));
  }

  private Kind kindAt(long at) throws IOException {
    int i = window.at(at, RecordFormat.HEADER_BYTES);
    return kind(RecordFormat.kindIn(window.bytes(), i));
  }

  static Kind kind(int number) {
    return switch (number) {
      case RecordFormat.PUT -> Kind.PUT;
      case RecordFormat.TOMBSTONE -> Kind.TOMBSTONE;
      case RecordFormat.SEAL -> Kind.SEAL;
      default -> throw new IllegalArgumentException("kind " + number);
    };
  }
}
