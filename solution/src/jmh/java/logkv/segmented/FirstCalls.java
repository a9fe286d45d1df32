package logkv.segmented;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How a get becomes faster while Java learns what the program does: the processor time of a call among
 * the first hundred, the next nine hundred, and so on to a million.
 *
 * <pre>
 *   ./mvnw -q -pl solution package -DskipTests
 *   java -cp solution/target/kv.jar:solution/target/jmh-classes logkv.segmented.FirstCalls
 * </pre>
 *
 * <p>Another program fills the store, or putting would be the practice for getting: the first run does
 * only that, in a process of its own.
 */
public final class FirstCalls {
  private static final int KEYS = 100_000;

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length > 0) {
      try (SegmentedStore store = SegmentedStore.open(Path.of(args[0]))) {
        Scratch.fill(store, KEYS);
      }
      return;
    }
    Path directory = Scratch.directory();
    try {
      fill(directory);
      try (SegmentedStore store = SegmentedStore.openReadOnly(directory)) {
        time(store);
      }
    } finally {
      Scratch.delete(directory);
    }
  }

  private static void fill(Path directory) throws IOException, InterruptedException {
    int status = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            FirstCalls.class.getName(),
            directory.toString())
        .inheritIO()
        .start()
        .waitFor();
    if (status != 0) {
      throw new IOException("the store could not be filled");
    }
  }

  private static void time(SegmentedStore store) throws IOException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    SplittableRandom random = new SplittableRandom(1);
    long seen = 0;
    int from = 0;
    for (int to = 100; to <= 1_000_000; to *= 10) {
      long before = threads.getCurrentThreadCpuTime();
      for (int i = from; i < to; i++) {
        seen += store.get(Scratch.key(random.nextInt(KEYS))).orElseThrow().length;
      }
      long nanos = threads.getCurrentThreadCpuTime() - before;
      System.out.printf(
          Locale.ROOT, "%,9d to %,9d %9.0f ns%n", from + 1, to, nanos / (double) (to - from));
      from = to;
    }
    if (seen != 1_000_000L * Scratch.VALUE_BYTES) {
      throw new IOException("what was put is not what came back");
    }
  }
}
