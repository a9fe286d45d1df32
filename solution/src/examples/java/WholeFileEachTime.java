import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import logkv.LogStore;
import logkv.log.Directories;

/**
 * What a put costs when the whole map is written to a file each time, safely, and what it costs in a log.
 * The argument is the largest number of keys; 1,000 if there is none.
 */
public class WholeFileEachTime {
  private static final int PUTS = 20;
  private static final String VALUE = "v".repeat(100);

  public static void main(String[] arguments) throws Exception {
    int most = arguments.length == 0 ? 1_000 : Integer.parseInt(arguments[0]);
    System.out.println(
        "keys      whole file, us a put   bytes a put    log, us a put   bytes a put");
    for (int keys = 100; keys <= most; keys *= 10) {
      Path directory = Files.createTempDirectory("whole");
      Map<String, String> map = new TreeMap<>();
      for (int key = 0; key < keys; key++) {
        map.put(name(key), VALUE);
      }
      long bytes = save(map, directory);
      long whole = fastest(i -> {
        map.put(name(i), VALUE);
        save(map, directory);
      });
      long log;
      try (LogStore store = LogStore.open(directory.resolve("log"))) {
        log = fastest(i -> store.put(name(i), VALUE));
      }
      long logBytes = Files.size(directory.resolve("log/data.log")) / PUTS;
      System.out.printf("%,-9d %,20d %,13d %,16d %,13d%n", keys, whole, bytes, log, logBytes);
      assert logBytes < bytes;
    }
  }

  private interface Put {
    void number(int i) throws IOException;
  }

  /** In microseconds: on a busy machine the fastest of many says most about the work itself. */
  private static long fastest(Put put) throws IOException {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < PUTS; i++) {
      long start = System.nanoTime();
      put.number(i);
      fastest = Math.min(fastest, System.nanoTime() - start);
    }
    return fastest / 1_000;
  }

  /** A new file beside the old one, forced, renamed, and the directory forced. */
  private static long save(Map<String, String> map, Path directory) throws IOException {
    StringBuilder lines = new StringBuilder();
    map.forEach((key, value) -> lines.append(key).append('=').append(value).append('\n'));
    byte[] bytes = lines.toString().getBytes(UTF_8);
    Path aside = directory.resolve("map.tmp");
    try (FileChannel file = FileChannel.open(aside, CREATE, TRUNCATE_EXISTING, WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        file.write(rest);
      }
      file.force(true);
    }
    Files.move(aside, directory.resolve("map.txt"), ATOMIC_MOVE);
    Directories.force(directory);
    return bytes.length;
  }

  private static String name(int key) {
    return "k%08d".formatted(key);
  }
}
