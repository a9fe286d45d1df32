package logkv.peers;

import static logkv.peers.report.Measure.LARGE_GET;
import static logkv.peers.report.Measure.LARGE_PUT;

import java.util.Optional;
import java.util.SplittableRandom;
import logkv.peers.data.Data;
import logkv.peers.data.Expected;
import logkv.peers.engine.Engine;
import logkv.peers.engine.Setup;
import logkv.peers.report.Measure;

/** Values of 64 KiB, put one by one without force, and got in no order. */
final class LargeValues {
  static final int COUNT = 3_000;
  private static final int BYTES = 64 << 10;
  private static final int WARM = 500;
  private static final double LIMIT_SECONDS = 10;

  private LargeValues() {}

  static void run(Trial trial) throws Exception {
    Data data = new Data(BYTES);
    try (Engine engine = open(trial, "warm-up")) {
      put(engine, data, WARM);
      get(engine, data, 4 * WARM, WARM);
    }
    try (Engine engine = open(trial, "store")) {
      Loop put = put(engine, data, COUNT);
      report(trial, LARGE_PUT, put);
      int there = (int) put.calls();
      new Expected(data, there, 1).verify(engine::get);
      report(trial, LARGE_GET, get(engine, data, 2 * COUNT, there));
    }
  }

  private static Engine open(Trial trial, String name) throws Exception {
    Setup setup = trial.setup(name, BYTES, false, false);
    return trial.peer.open(setup);
  }

  private static Loop put(Engine engine, Data data, int count) throws Exception {
    byte[] key = data.newKey();
    byte[] value = data.newValue();
    return Loop.run(
        count,
        LIMIT_SECONDS,
        i -> engine.put(Data.key(i, key), data.value(i, Expected.LOADED, value)));
  }

  private static Loop get(Engine engine, Data data, int count, int keys) throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    byte[] key = data.newKey();
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
