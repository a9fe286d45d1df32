package logkv.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import logkv.peers.report.Latency;
import org.HdrHistogram.Histogram;

/**
 * Calls, one after the other, as fast as they go, until there were enough or the time is over.
 *
 * <p>The clock is read once for {@value #BLOCK} calls, and twice more for one of these, since reading it
 * takes about as long as some of the calls. So percentiles are those of one call in {@value #BLOCK}; the
 * longest call is the longest of them or of the blocks, whichever is more.
 */
final class Loop {
  private static final int BLOCK = 16;
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);

  private final Histogram sampled = new Histogram(HOUR, 3);
  private long longestNanos;
  private long calls;
  private long begun;
  private long ended;
  private boolean cut;

  /** One call. */
  interface Call {
    void run(long i) throws Exception;
  }

  /** What each of several threads does. */
  interface CallOfThread {
    Call of(int thread) throws Exception;
  }

  private Loop() {}

  /** Runs {@code call} for 0, 1, 2 ... {@code calls} - 1, as far as {@code seconds} allow. */
  static Loop run(long calls, double seconds, Call call) throws Exception {
    return new Loop().runHere(calls, seconds, BLOCK, call);
  }

  /** Times every call; for those that take much longer than reading the clock. */
  static List<Loop> timeEach(int threads, double seconds, CallOfThread calls) throws Exception {
    return inThreads(threads, Long.MAX_VALUE, seconds, 1, calls);
  }

  /** Runs in several threads that begin together; returns the loop of each. */
  static List<Loop> inThreads(int threads, long callsOfEach, double seconds, CallOfThread calls)
      throws Exception {
    return inThreads(threads, callsOfEach, seconds, BLOCK, calls);
  }

  private static List<Loop> inThreads(
      int threads, long callsOfEach, double seconds, int block, CallOfThread calls)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CountDownLatch ready = new CountDownLatch(threads);
      List<Future<Loop>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Call call = calls.of(i);
        Callable<Loop> work = () -> {
          ready.countDown();
          ready.await();
          return new Loop().runHere(callsOfEach, seconds, block, call);
        };
        running.add(pool.submit(work));
      }
      List<Loop> done = new ArrayList<>();
      for (Future<Loop> loop : running) {
        done.add(loop.get());
      }
      return done;
    } finally {
      pool.shutdownNow();
    }
  }

  private Loop runHere(long most, double seconds, int block, Call call) throws Exception {
    begun = System.nanoTime();
    long end = begun + (long) (seconds * 1e9);
    long before = begun;
    while (calls < most && before < end) {
      call.run(calls++);
      long now = System.nanoTime();
      sampled.recordValue(now - before);
      for (int i = 1; i < block && calls < most; i++) {
        call.run(calls++);
      }
      if (block > 1) {
        now = System.nanoTime();
      }
      longestNanos = Math.max(longestNanos, now - before);
      before = now;
    }
    ended = before;
    cut = calls < most && most != Long.MAX_VALUE;
    return this;
  }

  long calls() {
    return calls;
  }

  /** Whether the time was over before the calls were. */
  boolean cut() {
    return cut;
  }

  double perSecond() {
    return perSecond(List.of(this));
  }

  /** The calls of all, over the time from the first beginning to the last end. */
  static double perSecond(List<Loop> loops) {
    long first = loops.stream().mapToLong(loop -> loop.begun).min().orElseThrow();
    long last = loops.stream().mapToLong(loop -> loop.ended).max().orElseThrow();
    return loops.stream().mapToLong(Loop::calls).sum() * 1e9 / Math.max(1, last - first);
  }

  double longestMillis() {
    return longestNanos / 1e6;
  }

  static Optional<Latency> latency(List<Loop> loops) {
    Histogram all = new Histogram(HOUR, 3);
    loops.forEach(loop -> all.add(loop.sampled));
    long longest = loops.stream().mapToLong(loop -> loop.longestNanos).max().orElseThrow();
    return Optional.of(new Latency(
        all.getValueAtPercentile(50) / 1e3,
        all.getValueAtPercentile(99) / 1e3,
        all.getValueAtPercentile(99.9) / 1e3,
        Math.max(longest, all.getMaxValue()) / 1e3));
  }
}
