package logkv.cli.bench;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import logkv.segmented.Options;
import logkv.segmented.SegmentedStore;
import logkv.segmented.SyncPolicy;

/**
 * Measures single operations of a store, and beside each what the same bytes cost without a store.
 *
 * <p>A rate by itself tells more about the machine than about the store, and on most machines it is
 * another one tomorrow. So everything is measured in rounds, file and store in turns; the first round only
 * warms up, and the median of the others counts, for each figure and for each ratio. Whether the store
 * gives back what was put is looked at in every round.
 *
 * <p>Unforced figures are taken under {@link SyncPolicy#never}, forced ones under {@link
 * SyncPolicy#always}.
 */
public final class Basics {
  private static final int ROUNDS = 4; // the first is thrown away
  private static final int KEY_BYTES = 16;
  private static final int RECORD_HEADER_BYTES = 17; // so that file and store write the same
  private static final String SNAPSHOT = "index.snapshot";

  private final Path directory;
  private final Options options;
  private final int records;
  private final int valueBytes;
  private final long stepNanos;
  private final byte[] value;
  private final List<Map<Basic, Double>> rounds = new ArrayList<>();

  /**
   * @param directory where files may be made; what this makes there it deletes
   * @param options of the stores, but for the policy
   * @param records how many there are; what is not forced is done so often
   * @param valueBytes how long each value is
   * @param step how long a step may take whose speed depends on the disk
   */
  public Basics(Path directory, Options options, int records, int valueBytes, Duration step) {
    this.directory = directory;
    this.options = options;
    this.records = records;
    this.valueBytes = valueBytes;
    this.stepNanos = step.toNanos();
    this.value = new byte[valueBytes];
    new SplittableRandom(1).nextBytes(value);
  }

