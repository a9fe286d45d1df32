package logkv.peers;

import static logkv.peers.report.Measure.BATCH;
import static logkv.peers.report.Measure.BATCH_FORCED;
import static logkv.peers.report.Measure.SINGLE;
import static logkv.peers.report.Measure.SINGLE_FORCED;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import logkv.peers.data.Data;
import logkv.peers.data.Expected;
import logkv.peers.engine.Engine;
import logkv.peers.report.Measure;

/** Puts one by one beside puts in batches of {@value #SIZE}, not forced and forced; one thread. */
final class Batches {
  private static final int SIZE = 100;
  private static final long FROM = 1L << 32; // where the numbers begin that batches put

  private final Trial trial;
  private final Data data = new Data(Trial.VALUE_BYTES);
  private final byte[] key = data.newKey();
  private final byte[] value = data.newValue();
  private final List<byte[]> keys = new ArrayList<>();
  private final List<byte[]> values = new ArrayList<>();

  private Batches(Trial trial) {
    this.trial = trial;
    for (int i = 0; i < SIZE; i++) {
      keys.add(data.newKey());
      values.add(data.newValue());
    }
  }

  static void run(Trial trial) throws Exception {
    Batches batches = new Batches(trial);
    try (Engine engine = trial.open("warm-up")) {
      batches.single(engine, 200_000);
      batches.batch(engine, 2_000);
    }
    batches.run("store", false, SINGLE, BATCH);
    batches.run("forced", true, SINGLE_FORCED, BATCH_FORCED);
  }

  /** Each in a store of its own, since a larger one is slower. */
  private void run(String name, boolean forced, Measure one, Measure many) throws Exception {
    int half = trial.keys / 2;
    try (Engine engine = open(name + "-single", forced)) {
      Loop single = single(engine, half);
      trial.report(one, single.perSecond(), !forced && single.cut(), Optional.empty());
      verify(engine, 0, single.calls());
    }
    try (Engine engine = open(name + "-batch", forced)) {
      Loop batch = batch(engine, half / SIZE);
      trial.report(many, batch.perSecond() * SIZE, !forced && batch.cut(), Optional.empty());
      verify(engine, FROM, FROM + batch.calls() * SIZE);
    }
  }

  private Engine open(String name, boolean forced) throws Exception {
    return trial.peer.open(trial.setup(name, Trial.VALUE_BYTES, forced, false));
  }

  private Loop single(Engine engine, long calls) throws Exception {
    return Loop.run(
        calls,
        trial.seconds,
        i -> engine.put(Data.key(i, key), data.value(i, Expected.LOADED, value)));
  }

  private Loop batch(Engine engine, long calls) throws Exception {
    return Loop.run(calls, trial.seconds, i -> {
      for (int j = 0; j < SIZE; j++) {
        long number = FROM + i * SIZE + j;
        Data.key(number, keys.get(j));
        data.value(number, Expected.LOADED, values.get(j));
      }
      engine.batch(keys, values);
    });
  }

  private void verify(Engine engine, long from, long to) throws Exception {
    for (long number = from; number < to; number++) {
      if (data.version(number, engine.get(Data.key(number, key))) != Expected.LOADED) {
        throw new IllegalStateException("what was put in a batch, or alone, is not there");
      }
    }
  }
}
