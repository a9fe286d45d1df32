package logkv.course.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Remembers in a file from what something was made, to know when it must be made again.
 *
 * <p>Looks at contents and not at times, which editors, checkouts and archives change as they like.
 */
final class Stamp {
  private final Path file;
  private final String now;

  private Stamp(Path file, String now) {
    this.file = file;
    this.now = now;
  }

  /**
   * @param file where it is kept
   * @param sources the folder of Java files something is made from
   * @param others what else has an influence
   */
  static Stamp of(Path file, Path sources, List<String> others) throws IOException {
    StringBuilder now = new StringBuilder();
    for (Path source : Compiler.javaFiles(sources)) {
      byte[] bytes = Files.readAllBytes(source);
      now.append("%s %d %x%n".formatted(sources.relativize(source), bytes.length, crc(bytes)));
    }
    others.forEach(other -> now.append(other).append('\n'));
    return new Stamp(file, now.toString());
  }

  boolean isUpToDate() {
    try {
      return Files.readString(file).equals(now);
    } catch (IOException e) {
      return false;
    }
  }

  void write() throws IOException {
    Files.writeString(file, now);
  }

  /** To be called before the making begins: what is half made is not up to date. */
  void remove() throws IOException {
    Files.deleteIfExists(file);
  }

  static long crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }
}