  /**
   * Runs all rounds.
   *
   * @param progress hears how many steps are done, of {@link #steps}
   * @throws IllegalStateException if the store did not give back what was put
   */
  public void run(LongConsumer progress) throws IOException, InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      Map<Basic, Double> found = new EnumMap<>(Basic.class);
      Path files = Files.createDirectory(directory.resolve("round-" + round));
      try {
        file(files.resolve("bare"), found);
        forcedFile(files.resolve("bare-forced"), found);
        unforced(files.resolve("unforced"), found);
        forced(files, found);
      } finally {
        delete(files);
      }
      if (round > 0) {
        rounds.add(found);
      }
      progress.accept(round + 1L);
    }
  }

  /** How many steps {@link #run} has. */
  public long steps() {
    return ROUNDS;
  }

  /** How often {@code basic} could be done in a second. */
  public double perSecond(Basic basic) {
    return median(rounds.stream().mapToDouble(round -> round.get(basic)));
  }

  /** How many times as fast as its rival it was, or 0 if it has none. */
  public double ofItsRival(Basic basic) {
    return basic.rival() == null
        ? 0
        : median(rounds.stream().mapToDouble(round -> round.get(basic) / round.get(basic.rival())));
  }

  /** A line for each, those without a rival in front of those that are compared with them. */
  public String table() {
    StringBuilder table =
        new StringBuilder("  %-28s %12s %10s%n".formatted("", "a second", "one takes"));
    for (Basic basic : Basic.values()) {
      double perSecond = perSecond(basic);
      table.append("  %-28s %,12.0f %10s".formatted(basic, perSecond, time(perSecond)));
      if (basic.rival() != null) {
        table.append("   %.2f times %s".formatted(ofItsRival(basic), basic.rival()));
      }
      table.append(System.lineSeparator());
    }
    return table.toString();
  }

  private static String time(double perSecond) {
    return Result.time(Math.round(1e9 / perSecond));
  }

  private void file(Path bare, Map<Basic, Double> found) throws IOException {
    ByteBuffer record = record();
    byte[] into = new byte[record.capacity()];
    SplittableRandom random = new SplittableRandom(2);
    try (FileChannel file = FileChannel.open(bare, CREATE, READ, WRITE)) {
      found.put(Basic.APPEND, rate(records, i -> append(file, record, i)));
      found.put(Basic.READ, rate(records, i -> {
        record.clear();
        file.read(record, (long) random.nextInt(records) * record.capacity());
        record.flip().get(into);
      }));
      file.force(true); // or the first force of others would have to wait for all of this
    }
  }

  private void forcedFile(Path bare, Map<Basic, Double> found) throws IOException {
    ByteBuffer record = record();
    try (FileChannel file = FileChannel.open(bare, CREATE, WRITE)) {
      found.put(Basic.FORCED_APPEND, rateWithin(stepNanos, i -> {
        append(file, record, i);
        file.force(false);
      }));
    }
  }

  private ByteBuffer record() {
    return ByteBuffer.allocateDirect(RECORD_HEADER_BYTES + KEY_BYTES + valueBytes);
  }

  private static void append(FileChannel file, ByteBuffer record, int number) throws IOException {
    long end = (long) number * record.capacity();
    record.clear().putInt(0, number);
    while (record.hasRemaining()) {
      end += file.write(record, end);
    }
  }

  private void unforced(Path directory, Map<Basic, Double> found) throws IOException {
    Options never = with(SyncPolicy.never());
    SplittableRandom random = new SplittableRandom(3);
    try (SegmentedStore store = SegmentedStore.open(directory, never)) {
      found.put(Basic.PUT, rate(records, i -> store.put(key(i), value)));
      found.put(
          Basic.GET,
          rate(
              records, i -> requireValue(store.get(key(random.nextInt(records))).orElse(null))));
      found.put(Basic.ABSENT, rate(records, i -> store.get(key(records + i))));
      found.put(
          Basic.OVERWRITE, rate(records, i -> store.put(key(random.nextInt(records)), value)));
    }
    found.put(Basic.OPEN, rateOfOpening(directory, never));
    Files.delete(directory.resolve(SNAPSHOT));
    found.put(Basic.OPEN_BY_LOG, rateOfOpening(directory, never));
    try (SegmentedStore store = SegmentedStore.open(directory, never)) {
      found.put(Basic.DELETE, rate(records, i -> store.delete(key(i))));
      if (store.size() != 0) {
        throw new IllegalStateException(
            "%,d keys are left of those deleted".formatted(store.size()));
      }
    }
  }

  private double rateOfOpening(Path directory, Options never) throws IOException {
    long begin = System.nanoTime();
    SegmentedStore store = SegmentedStore.open(directory, never);
    double rate = 1e9 / (System.nanoTime() - begin);
    try (store) {
      if (store.size() != records) {
        throw new IllegalStateException(
            "%,d keys after opening, and %,d were put".formatted(store.size(), records));
      }
    }
    return rate;
  }

  private void forced(Path files, Map<Basic, Double> found)
      throws IOException, InterruptedException {
    found.put(Basic.FORCED_PUT, forcedPuts(files.resolve("by-1"), 1));
    found.put(Basic.FORCED_PUT_BY_8, forcedPuts(files.resolve("by-8"), 8));
    found.put(Basic.FORCED_PUT_BY_32, forcedPuts(files.resolve("by-32"), 32));
  }

  private double forcedPuts(Path directory, int writers) throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try (SegmentedStore store = SegmentedStore.open(directory, with(SyncPolicy.always()))) {
      List<Callable<Double>> parts = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        int first = writer << 24; // keys of its own
        parts.add(() -> rateWithin(stepNanos, i -> store.put(key(first + i), value)));
      }
      double sum = 0;
      for (Future<Double> part : threads.invokeAll(parts)) {
        sum += part.get();
      }
      return sum;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException problem) {
        throw problem;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
      threads.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  private Options with(SyncPolicy policy) {
    return options.with().syncPolicy(policy).build();
  }

  private void requireValue(byte[] found) {
    if (!Arrays.equals(found, value)) {
      throw new IllegalStateException("the store did not give back what was put");
    }
  }

  /** Something that is done again and again; its number is how often it was done before. */
  @FunctionalInterface
  private interface Action {
    void run(int number) throws IOException;
  }

  private static double rate(int count, Action action) throws IOException {
    long begin = System.nanoTime();
    for (int i = 0; i < count; i++) {
      action.run(i);
    }
    return count * 1e9 / (System.nanoTime() - begin);
  }

  private static double rateWithin(long nanos, Action action) throws IOException {
    long begin = System.nanoTime();
    int count = 0;
    while (System.nanoTime() - begin < nanos) {
      action.run(count++);
    }
    return count * 1e9 / (System.nanoTime() - begin);
  }

  /** Numbers next to each other have keys that lie anywhere. */
  private static byte[] key(int number) {
    long scrambled = (number + 1) * 0x9E37_79B9_7F4A_7C15L;
    return ByteBuffer.allocate(KEY_BYTES).putLong(scrambled).putLong(number).array();
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
