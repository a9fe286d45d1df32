package logkv.segmented.format;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Walks through the records of one segment, from the first to the last whole one, and then says what
 * stopped it.
 *
 * <pre>
 *   while (scan.next()) { ... scan.offset(), scan.kind(), scan.key() ... }
 *   if (scan.problem() != null) { ... }
 * </pre>
 *
 * <p>Reads ahead, a window at a time, and never beyond {@code end}. Not for several threads at once.
 */
public final class SegmentScan {
  private static final int WINDOW_BYTES = 256 * 1024;

  private final Path file;
  private final FileChannel channel;
  private final long nonce;
  private final long end;

  private byte[] window = new byte[0];
  private long windowAt; // the offset of its first byte
  private int windowLength;

  private long offset; // of the record that next() has found
  private int length; // 0 before the first call, and after the last
  private String problem;

  /**
   * @param from where to begin: where a record begins
   * @param end where to stop: the length of the file, or of what is known of it
   */
  public SegmentScan(Path file, FileChannel channel, long nonce, long from, long end) {
    this.file = file;
    this.channel = channel;
    this.nonce = nonce;
    this.offset = from;
    this.end = end;
  }

  /** Goes to the next record; false if there is no whole one where it should begin. */
  public boolean next() throws IOException {
    if (problem != null) {
      return false;
    }
    offset += length;
    length = 0;
    if (offset == end) {
      return false;
    }
    problem = problemAt(offset);
    return problem == null;
  }

  /** Goes on at {@code offset}, whatever has stopped it so far, and reads afresh what is there. */
  public void continueAt(long offset) {
    this.offset = offset;
    windowLength = 0;
    length = 0;
    problem = null;
  }

  /** Where the record begins; after {@link #next} was false, where the next one should have begun. */
  public long offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  /** Where the record ends. */
  public long endOffset() {
    return offset + length;
  }

  /** What stopped the scan; null if it came to the end. */
  public String problem() {
    return problem;
  }

  public int kind() {
    return RecordFormat.kindIn(window, at());
  }

  public boolean batchGoesOn() {
    return (RecordFormat.flagsIn(window, at()) & RecordFormat.BATCH_GOES_ON) != 0;
  }

  public boolean isWitness() {
    return (RecordFormat.flagsIn(window, at()) & RecordFormat.WITNESS) != 0;
  }

  public int keyLength() {
    return RecordFormat.keyLengthIn(window, at());
  }

  public int valueLength() {
    return RecordFormat.valueLengthIn(window, at());
  }

  public byte[] key() {
    int from = at() + RecordFormat.HEADER_BYTES;
    return Arrays.copyOfRange(window, from, from + keyLength());
  }

  public byte[] value() {
    int from = at() + RecordFormat.HEADER_BYTES + keyLength();
    return Arrays.copyOfRange(window, from, from + valueLength());
  }

  /** The array that holds the record, from {@link #at}; good until the next call of another method. */
  public byte[] bytes() {
    return window;
  }

  /** Where in {@link #bytes} the record begins. */
  public int at() {
    return (int) (offset - windowAt);
  }

  /** Says whether there is nothing but zeros from {@code from} on: space that was never written. */
  public boolean isZeroFrom(long from) throws IOException {
    return dataEnd(from) == from;
  }

  /** Where the data behind {@code from} ends: what follows is nothing but zeros, if anything. */
  public long dataEnd(long from) throws IOException {
    long dataEnd = from;
    for (long at = from; at < end; at += WINDOW_BYTES) {
      int count = (int) Math.min(WINDOW_BYTES, end - at);
      fill(at, count);
      int first = (int) (at - windowAt);
      for (int i = first; i < first + count; i++) {
        if (window[i] != 0) {
          dataEnd = at + (i - first) + 1;
        }
      }
    }
    return dataEnd;
  }

  /**
   * Looks behind the bad bytes at {@code bad} for a whole record that was written after they had been
   * forced, and returns where it begins, or -1.
   *
   * <p>If the bad record's header is good, its lengths say where the next one begins. Otherwise a
   * record may begin at any byte.
   */
  public long witnessBehind(long bad) throws IOException {
    for (long at = nextWhole(bad); at >= 0; at = nextWhole(at)) {
      if ((RecordFormat.flagsIn(window, (int) (at - windowAt)) & RecordFormat.WITNESS) != 0) {
        return at;
      }
    }
    return -1;
  }

  /** Returns where the next whole record behind the one at {@code from}, good or bad, begins; or -1. */
  public long nextWhole(long from) throws IOException {
    for (long at = behind(from); end - at >= RecordFormat.HEADER_BYTES; at++) {
      fill(at, RecordFormat.HEADER_BYTES);
      if (RecordFormat.hasHeader(window, (int) (at - windowAt), nonce, at)
          && problemAt(at) == null) {
        length = 0;
        return at;
      }
    }
    return -1;
  }

  private long behind(long from) throws IOException {
    if (end - from < RecordFormat.HEADER_BYTES) {
      return end;
    }
    fill(from, RecordFormat.HEADER_BYTES);
    int at = (int) (from - windowAt);
    if (!RecordFormat.hasHeader(window, at, nonce, from)
        || RecordFormat.oddity(window, at) != null) {
      return from + 1;
    }
    return from
        + RecordFormat.length(
            RecordFormat.keyLengthIn(window, at), RecordFormat.valueLengthIn(window, at));
  }

  /** Says what is wrong with the record that should begin at {@code start}, or null; sets length. */
  private String problemAt(long start) throws IOException {
    length = 0;
    if (end - start < RecordFormat.HEADER_BYTES) {
      return "the file ends inside of its header";
    }
    fill(start, RecordFormat.HEADER_BYTES);
    int at = (int) (start - windowAt);
    if (!RecordFormat.hasHeader(window, at, nonce, start)) {
      return "the header checksum does not match";
    }
    String oddity = RecordFormat.oddity(window, at);
    if (oddity != null) {
      return oddity;
    }
    long needed = RecordFormat.length(
        RecordFormat.keyLengthIn(window, at), RecordFormat.valueLengthIn(window, at));
    if (needed > end - start) { // before any memory is asked for
      return "the file ends inside of it";
    }
    fill(start, Math.toIntExact(needed));
    at = (int) (start - windowAt);
    int body = (int) needed - RecordFormat.HEADER_BYTES;
    if (RecordFormat.bodyChecksum(window, at + RecordFormat.HEADER_BYTES, body)
        != RecordFormat.bodyChecksumIn(window, at)) {
      return "the body checksum does not match";
    }
    length = (int) needed;
    return null;
  }

  /** Makes sure that the {@code count} bytes from {@code from} on are in the window. */
  private void fill(long from, int count) throws IOException {
    if (windowAt <= from && from + count <= windowAt + windowLength) {
      return;
    }
    int wanted = (int) Math.min(Math.max(count, WINDOW_BYTES), end - from);
    if (window.length < wanted) {
      window = new byte[wanted];
    }
    ByteBuffer into = ByteBuffer.wrap(window, 0, wanted);
    while (into.hasRemaining()) {
      if (channel.read(into, from + into.position()) < 0) {
        throw new EOFException("%s ends before offset %d".formatted(file, from + wanted));
      }
    }
    windowAt = from;
    windowLength = wanted;
  }
}
