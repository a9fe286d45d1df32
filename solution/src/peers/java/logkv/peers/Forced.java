package logkv.peers;

import java.util.List;
import logkv.peers.data.Data;
import logkv.peers.data.Expected;
import logkv.peers.engine.Engine;
import logkv.peers.report.Measure;

/** Puts of new keys that are on the disk when they return, from 1, 8 and 32 threads. */
final class Forced {
  private Forced() {}

  static void run(Trial trial) throws Exception {
    Data data = new Data(Trial.VALUE_BYTES);
    try (Engine engine = trial.peer.open(trial.setup("warm-up", Trial.VALUE_BYTES, true, false))) {
      puts(engine, data, 8, trial.seconds / 2, 0);
    }
    try (Engine engine = trial.peer.open(trial.setup("store", Trial.VALUE_BYTES, true, false))) {
      long base = 0;
      for (int writers : new int[] {1, 8, 32}) {
        List<Loop> loops = puts(engine, data, writers, trial.seconds, base);
        trial.report(Measure.valueOf("FORCED_" + writers), loops);
        base += 1L << 32;
      }
    }
  }

  private static List<Loop> puts(Engine engine, Data data, int writers, double seconds, long base)
      throws Exception {
    List<Loop> loops = Loop.timeEach(writers, seconds, thread -> {
      byte[] key = data.newKey();
      byte[] value = data.newValue();
      return i -> {
        long number = base + i * writers + thread;
        engine.put(Data.key(number, key), data.value(number, Expected.LOADED, value));
      };
    });
    for (int thread = 0; thread < writers; thread++) {
      for (long i = 0; i < loops.get(thread).calls(); i++) {
        long number = base + i * writers + thread;
        byte[] value = engine.get(Data.key(number, data.newKey()));
        if (data.version(number, value) != Expected.LOADED) {
          throw new IllegalStateException("a put that was forced is not there");
        }
      }
    }
    return loops;
  }
}
