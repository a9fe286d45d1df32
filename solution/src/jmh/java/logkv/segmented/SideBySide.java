package logkv.segmented;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Calls of the store beside what the file alone costs, in turns: a hundred of one, a hundred of the next,
 * thousands of times. Whatever else the machine does then hits all of them alike.
 *
 * <pre>
 *   ./mvnw -q -pl solution package -DskipTests
 *   java -cp solution/target/kv.jar:solution/target/jmh-classes logkv.segmented.SideBySide 20
 * </pre>
 *
 * <p>The argument says how many seconds. {@link StoreBenchmark} asks the same with JMH, which takes one
 * after the other, minutes apart: right for a machine that is idle, and wrong for a busy one.
 */
public final class SideBySide {
  private static final int KEYS = 1_000_000;
  private static final int TURN = 100; // calls; some 100 microseconds, and so mostly undisturbed
  private static final int RECORD_BYTES = 17 + 16 + Scratch.VALUE_BYTES;

  private final byte[] value = new byte[Scratch.VALUE_BYTES];
  private final ByteBuffer bytes = ByteBuffer.allocateDirect(RECORD_BYTES);
  private final SplittableRandom random = new SplittableRandom(1);
  private final SegmentedStore store;
  private final FileChannel bare;
  private long end;
  private long next = KEYS;
  private long seen; // so that no call is for nothing

  private interface Call {
    void run() throws IOException;
  }

  private SideBySide(SegmentedStore store, FileChannel bare) {
    this.store = store;
    this.bare = bare;
  }

  public static void main(String[] args) throws IOException {
    Path directory = Scratch.directory();
    Options options = Options.DEFAULTS.with().syncPolicy(SyncPolicy.never()).build();
    try (SegmentedStore store = SegmentedStore.open(directory, options);
        FileChannel bare = FileChannel.open(directory.resolve("bare"), CREATE, READ, WRITE)) {
      new SideBySide(store, bare).run(Long.parseLong(args[0]));
    } finally {
      Scratch.delete(directory);
    }
  }

  private void run(long seconds) throws IOException {
    Scratch.fill(store, KEYS);
    while (end < (long) KEYS * RECORD_BYTES) {
      append();
    }
    String[] names = {
      "bare append", "put, new key", "put, old key", "bare read", "get", "get, absent"
    };
    Call[] calls = {
      this::append,
      () -> store.put(Scratch.key(next++), value),
      () -> store.put(any(), value),
      () -> seen += bare.read(bytes.clear(), (long) random.nextInt(KEYS) * RECORD_BYTES),
      () -> seen += store.get(any()).orElseThrow().length,
      () -> seen += store.get(Scratch.key(-1 - random.nextInt(KEYS))).isPresent() ? 1 : 0
    };
    turns(calls, 3); // warm-up
    double[][] times = turns(calls, seconds);
    System.out.println("nanoseconds a call: a quarter of the turns was faster; the median; of "
        + times[0].length + " turns of " + TURN + (seen < 0 ? "!" : ""));
    for (int i = 0; i < calls.length; i++) {
      Arrays.sort(times[i]);
      System.out.printf(
          Locale.ROOT,
          "%-14s %8.0f %8.0f%n",
          names[i],
          times[i][times[i].length / 4],
          times[i][times[i].length / 2]);
    }
  }

  /** Returns the nanoseconds of a call in each turn, for each kind of call. */
  private static double[][] turns(Call[] calls, long seconds) throws IOException {
    double[][] times = new double[calls.length][1_000_000];
    int turn = 0;
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < seconds * 1_000_000_000L && turn < times[0].length) {
      for (int i = 0; i < calls.length; i++) {
        long before = System.nanoTime();
        for (int n = 0; n < TURN; n++) {
          calls[i].run();
        }
        times[i][turn] = (System.nanoTime() - before) / (double) TURN;
      }
      turn++;
    }
    for (int i = 0; i < calls.length; i++) {
      times[i] = Arrays.copyOf(times[i], turn);
    }
    return times;
  }

  private void append() throws IOException {
    end += bare.write(bytes.clear(), end);
  }

  private byte[] any() {
    return Scratch.key(random.nextInt(KEYS));
  }
}
