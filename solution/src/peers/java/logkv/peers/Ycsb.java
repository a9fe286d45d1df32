package logkv.peers;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import logkv.cli.bench.Zipfian;
import logkv.peers.data.Data;
import logkv.peers.data.Expected;
import logkv.peers.engine.Engine;
import logkv.peers.report.Measure;

/**
 * The core workloads of YCSB but E, with 1, 2 and 8 threads.
 *
 * <p>Which key comes when is drawn before the clock runs, because drawing it costs more than some of the
 * calls. One in {@value #DRAWN} repeats.
 */
final class Ycsb {
  private static final int DRAWN = 1 << 18;
  private static final int MOST_THREADS = 8;
  private static final long MOST_INSERTING = 1_000_000; // calls of D, of all threads

  private final Trial trial;
  private final Data data = new Data(Trial.VALUE_BYTES);
  private final int[][] ranks = new int[MOST_THREADS][DRAWN]; // 0 is the most frequent
  private final byte[][] percents = new byte[MOST_THREADS][DRAWN];
  private final AtomicLong inserted = new AtomicLong();
  private int phase;
  private int among; // so many keys

  Ycsb(Trial trial) {
    this.trial = trial;
    Zipfian zipfian = new Zipfian(trial.keys);
    for (int thread = 0; thread < MOST_THREADS; thread++) {
      SplittableRandom random = new SplittableRandom(thread);
      for (int i = 0; i < DRAWN; i++) {
        ranks[thread][i] = (int) zipfian.next(random);
        percents[thread][i] = (byte) random.nextInt(100);
      }
    }
  }

  void run() throws Exception {
    among = trial.keys / 4;
    try (Engine engine = trial.open("warm-up")) {
      Trial.fill(engine, data, 0, among, Expected.LOADED);
      engine.settle();
      Loop.inThreads(2, 500_000, 2 * trial.seconds, thread -> call('A', engine, thread));
    }
    among = trial.keys;
    inserted.set(trial.keys);
    try (Engine engine = trial.open("store")) {
      Trial.fill(engine, data, 0, trial.keys, Expected.LOADED);
      engine.settle();
      Expected expected = new Expected(data, trial.keys, MOST_THREADS);
      for (char workload : new char[] {'A', 'B', 'C', 'F', 'D'}) {
        for (int threads : new int[] {1, 2, 8}) {
          run(engine, workload, threads, expected);
        }
      }
      trial.verify(expected, engine);
      verifyInserted(engine);
    }
  }

  private void run(Engine engine, char workload, int threads, Expected expected) throws Exception {
    phase++;
    long most = workload == 'D' ? MOST_INSERTING / threads : Long.MAX_VALUE;
    List<Loop> loops =
        Loop.inThreads(threads, most, trial.seconds, thread -> call(workload, engine, thread));
    trial.report(Measure.valueOf("YCSB_" + workload + "_" + threads), loops);
    expected.nextPhase();
    for (int thread = 0; thread < threads; thread++) {
      for (long i = 0; workload != 'D' && i < loops.get(thread).calls(); i++) {
        if (percents[thread][at(i)] >= reads(workload)) {
          expected.written(thread, number(thread, i), version(thread, i));
        }
      }
    }
  }

  private Loop.Call call(char workload, Engine engine, int thread) {
    int reads = reads(workload);
    byte[] key = data.newKey();
    byte[] value = data.newValue();
    if (workload == 'D') {
      return i -> {
        if (percents[thread][at(i)] < reads) {
          long number = Math.max(0, inserted.get() - 1 - ranks[thread][at(i)]);
          engine.get(Data.key(number, key)); // null if somebody is just about to insert it
        } else {
          long number = inserted.getAndIncrement();
          engine.put(Data.key(number, key), data.value(number, Expected.LOADED, value));
        }
      };
    }
    return i -> {
      int number = number(thread, i);
      Data.key(number, key);
      boolean write = percents[thread][at(i)] >= reads;
      if ((!write || workload == 'F') && engine.get(key).length != value.length) {
        throw new IllegalStateException("a value that nobody has put");
      }
      if (write) {
        engine.put(key, data.value(number, version(thread, i), value));
      }
    };
  }

  private static int reads(char workload) {
    return switch (workload) {
      case 'A', 'F' -> 50;
      case 'B', 'D' -> 95;
      default -> 100;
    };
  }

  private static int at(long i) {
    return (int) i & DRAWN - 1;
  }

  /** The frequent ones lie anywhere. */
  private int number(int thread, long i) {
    return (int) (ranks[thread][at(i)] * 2_654_435_761L % among);
  }

  private long version(int thread, long i) {
    return (long) phase << 48 | (long) thread << 40 | i + 2;
  }

  private void verifyInserted(Engine engine) throws Exception {
    for (long number = trial.keys; number < inserted.get(); number++) {
      byte[] value = engine.get(Data.key(number, data.newKey()));
      if (data.version(number, value) != Expected.LOADED) {
        throw new IllegalStateException("an inserted key has no value");
      }
    }
  }
}
