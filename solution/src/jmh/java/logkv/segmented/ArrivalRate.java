package logkv.segmented;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Durable puts that come at a fixed rate: what coordinated omission leaves out, measured.
 *
 * <pre>
 *   ./mvnw -q -pl solution package -DskipTests
 *   java -cp solution/target/kv.jar:solution/target/jmh-classes logkv.segmented.ArrivalRate 10 0 2000
 * </pre>
 *
 * <p>The first argument says how many seconds a line takes, the others are rates: puts a second, or 0
 * for a closed loop, in which each put begins when the one before has returned. <i>service</i> is the
 * time from the call to its return; <i>response</i> that from the moment at which the put was due,
 * whether or not the caller was free to begin it then.
 *
 * <p>This is no benchmark of JMH, because JMH has no rates: all its loops are closed.
 */
public final class ArrivalRate {
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);
  private static final long SPIN = 100_000; // nanoseconds; parking may oversleep that much
  private static final double[] PERCENTILES = {50, 99, 99.9, 100};

  private final SegmentedStore store;
  private final Histogram service = new Histogram(HOUR, 3);
  private final Histogram response = new Histogram(HOUR, 3);
  private long next;

  private ArrivalRate(SegmentedStore store) {
    this.store = store;
  }

  public static void main(String[] args) throws IOException {
    long seconds = Long.parseLong(args[0]);
    System.out.println(
        "puts a second wanted, done; service p50, p99, p99.9, max; response the same, µs");
    for (int i = 1; i < args.length; i++) {
      Path directory = Scratch.directory();
      try (SegmentedStore store = SegmentedStore.open(directory)) {
        ArrivalRate loop = new ArrivalRate(store);
        loop.run(0, TimeUnit.SECONDS.toNanos(2)); // warm-up
        loop.service.reset();
        loop.response.reset();
        loop.run(Long.parseLong(args[i]), TimeUnit.SECONDS.toNanos(seconds));
        System.out.println(args[i] + loop.line(seconds));
      } finally {
        Scratch.delete(directory);
      }
    }
  }

  private void run(long rate, long nanos) throws IOException {
    long begin = System.nanoTime();
    long interval = rate == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / rate;
    long due = begin;
    for (long now = begin; now - begin < nanos && due - begin < nanos; due += interval) {
      if (rate == 0) {
        due = now;
      }
      long called = waitUntil(due);
      store.put(Scratch.key(next++), new byte[Scratch.VALUE_BYTES]);
      now = System.nanoTime();
      service.recordValue(now - called);
      response.recordValue(now - due); // late already when it was called? then that counts
    }
  }

  private static long waitUntil(long due) {
    long now = System.nanoTime();
    while (now - due < 0) {
      if (due - now > SPIN) {
        LockSupport.parkNanos(due - now - SPIN);
      } else {
        Thread.onSpinWait();
      }
      now = System.nanoTime();
    }
    return now;
  }

  private String line(long seconds) {
    StringBuilder line = new StringBuilder(" " + service.getTotalCount() / seconds);
    for (Histogram times : new Histogram[] {service, response}) {
      line.append(";");
      for (double percentile : PERCENTILES) {
        line.append(
            String.format(Locale.ROOT, " %.0f", times.getValueAtPercentile(percentile) / 1e3));
      }
    }
    return line.toString();
  }
}
