package logkv.peers;

import static logkv.peers.report.Measure.DELETE;
import static logkv.peers.report.Measure.GET_HIT;
import static logkv.peers.report.Measure.GET_MISS;
import static logkv.peers.report.Measure.HEAP;
import static logkv.peers.report.Measure.INDEX;
import static logkv.peers.report.Measure.LOAD;
import static logkv.peers.report.Measure.LOAD_LONGEST;
import static logkv.peers.report.Measure.NATIVE;
import static logkv.peers.report.Measure.OVERWRITE;
import static logkv.peers.report.Measure.SCAN;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import logkv.peers.data.Data;
import logkv.peers.data.Expected;
import logkv.peers.engine.Engine;
import logkv.peers.engine.Peer;

/** One thread, one kind of call at a time: load, get, overwrite, delete, scan; and memory. */
final class Basics {
  private static final int NUMBERS = 1 << 20;
  private static final double PATIENCE = 10; // who is slower does less, and is marked

  private final Trial trial;
  private final double limit;
  private final Data data = new Data(Trial.VALUE_BYTES);
  private final byte[] key = data.newKey();
  private final byte[] value = data.newValue();

  Basics(Trial trial) {
    this.trial = trial;
    limit = PATIENCE * trial.seconds * Math.max(1, trial.keys / 1e6);
  }

  void run(boolean onlyLoadAndGet) throws Exception {
    boolean finds = trial.peer != Peer.BARE && trial.peer != Peer.BARE_MAPPED;
    warmUp(finds && !onlyLoadAndGet);
    Memory before = Memory.now();
    try (Engine engine = trial.open("store")) {
      load(engine);
      memory(engine, before);
      engine.settle();
      Expected expected = new Expected(data, trial.keys, 1);
      int[] numbers = numbers(trial.keys);
      getHit(engine, numbers, Long.MAX_VALUE, trial.seconds / 2); // fills caches
      trial.report(GET_HIT, getHit(engine, numbers, Long.MAX_VALUE, trial.seconds));
      if (finds && !onlyLoadAndGet) {
        trial.report(GET_MISS, getMiss(engine, Long.MAX_VALUE, trial.seconds));
        scan(engine);
        change(engine, numbers, expected);
      }
      trial.verify(expected, engine);
    }
  }

  private void change(Engine engine, int[] numbers, Expected expected) throws Exception {
    Loop overwrite = overwrite(engine, numbers, trial.keys, limit);
    trial.report(OVERWRITE, overwrite);
    for (int i = 0; i < overwrite.calls(); i++) {
      expected.written(0, numbers[i & NUMBERS - 1], i + 2);
    }
    Loop delete = delete(engine, trial.keys / 2, limit);
    trial.report(DELETE, delete);
    for (int i = 0; i < delete.calls(); i++) {
      expected.deleted(2 * i);
    }
  }

  private void warmUp(boolean everything) throws Exception {
    int few = 50_000;
    int[] numbers = numbers(few);
    double each = Math.min(1, trial.seconds);
    try (Engine engine = trial.open("warm-up")) {
      put(engine, few, 5);
      Trial.fill(engine, data, 0, few, Expected.LOADED);
      engine.settle();
      getHit(engine, numbers, 300_000, each);
      if (everything) {
        getMiss(engine, 300_000, each);
        overwrite(engine, numbers, 200_000, each);
        delete(engine, few / 2, each);
      }
    }
  }

  private void load(Engine engine) throws Exception {
    Loop load = put(engine, trial.keys, limit);
    trial.report(LOAD, load);
    trial.report(LOAD_LONGEST, load.longestMillis());
    Trial.fill(engine, data, load.calls(), trial.keys, Expected.LOADED);
  }

  private Loop put(Engine engine, long calls, double seconds) throws Exception {
    return Loop.run(
        calls, seconds, i -> engine.put(Data.key(i, key), data.value(i, Expected.LOADED, value)));
  }

  private Loop getHit(Engine engine, int[] numbers, long calls, double seconds) throws Exception {
    return Loop.run(calls, seconds, i -> {
      if (engine.get(Data.key(numbers[(int) i & NUMBERS - 1], key)).length != value.length) {
        throw new IllegalStateException("a value that nobody has put");
      }
    });
  }

  private Loop getMiss(Engine engine, long calls, double seconds) throws Exception {
    return Loop.run(calls, seconds, i -> {
      if (engine.get(Data.absentKey(i, key)) != null) {
        throw new IllegalStateException("a key that nobody has put");
      }
    });
  }

  private Loop overwrite(Engine engine, int[] numbers, long calls, double seconds)
      throws Exception {
    return Loop.run(calls, seconds, i -> {
      int number = numbers[(int) i & NUMBERS - 1];
      engine.put(Data.key(number, key), data.value(number, i + 2, value));
    });
  }

  private Loop delete(Engine engine, long calls, double seconds) throws Exception {
    return Loop.run(calls, seconds, i -> engine.delete(Data.key(2 * i, key)));
  }

  private void scan(Engine engine) throws Exception {
    byte[][] last = {new byte[0]};
    long[] count = {0};
    long begin = System.nanoTime();
    try {
      engine.scan((found, value) -> {
        if (Arrays.compareUnsigned(last[0], found) >= 0 || value.length != Trial.VALUE_BYTES) {
          throw new IllegalStateException("a scan in no order");
        }
        last[0] = found;
        count[0]++;
      });
    } catch (UnsupportedOperationException e) {
      return; // it knows no order
    }
    double nanos = System.nanoTime() - begin;
    if (count[0] != trial.keys) {
      throw new IllegalStateException("a scan of %,d entries".formatted(count[0]));
    }
    trial.report(SCAN, count[0] * 1e9 / nanos, false, Optional.empty());
  }

  private void memory(Engine engine, Memory before) throws Exception {
    Memory after = Memory.now();
    trial.report(HEAP, (after.heap() - before.heap()) / (double) trial.keys);
    if (after.outside() >= 0) {
      trial.report(NATIVE, (after.outside() - before.outside()) / (double) trial.keys);
    }
    if (engine.indexBytes() >= 0) {
      trial.report(INDEX, engine.indexBytes() / (double) trial.keys);
    }
  }

  /** Numbers of keys, each as likely as the others. */
  private static int[] numbers(int keys) {
    SplittableRandom random = new SplittableRandom(1);
    return random.ints(NUMBERS, 0, keys).toArray();
  }
}
