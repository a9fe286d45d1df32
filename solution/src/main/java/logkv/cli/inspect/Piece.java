package logkv.cli.inspect;

import java.nio.ByteBuffer;

/**
 * A stretch of a log file, as it lies there. The pieces of a file follow each other without a gap, so
 * that every byte belongs to one.
 *
 * @param kind what it is
 * @param offset where in the file it begins
 * @param length how many bytes it has
 * @param flags {@link logkv.segmented.format.RecordFormat#WITNESS} and the like
 * @param keyLength as its header says; {@link #UNKNOWN} if it is no record, or its header cannot be
 *     trusted
 * @param valueLength the same
 * @param checksums what they say
 * @param key its bytes; empty if they are not known
 * @param problem why these bytes are no record; null if they are one
 */
record Piece(
    Kind kind,
    long offset,
    long length,
    int flags,
    int keyLength,
    int valueLength,
    Checksums checksums,
    ByteBuffer key,
    String problem) {
  static final int UNKNOWN = -1;

  /** What a stretch of a file may be. */
  enum Kind {
    HEADER,
    PUT,
    TOMBSTONE,
    SEAL,
    /** Bytes that are no whole record. */
    DAMAGE,
    /** Nothing but zeros up to the end of the file. */
    ZEROS;

    /** As it is called in tables, and in the page. */
    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** What the checksums say of a piece. */
  enum Checksums {
    OK("ok"),
    /** There are none: the record is of a phase that does not have them yet. */
    NONE("none"),
    BAD_HEADER("bad header"),
    BAD_BODY("bad body"),
    /** The body is right; the header cannot be checked, because the segment's nonce is lost. */
    BODY_OK("body ok"),
    /** There are no such fields here, or not all the bytes that they cover. */
    UNREAD("");

    private final String word;

    Checksums(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** Bytes of no known meaning. */
  static Piece unknown(Kind kind, long offset, long length, Checksums checksums, String problem) {
    return new Piece(
        kind, offset, length, 0, UNKNOWN, UNKNOWN, checksums, ByteBuffer.allocate(0), problem);
  }

  long end() {
    return offset + length;
  }

  boolean isRecord() {
    return kind == Kind.PUT || kind == Kind.TOMBSTONE || kind == Kind.SEAL;
  }

  boolean isBad() {
    return kind == Kind.DAMAGE || kind == Kind.ZEROS;
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** Receives the pieces of a file in their order. */
  @FunctionalInterface
  interface Visitor {
    void visit(Piece piece) throws java.io.IOException;
  }
}
