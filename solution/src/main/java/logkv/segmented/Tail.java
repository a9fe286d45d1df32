package logkv.segmented;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The growing end of a segment file: how bytes get there.
 *
 * <pre>
 *                    start          end                 room
 *   | record | record | gathered     | 0 0 0 0 0 0 0 0 0 |
 *                       or mapped      room ahead
 * </pre>
 *
 * <p>Bytes gather in a buffer and go to the file in one write for each {@link #flush}, because a write
 * costs a call of the operating system, however short it is.
 *
 * <p><b>Room ahead.</b> While it is written to, the file is kept longer than its records, by zeros, which
 * are never a record. A force then has no new length to write down beside the bytes, which makes it
 * about a third cheaper. There is at most as much room as was written since the file was opened, so that
 * a program that puts one value does not pay for a thousand. What is left of it is cut off by {@link
 * #trim}; after a crash, by the next opening.
 *
 * <p><b>Mapped.</b> If not every write is forced, even the one call for each costs more than all the rest of
 * a put. Then the room is mapped into memory and bytes are copied straight into it: the operating system
 * has them at once, and a process that is killed loses none. The room must have been written before, since
 * a mapping of a file that has no space on its disk ends in an error at any later moment.
 *
 * <p>Room and mapping are favours: where there is none, because the disk is full or of another kind,
 * writing goes on without. Not safe for several threads at once.
 */
final class Tail {
  /** Less room than this is not worth a mapping of its own. */
  private static final int LEAST_MAPPED_BYTES = 64 * 1024;

  private static final int LEAST_BUFFER_BYTES = 4 * 1024;
  private static final int MOST_BUFFER_BYTES = 256 * 1024;
  /** A file to which less was written needs no room. */
  private static final int LEAST_AHEAD_BYTES = 4 * 1024;

  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(64 * 1024);

  private final ByteBuffer gathered;
  private Path file;
  private FileChannel channel;
  private Ahead ahead;

  private ByteBuffer into; // gathered, or the mapping
  private Mapping mapping; // null while bytes are gathered
  private int looked; // up to where in it nothing was skipped
  private long start; // where in the file the first byte of it goes
  private long room; // up to where the file has zeros
  private final long opened; // where the file ended when it was opened

  /**
   * How far a file may be ahead of its records.
   *
   * @param mostBytes how many zeros there may be behind the last record
   * @param mapped whether bytes are written through a mapping of them
   */
  record Ahead(int mostBytes, boolean mapped) {
    static final Ahead NONE = new Ahead(0, false);
  }

  /**
   * @param end where the next byte goes
   * @param buffer where bytes gather; see {@link #buffer}
   */
  Tail(Path file, FileChannel channel, long end, ByteBuffer buffer, Ahead ahead) {
    this.file = file;
    this.channel = channel;
    this.gathered = buffer.clear();
    this.into = gathered;
    this.start = end;
    this.room = end;
    this.opened = end;
    this.ahead = ahead;
  }

  /** A buffer for segments of this length. */
  static ByteBuffer buffer(long segmentBytes) {
    long bytes = Math.max(LEAST_BUFFER_BYTES, Math.min(MOST_BUFFER_BYTES, segmentBytes));
    return ByteBuffer.allocateDirect((int) bytes);
  }

  /** Where the next byte goes. */
  long end() {
    return start + into.position();
  }

  /** Up to where the file reaches, with what was given to the operating system and the room behind it. */
  long room() {
    return Math.max(start, room);
  }

  void put(byte[] bytes, int from, int count) throws IOException {
    int done = 0;
    while (done < count) {
      if (!into.hasRemaining()) {
        advance();
      }
      int next = Math.min(count - done, into.remaining());
      into.put(bytes, from + done, next);
      done += next;
    }
  }

  /** Gives everything to the operating system. */
  void flush() throws IOException {
    if (mapping == null) {
      advance();
    } else {
      requireWritten();
    }
  }

  private void requireWritten() throws IOException {
    int position = mapping.bytes().position();
    if (!mapping.isThere(looked, position)) {
      throw new IOException(
          "%s: a page in front of offset %d cannot be written through its mapping; look at the file's length and the disk"
              .formatted(file, end()));
    }
    looked = position;
  }

  /** Returns once everything would survive a power cut. */
  void force() throws IOException {
    flush();
    if (mapping != null) {
      mapping.bytes().force(); // POSIX does not say that a force of the file includes it
    }
    channel.force(false);
  }

  /** Makes {@code into} empty. */
  private void advance() throws IOException {
    if (mapping == null) {
      into.flip();
      while (into.hasRemaining()) {
        start += channel.write(into, start);
      }
      into.clear();
    } else {
      requireWritten();
      long end = end();
      gather();
      start = end;
    }
    if (start >= room) {
      makeRoom();
    }
  }

  private void gather() {
    if (mapping != null) {
      Mapping mapped = mapping;
      mapping = null;
      mapped.close();
    }
    into = gathered.clear();
  }

  private void makeRoom() throws IOException {
    long bytes = Math.min(ahead.mostBytes, start - opened);
    if (bytes < Math.max(1, Math.min(ahead.mostBytes, LEAST_AHEAD_BYTES))) {
      return;
    }
    try {
      writeZeros(start, start + bytes);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      ahead = Ahead.NONE; // a full disk may still take the next record; if not, that will say so
      return;
    }
    room = start + bytes;
    if (ahead.mapped && bytes >= Math.min(ahead.mostBytes, LEAST_MAPPED_BYTES)) {
      mapping = Mapping.forWriting(file, channel, start, bytes);
      if (mapping == null) {
        ahead = new Ahead(ahead.mostBytes, false);
      } else {
        into = mapping.bytes();
        looked = 0;
      }
    }
  }

  private void writeZeros(long from, long to) throws IOException {
    ByteBuffer zeros = ZEROS.duplicate();
    for (long at = from; at < to; ) {
      zeros.clear().limit((int) Math.min(zeros.capacity(), to - at));
      at += channel.write(zeros, at);
    }
  }

  /** Lets the file end where its bytes end; durable with the next force. */
  void trim() throws IOException {
    ahead = Ahead.NONE;
    flush();
    cutTo(end());
  }

  /** Forgets what comes behind {@code end}, and what the file has there. */
  void cutTo(long end) throws IOException {
    gather();
    if (channel.size() > end) {
      channel.truncate(end);
    }
    start = end;
    room = end;
  }

  /** Goes on at {@code end} with the same bytes as before, after an interrupt has closed the file. */
  void reopen(long end) throws IOException {
    channel = FileChannel.open(file, READ, WRITE);
    gather();
    start = end;
  }

  /** Reads what was written, from {@code from} to before {@code to}. */
  byte[] read(long from, long to) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(to - from));
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new EOFException("%s ends before offset %d".formatted(file, to));
      }
    }
    return bytes.array();
  }

  Path file() {
    return file;
  }

  void renamed(Path file) {
    this.file = file;
  }

  /** Closes the file, and lets it end at {@code end}. */
  void close(long end) throws IOException {
    try (FileChannel closing = channel) {
      if (closing.isOpen()) {
        cutTo(end);
      }
    } finally {
      gather();
    }
  }
}
