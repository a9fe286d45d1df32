package logkv.cli.inspect;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A file of any length, seen through a buffer that is read ahead.
 *
 * <p>Ends where the file ended when this was made, though somebody may be writing to it.
 */
final class Window {
  /** How many are read at once, if not more are asked for. */
  static final int BYTES = 256 * 1024;

  private final Path file;
  private final FileChannel channel;
  private final long end;

  private byte[] bytes = new byte[0];
  private long from; // the offset of its first byte
  private int length;

  Window(Path file, FileChannel channel, long end) {
    this.file = file;
    this.channel = channel;
    this.end = end;
  }

  long end() {
    return end;
  }

  /** Makes sure that {@code count} bytes from {@code offset} on are here, and says at which index. */
  int at(long offset, int count) throws IOException {
    if (offset < from || offset + count > from + length) {
      fill(offset, (int) Math.min(Math.max(count, BYTES), end - offset));
    }
    return (int) (offset - from);
  }

  /** The array that {@link #at} speaks of; its next call may change it. */
  byte[] bytes() {
    return bytes;
  }

  /** Returns a copy of {@code count} bytes from {@code offset} on, or of those that there are. */
  byte[] bytesFrom(long offset, int count) throws IOException {
    int there = (int) Math.max(0, Math.min(count, end - offset));
    int at = at(offset, there);
    return Arrays.copyOfRange(bytes, at, at + there);
  }

  /** Says whether there is nothing but zeros from {@code offset} to the end. */
  boolean isZeroFrom(long offset) throws IOException {
    byte[] zeros = new byte[BYTES];
    for (long o = offset; o < end; o += BYTES) {
      int count = (int) Math.min(BYTES, end - o);
      int at = at(o, count);
      if (!Arrays.equals(bytes, at, at + count, zeros, 0, count)) {
        return false;
      }
    }
    return true;
  }

  private void fill(long offset, int count) throws IOException {
    if (bytes.length < count) {
      bytes = new byte[count];
    }
    length = 0;
    ByteBuffer into = ByteBuffer.wrap(bytes, 0, count);
    while (into.hasRemaining()) {
      if (channel.read(into, offset + into.position()) < 0) {
        throw new EOFException("%s became shorter while it was read: it is in use".formatted(file));
      }
    }
    from = offset;
    length = count;
  }
}
