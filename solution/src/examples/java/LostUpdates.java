import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import logkv.segmented.Options;
import logkv.segmented.SegmentedStore;
import logkv.segmented.SyncPolicy;
import logkv.segmented.TextStore;

/**
 * Each get and each put happens at one moment, and a get with a put behind it does not: two threads that
 * count lose some of what the other one has counted.
 */
public class LostUpdates {
  private static final int TIMES = 10_000;

  public static void main(String[] arguments) throws Exception {
    Options options = Options.DEFAULTS.with().syncPolicy(SyncPolicy.never()).build();
    try (TextStore store =
        TextStore.of(SegmentedStore.open(Files.createTempDirectory("counters"), options))) {
      int careless = count(store, "careless", () -> increment(store, "careless"));
      Object turn = new Object();
      int careful = count(store, "careful", () -> {
        synchronized (turn) {
          increment(store, "careful");
        }
      });
      System.out.printf(
          "two threads counted %,d times: %,d; with a lock around get and put: %,d%n",
          2 * TIMES, careless, careful);
      assert 2 <= careless && careless <= 2 * TIMES; // 2: the worst that can happen
      assert careful == 2 * TIMES;
    }
  }

  private static void increment(TextStore store, String key) throws IOException {
    int before = Integer.parseInt(store.get(key).orElseThrow());
    store.put(key, Integer.toString(before + 1));
  }

  private static int count(TextStore store, String key, Step step) throws Exception {
    store.put(key, "0");
    List<Thread> threads = List.of(new Thread(() -> count(step)), new Thread(() -> count(step)));
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    return Integer.parseInt(store.get(key).orElseThrow());
  }

  private static void count(Step step) {
    try {
      for (int i = 0; i < TIMES; i++) {
        step.take();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What a thread does again and again. */
  private interface Step {
    void take() throws IOException;
  }
}
