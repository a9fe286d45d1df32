package logkv.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What lies in a directory. */
final class Disk {
  private Disk() {}

  /** Returns how many bytes of the disk a directory takes; holes in files count nothing. */
  static long used(Path directory) throws IOException, InterruptedException {
    Process du = new ProcessBuilder("du", "-sk", directory.toString()).start();
    String said = new String(du.getInputStream().readAllBytes());
    if (du.waitFor() != 0) {
      throw new IOException("du -sk %s failed".formatted(directory));
    }
    return Long.parseLong(said.split("\\s")[0]) * 1024;
  }

  /** Deletes it and all in it, if it is there. */
  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> found = Files.walk(directory)) {
      files = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
