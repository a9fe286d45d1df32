import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import logkv.LogStore;
import logkv.segmented.Options;
import logkv.segmented.SegmentedStore;
import logkv.segmented.SyncPolicy;

/**
 * Puts and gets a second, of the store of the course and of the complete one under several policies:
 * keys of 9 bytes, values of 100. The stores take turns, and the best round of each counts, since others
 * may use the machine. The arguments are the number of puts, 200 if there is none, and of rounds, 1.
 */
public class HowFast {
  private static final byte[] VALUE = "v".repeat(100).getBytes(UTF_8);

  public static void main(String[] arguments) throws Exception {
    int puts = arguments.length < 1 ? 200 : Integer.parseInt(arguments[0]);
    int rounds = arguments.length < 2 ? 1 : Integer.parseInt(arguments[1]);
    Map<String, Round> best = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      best.merge("of the course, 1 writer", ofTheCourse(puts), Round::best);
      best.merge("complete, always, 1 writer", complete(SyncPolicy.always(), 1, puts), Round::best);
      best.merge(
          "complete, always, 32 writers", complete(SyncPolicy.always(), 32, puts), Round::best);
      best.merge(
          "complete, every 100 ms, 1 writer",
          complete(SyncPolicy.every(Duration.ofMillis(100)), 1, puts),
          Round::best);
    }
    System.out.println("store                               puts a second  gets a second");
    best.forEach((name, round) ->
        System.out.printf("%-34s %,14.0f %,14.0f%n", name, round.puts, round.gets));
  }

  /** How many a second. */
  private record Round(double puts, double gets) {
    Round best(Round other) {
      return new Round(Math.max(puts, other.puts), Math.max(gets, other.gets));
    }
  }

  /** Something done with one key. */
  private interface Call {
    void with(int key) throws Exception;
  }

  private static Round ofTheCourse(int puts) throws Exception {
    try (LogStore store = LogStore.open(Files.createTempDirectory("course"))) {
      String value = new String(VALUE, UTF_8);
      return new Round(perSecond(1, puts, key -> store.put(name(key), value)), gets(puts, key -> {
        boolean there = store.get(name(key)).isPresent();
        assert there;
      }));
    }
  }

  private static Round complete(SyncPolicy policy, int writers, int puts) throws Exception {
    Path directory = Files.createTempDirectory("complete");
    Options options = Options.DEFAULTS.with().syncPolicy(policy).build();
    try (SegmentedStore store = SegmentedStore.open(directory, options)) {
      return new Round(
          perSecond(writers, puts, key -> store.put(name(key).getBytes(UTF_8), VALUE)),
          gets(puts, key -> {
            boolean there = store.get(name(key).getBytes(UTF_8)).isPresent();
            assert there;
          }));
    }
  }

  /** One thread gets random keys, twice; the second time counts. */
  private static double gets(int keys, Call get) throws Exception {
    Random random = new Random(1);
    Call anyKey = number -> get.with(random.nextInt(keys));
    perSecond(1, 10 * keys, anyKey);
    return perSecond(1, 10 * keys, anyKey);
  }

  private static double perSecond(int threads, int calls, Call call) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Void>> shares = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int first = thread;
        shares.add(() -> {
          for (int i = first; i < calls; i += threads) {
            call.with(i);
          }
          return null;
        });
      }
      long start = System.nanoTime();
      for (Future<Void> share : pool.invokeAll(shares)) {
        share.get();
      }
      return calls * 1e9 / (System.nanoTime() - start);
    } finally {
      pool.shutdown();
    }
  }

  private static String name(int key) {
    return "k%08d".formatted(key);
  }
}
