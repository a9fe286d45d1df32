package logkv.cli.inspect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A file beside the log that the store can do without: it makes it anew from the log.
 *
 * @param path where it is
 * @param bytes its length
 * @param summary what it is, in a few words
 * @param fields those in front, as the drawing of its format has them; none if too much is missing
 * @param damage what is wrong with it, if anything is
 * @param position up to where in the log it goes, if it says so
 */
record SideFile(
    Path path,
    long bytes,
    String summary,
    List<Field> fields,
    Optional<String> damage,
    Optional<Position> position) {

  /** A place in the log: an offset in the segment with this number. */
  record Position(long segment, long offset) {}

  String name() {
    return path.getFileName().toString();
  }

  /** Returns what is known of {@code file}, which is none of the log's. */
  static SideFile of(Path file) throws IOException {
    return switch (FileKind.of(file)) {
      case SNAPSHOT -> SnapshotFile.read(file);
      case FILTER -> FilterFile.read(file);
      default -> plain(file);
    };
  }

  static SideFile ofLaterVersion(Path file, long bytes, String what, int version) {
    String summary = "%s of version %d, which this program does not know".formatted(what, version);
    return new SideFile(file, bytes, summary, List.of(), Optional.empty(), Optional.empty());
  }

  private static SideFile plain(Path file) throws IOException {
    String name = file.getFileName().toString();
    String summary = "of no store";
    if (name.equals("LOCK")) {
      summary = "the lock of whoever has the store open";
    } else if (name.endsWith(".cut")) {
      summary = "what opening the store has cut off; never read again";
    } else if (name.endsWith(".tmp") || name.endsWith(".compact")) {
      summary = "was never finished; the next opening deletes it";
    }
    return new SideFile(
        file, Files.size(file), summary, List.of(), Optional.empty(), Optional.empty());
  }

  /** Returns the checksum of {@code window} from {@code from} to {@code to}. */
  static int checksum(Window window, long from, long to) throws IOException {
    CRC32C crc = new CRC32C();
    for (long at = from; at < to; ) {
      int count = (int) Math.min(Window.BYTES, to - at);
      int i = window.at(at, count);
      crc.update(window.bytes(), i, count);
      at += count;
    }
    return (int) crc.getValue();
  }

  /** Returns a view of {@code count} bytes in the byte order of these files, good until the next. */
  static ByteBuffer little(Window window, long offset, int count) throws IOException {
    int at = window.at(offset, count);
    return ByteBuffer.wrap(window.bytes(), at, count).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  static String verdict(int stored, int computed) {
    return stored == computed ? "matches" : "should be %08x".formatted(computed);
  }

  static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.READ);
  }
}
