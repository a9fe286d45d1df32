package logkv.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory that this process has in use: of its heap, and outside of the heap.
 *
 * @param heap bytes in use after a collection
 * @param outside bytes that are resident and neither a file's nor the heap's, which the JVM must have
 *     touched at its start (AlwaysPreTouch); -1 where Linux does not tell
 */
record Memory(long heap, long outside) {
  private static final Path STATUS = Path.of("/proc/self/status");

  static Memory now() throws IOException {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    long heap = runtime.totalMemory() - runtime.freeMemory();
    long outside = -1;
    if (Files.exists(STATUS)) {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("RssAnon:")) {
          outside = Long.parseLong(line.replaceAll("\\D", "")) * 1024 - runtime.totalMemory();
        }
      }
    }
    return new Memory(heap, outside);
  }
}
