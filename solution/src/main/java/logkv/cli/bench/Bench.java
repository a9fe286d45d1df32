package logkv.cli.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import logkv.segmented.Batch;
import logkv.segmented.Cursor;
import logkv.segmented.KeyRange;
import logkv.segmented.SegmentedStore;
import org.HdrHistogram.Histogram;

/**
 * Runs workloads against a store and measures every operation.
 *
 * <p>Each thread does one operation after the other, so while the store makes one of them wait, those
 * that would have come meanwhile are not counted: the percentiles flatter a store that stalls.
 */
public final class Bench {
  private static final int BATCH = 1_000;
  private static final int LONGEST_SCAN = 100;

  private final SegmentedStore store;
  private final Plan plan;
  private final Zipfian zipfian;
  private final byte[] noise;
  private final AtomicLong inserted = new AtomicLong();

  /**
   * How much to do.
   *
   * @param records how many there are when the workloads begin
   * @param operations how many a workload is made of
   * @param seconds when a workload ends, if it is not done before
   * @param valueBytes how long a value is
   * @param threads how many share the work
   * @param seed the same seed, the same operations on the same keys (with one thread)
   */
  public record Plan(
      long records, long operations, long seconds, int valueBytes, int threads, long seed) {}

  public Bench(SegmentedStore store, Plan plan) {
    this.store = store;
    this.plan = plan;
    this.zipfian = new Zipfian(plan.records());
    this.noise = new byte[plan.valueBytes() + (1 << 16)];
    new SplittableRandom(plan.seed()).nextBytes(noise);
  }

  /**
   * Puts the records, in batches; every batch is one insert of the result.
   *
   * @param progress hears how many records are there
   */
  public Result load(LongConsumer progress) throws IOException {
    Map<Operation, Histogram> latencies = Result.noLatencies();
    SplittableRandom random = new SplittableRandom(plan.seed());
    long begin = System.nanoTime();
    while (inserted.get() < plan.records()) {
      Batch batch = new Batch();
      for (long i = Math.min(BATCH, plan.records() - inserted.get()); i > 0; i--) {
        batch.put(key(inserted.getAndIncrement()), value(random));
      }
      long before = System.nanoTime();
      store.write(batch);
      Result.record(latencies, Operation.INSERT, System.nanoTime() - before);
      progress.accept(inserted.get());
    }
    return new Result(System.nanoTime() - begin, latencies);
  }

  /**
   * Runs {@code workload}.
   *
   * @param progress hears how many operations were done, ten times a second
   */
  public Result run(Workload workload, LongConsumer progress)
      throws IOException, InterruptedException {
    AtomicLong done = new AtomicLong();
    ExecutorService threads = Executors.newFixedThreadPool(plan.threads());
    try {
      long begin = System.nanoTime();
      List<Future<Map<Operation, Histogram>>> parts = new ArrayList<>();
      SplittableRandom random = new SplittableRandom(plan.seed() + workload.ordinal());
      for (int i = 0; i < plan.threads(); i++) {
        SplittableRandom own = random.split();
        parts.add(threads.submit(() -> work(workload, done, begin, own)));
      }
      Map<Operation, Histogram> latencies = Result.noLatencies();
      for (Future<Map<Operation, Histogram>> part : parts) {
        Result.addAll(waitFor(part, () -> progress.accept(done.get())), latencies);
      }
      return new Result(System.nanoTime() - begin, latencies);
    } finally {
      threads.shutdownNow();
    }
  }

  private Map<Operation, Histogram> work(
      Workload workload, AtomicLong done, long begin, SplittableRandom random) throws IOException {
    Map<Operation, Histogram> latencies = Result.noLatencies();
    long end = begin + TimeUnit.SECONDS.toNanos(plan.seconds());
    while (System.nanoTime() < end && done.getAndIncrement() < plan.operations()) {
      Operation operation = workload.operation(random.nextInt(100));
      byte[] key = key(number(workload, random));
      byte[] value = value(random);
      long before = System.nanoTime();
      perform(operation, key, value, random);
      Result.record(latencies, operation, System.nanoTime() - before);
    }
    return latencies;
  }

  private void perform(Operation operation, byte[] key, byte[] value, SplittableRandom random)
      throws IOException {
    switch (operation) {
      case READ -> store.get(key);
      case UPDATE -> store.put(key, value);
      case INSERT -> store.put(key(inserted.getAndIncrement()), value);
      case SCAN -> scan(key, 1 + random.nextInt(LONGEST_SCAN));
      case READ_MODIFY_WRITE -> {
        store.get(key);
        store.put(key, value);
      }
    }
  }

  private void scan(byte[] from, int count) throws IOException {
    try (Cursor cursor = store.scan(KeyRange.from(from))) {
      Optional<?> entry = cursor.next();
      for (int i = 1; i < count && entry.isPresent(); i++) {
        entry = cursor.next();
      }
    }
  }

  private long number(Workload workload, SplittableRandom random) {
    long rank = zipfian.next(random);
    return workload.prefersNewest()
        ? Math.max(0, inserted.get() - 1 - rank)
        : Long.remainderUnsigned(scrambled(rank), plan.records()); // the frequent ones lie anywhere
  }

  /** The number is scrambled, so that keys are not put in their order. */
  private static byte[] key(long number) {
    return ("user" + Long.toUnsignedString(scrambled(number))).getBytes(US_ASCII);
  }

  private byte[] value(SplittableRandom random) {
    byte[] value = new byte[plan.valueBytes()];
    System.arraycopy(noise, random.nextInt(noise.length - value.length), value, 0, value.length);
    return value;
  }

  /** FNV-1a of the eight bytes of {@code number}. */
  private static long scrambled(long number) {
    long hash = 0xCBF2_9CE4_8422_2325L;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      hash = (hash ^ (number >>> shift & 0xFF)) * 1_099_511_628_211L;
    }
    return hash;
  }

  private static <T> T waitFor(Future<T> part, Runnable everyTenthOfASecond)
      throws IOException, InterruptedException {
    while (true) {
      try {
        return part.get(100, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        everyTenthOfASecond.run();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof IOException problem) {
          throw problem;
        }
        throw new IllegalStateException(e.getCause());
      }
    }
  }
}
