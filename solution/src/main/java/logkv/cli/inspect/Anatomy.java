package logkv.cli.inspect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import logkv.segmented.format.RecordFormat;
import logkv.segmented.format.SegmentHeader;

/**
 * The fields of one piece, with what its bytes say, in the order of the drawings in {@link
 * RecordFormat} and {@link SegmentHeader}.
 *
 * <p>Of damaged bytes it says what they would mean if they were what should lie there.
 */
final class Anatomy {
  private static final int CRC = Integer.BYTES;

  private final Part part;
  private final Window window;
  private final List<Field> fields = new ArrayList<>();
  private long at;

  Anatomy(Part part, Window window) {
    this.part = part;
    this.window = window;
  }

  /** Returns the fields of {@code piece}, which lie behind each other and are all of it. */
  List<Field> fields(Piece piece) throws IOException {
    fields.clear();
    at = piece.offset();
    if (part.isSegment() && at == 0 && piece.length() == SegmentHeader.BYTES) {
      header(ByteBuffer.wrap(window.bytesFrom(0, SegmentHeader.BYTES)));
    } else if (piece.length() >= RecordFormat.HEADER_BYTES && piece.kind() != Piece.Kind.ZEROS) {
      record(piece);
    } else {
      add("bytes", piece.length(), null);
    }
    return List.copyOf(fields);
  }

  private void header(ByteBuffer b) {
    add("magic", 8, null);
    add("version", 4, "" + b.getInt((int) at));
    add("store id", 8, "the same in all segments");
    add("nonce", 8, "of this segment alone");
    add("first id", 8, "" + b.getLong((int) at));
    add("last id", 8, "" + b.getLong((int) at));
    add("generation", 4, "" + b.getInt((int) at));
    add("policy", 1, policy(b.get((int) at)));
    add("zeros", 3, null);
    int stored = b.getInt((int) at);
    add("crc", CRC, SideFile.verdict(stored, Checksum.of(b.slice(0, (int) at))));
  }

  static String policy(int policy) {
    return switch (policy) {
      case 0 -> "a compaction";
      case 1 -> "always";
      case 2 -> "every";
      case 3 -> "never";
      default -> "unknown";
    };
  }

  private void record(Piece piece) throws IOException {
    byte[] header = window.bytesFrom(at, RecordFormat.HEADER_BYTES);
    ByteBuffer b = ByteBuffer.wrap(header);
    boolean none = piece.checksums() == Piece.Checksums.NONE;
    int keyLength = RecordFormat.keyLengthIn(header, 0);
    int valueLength = RecordFormat.valueLengthIn(header, 0);
    add(
        "header crc",
        CRC,
        none ? "none yet" : SideFile.verdict(b.getInt(0), headerChecksum(header, at)));
    add("body crc", CRC, none ? "none yet" : body(piece, header));
    add("kind", 1, kind(header));
    add("key length", CRC, "" + keyLength);
    add("value length", CRC, "" + valueLength);
    long left = piece.end() - at;
    if (piece.keyLength() == Piece.UNKNOWN) {
      add("bytes", left, null);
      return;
    }
    add("key", Math.min(keyLength, left), null);
    add("value", piece.end() - at, null);
  }

  private String body(Piece piece, byte[] header) throws IOException {
    long length = piece.length() - RecordFormat.HEADER_BYTES;
    boolean whole = piece.keyLength() != Piece.UNKNOWN
        && length == (long) piece.keyLength() + piece.valueLength();
    if (!whole) {
      return "its body is not known";
    }
    byte[] body = window.bytesFrom(piece.offset() + RecordFormat.HEADER_BYTES, (int) length);
    return SideFile.verdict(
        RecordFormat.bodyChecksumIn(header, 0), RecordFormat.bodyChecksum(body, 0, body.length));
  }

  /** Writes the same header again, to see which checksum it gets. */
  private int headerChecksum(byte[] header, long offset) throws IOException {
    long nonce = part.isSegment() ? SegmentWalk.nonceIn(window) : 0;
    byte[] again = Arrays.copyOf(header, header.length);
    RecordFormat.putHeader(
        again,
        0,
        RecordFormat.kindIn(header, 0) | RecordFormat.flagsIn(header, 0),
        RecordFormat.keyLengthIn(header, 0),
        RecordFormat.valueLengthIn(header, 0),
        RecordFormat.bodyChecksumIn(header, 0),
        nonce,
        part.isSegment() ? offset : 0); // in the course, no nonce and no offset: nothing is masked
    return ByteBuffer.wrap(again).getInt(0);
  }

  private String kind(byte[] header) {
    String kind = switch (RecordFormat.kindIn(header, 0)) {
      case RecordFormat.PUT -> "put";
      case RecordFormat.TOMBSTONE -> "tombstone";
      case RecordFormat.SEAL -> "seal";
      default -> "unknown";
    };
    int flags = RecordFormat.flagsIn(header, 0);
    return kind
        + ((flags & RecordFormat.WITNESS) != 0 ? ", witness" : "")
        + ((flags & RecordFormat.BATCH_GOES_ON) != 0 ? ", batch goes on" : "");
  }

  private void add(String name, long length, String meaning) {
    if (length > 0) {
      fields.add(new Field(name, at, length, meaning));
      at += length;
    }
  }
}
