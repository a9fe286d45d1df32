package logkv.peers;

import static logkv.peers.report.Measure.LARGE_GET;
import static logkv.peers.report.Measure.LARGE_PUT;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import logkv.peers.data.Data;
import logkv.peers.data.Expected;
import logkv.peers.engine.Engine;
import logkv.peers.engine.Setup;
import logkv.peers.report.Measure;

/**
 * Values of 64 KiB, put one by one without force, and got in no order.
 *
 * <p>To make such a value costs more than some engines need to put it, so there are {@value #RING} of
 * them beforehand, and each put only stamps its key on one.
 */
final class LargeValues {
  static final int COUNT = 3_000;
  private static final int BYTES = 64 << 10;
  private static final int WARM = 500;
  private static final double LIMIT_SECONDS = 10;

  private static final int RING = 64;

  private final Data data = new Data(BYTES);
  private final byte[] key = data.newKey();
  private final byte[][] ring = new byte[RING][];

  private LargeValues() {
    for (int i = 0; i < RING; i++) {
      ring[i] = data.value(i, Expected.LOADED, data.newValue());
    }
  }

  static void run(Trial trial) throws Exception {
    LargeValues values = new LargeValues();
    try (Engine engine = open(trial, "warm-up")) {
      values.put(engine, WARM);
      engine.settle();
      values.get(engine, 4 * WARM, WARM);
    }
    try (Engine engine = open(trial, "store")) {
      Loop put = values.put(engine, COUNT);
      report(trial, LARGE_PUT, put);
      engine.settle();
      int there = (int) put.calls();
      values.verify(engine, there);
      report(trial, LARGE_GET, values.get(engine, 2 * COUNT, there));
    }
  }

  private static Engine open(Trial trial, String name) throws Exception {
    Setup setup = trial.setup(name, BYTES, false, false);
    return trial.peer.open(setup);
  }

  private Loop put(Engine engine, int count) throws Exception {
    return Loop.run(count, LIMIT_SECONDS, i -> engine.put(Data.key(i, key), value(i)));
  }

  /** The value of the key of this number, until that of another number is asked for. */
  private byte[] value(long number) {
    byte[] value = ring[(int) number % RING];
    Data.key(number, value);
    return value;
  }

  private void verify(Engine engine, int count) throws Exception {
    for (int number = 0; number < count; number++) {
      if (!Arrays.equals(engine.get(Data.key(number, key)), value(number))) {
        throw new IllegalStateException("key number %,d has another value".formatted(number));
      }
    }
  }

  private Loop get(Engine engine, int count, int keys) throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    return Loop.run(count, LIMIT_SECONDS, i -> {
      if (engine.get(Data.key(random.nextInt(keys), key)).length != BYTES) {
        throw new IllegalStateException("a value that nobody has put");
      }
    });
  }

  private static void report(Trial trial, Measure measure, Loop loop) {
    trial.report(measure, loop.perSecond() * BYTES / 1e6, loop.cut(), Optional.empty());
  }
}
