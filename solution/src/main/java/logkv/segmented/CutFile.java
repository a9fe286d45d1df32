package logkv.segmented;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import logkv.log.Directories;

/**
 * What is cut off from the end of a segment, in a file beside it that nobody reads but people.
 *
 * <pre>
 *   0000000006.seg.4711.cut      was cut off at offset 4711
 *   0000000006.seg.4711.2.cut    something else that was cut off there later
 * </pre>
 */
final class CutFile {
  private static final int PIECE_BYTES = 64 * 1024;

  private CutFile() {}

  /**
   * Copies the bytes of {@code segment} from {@code from} to {@code to}; durable when this returns. No
   * file that holds anything else is written over.
   */
  static void keep(Path segment, FileChannel channel, long from, long to) throws IOException {
    Path file = nameFor(segment, channel, from, to);
    try (FileChannel copy = FileChannel.open(file, CREATE, TRUNCATE_EXISTING, WRITE)) {
      long copied = from;
      while (copied < to) {
        copied += channel.transferTo(copied, to - copied, copy);
      }
      copy.force(true);
    }
    Directories.force(segment.toAbsolutePath().getParent());
  }

  private static Path nameFor(Path segment, FileChannel channel, long from, long to)
      throws IOException {
    Path file = segment.resolveSibling("%s.%d.cut".formatted(segment.getFileName(), from));
    for (int n = 2; Files.exists(file) && !isBeginning(file, channel, from, to); n++) {
      file = segment.resolveSibling("%s.%d.%d.cut".formatted(segment.getFileName(), from, n));
    }
    return file;
  }

  /** A recovery that was interrupted has copied the same bytes, or the first of them. */
  private static boolean isBeginning(Path file, FileChannel channel, long from, long to)
      throws IOException {
    try (FileChannel kept = FileChannel.open(file, READ)) {
      long size = kept.size();
      if (size > to - from) {
        return false;
      }
      ByteBuffer ours = ByteBuffer.allocate(PIECE_BYTES);
      ByteBuffer theirs = ByteBuffer.allocate(PIECE_BYTES);
      for (long at = 0; at < size; at += PIECE_BYTES) {
        int count = (int) Math.min(PIECE_BYTES, size - at);
        if (!read(kept, at, count, theirs).equals(read(channel, from + at, count, ours))) {
          return false;
        }
      }
      return true;
    }
  }

  private static ByteBuffer read(FileChannel channel, long at, int count, ByteBuffer into)
      throws IOException {
    into.clear().limit(count);
    while (into.hasRemaining()) {
      if (channel.read(into, at + into.position()) < 0) {
        throw new EOFException("the file ends before offset %d".formatted(at + count));
      }
    }
    return into.flip();
  }
}
