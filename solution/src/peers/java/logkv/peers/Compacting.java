package logkv.peers;

import static logkv.peers.report.Measure.COMPACT;
import static logkv.peers.report.Measure.COMPACT_DISK;
import static logkv.peers.report.Measure.COMPACT_GET;
import static logkv.peers.report.Measure.COMPACT_PUT;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import logkv.peers.data.Data;
import logkv.peers.data.Expected;
import logkv.peers.engine.Engine;
import logkv.peers.engine.Setup;

/**
 * Compaction of a store where every key was put five times, while one thread puts and another one gets,
 * {@value #RATE} times a second each. Their times count from the moment at which a call was due.
 *
 * <p>Who has more than {@value #MOST_LEFT} times the live bytes on the disk afterwards has not compacted, so
 * how fast that was says nothing; then only the disk is reported.
 */
final class Compacting {
  private static final int VERSIONS = 5;
  private static final long RATE = 1_000;
  private static final double DRAIN_SECONDS = 0.2;
  private static final double MOST_LEFT = 3; // times what is live; of five versions four were dead

  private Compacting() {}

  static void run(Trial trial) throws Exception {
    Data data = new Data(Trial.VALUE_BYTES);
    int few = trial.keys / 20;
    compact(trial, data, "warm-up", few, new Expected(data, few, 1));
    Expected expected = new Expected(data, trial.keys, 1);
    Result result = compact(trial, data, "store", trial.keys, expected);
    double liveBytes = (double) trial.keys * (Data.KEY_BYTES + Trial.VALUE_BYTES);
    trial.report(COMPACT_DISK, result.disk / liveBytes);
    if (result.disk < MOST_LEFT * liveBytes) {
      trial.report(COMPACT, liveBytes / 1e6 / result.seconds);
      trial.report(COMPACT_PUT, result.longestPut);
      trial.report(COMPACT_GET, result.longestGet);
    }
  }

  private record Result(double seconds, double longestPut, double longestGet, double disk) {}

  private static Result compact(Trial trial, Data data, String name, int keys, Expected expected)
      throws Exception {
    Setup setup = trial.setup(name, Trial.VALUE_BYTES, false, true);
    Paced writer;
    Paced reader;
    double seconds;
    try (Engine engine = trial.peer.open(setup)) {
      for (int version = 1; version <= VERSIONS; version++) {
        Trial.fill(engine, data, 0, keys, version);
      }
      byte[] written = data.newKey();
      byte[] value = data.newValue();
      byte[] read = data.newKey();
      writer = new Paced(i -> {
        int number = number(i, keys);
        engine.put(Data.key(number, written), data.value(number, VERSIONS + i + 1, value));
      });
      reader = new Paced(i -> {
        if (engine.get(Data.key(number(i * 7, keys), read)).length != value.length) {
          throw new IllegalStateException("a value that nobody has put");
        }
      });
      seconds = compactWhile(engine, writer, reader);
      for (int i = 0; i < keys; i++) {
        expected.written(0, i, VERSIONS);
      }
      for (long i = 0; i < writer.done; i++) {
        expected.written(0, number(i, keys), VERSIONS + i + 1);
      }
      trial.verify(expected, engine);
    }
    Path copy = setup.directory().resolve("copy");
    boolean copied = Files.exists(copy);
    double disk = Disk.used(copied ? copy : setup.directory());
    if (copied) {
      verifyCopy(trial, data, keys, setup.in(copy), writer.done);
    }
    return new Result(seconds, writer.longestMillis(), reader.longestMillis(), disk);
  }

  /** Each value is the last one that was filled in, or one that was put there while it was copied. */
  private static void verifyCopy(Trial trial, Data data, int keys, Setup setup, long puts)
      throws Exception {
    byte[] key = data.newKey();
    try (Engine engine = trial.peer.open(setup)) {
      for (int number = 0; number < keys; number++) {
        long version = data.version(number, engine.get(Data.key(number, key)));
        long put = version - VERSIONS - 1;
        boolean putThere = put >= 0 && put < puts && number(put, keys) == number;
        if (version != VERSIONS && !putThere) {
          throw new IllegalStateException(
              "key number %,d has version %d in the copy".formatted(number, version));
        }
      }
    }
  }

  private static double compactWhile(Engine engine, Paced writer, Paced reader) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> writing = threads.submit((Callable<Void>) writer::run);
      Future<?> reading = threads.submit((Callable<Void>) reader::run);
      LockSupport.parkNanos((long) (DRAIN_SECONDS * 1e9));
      writer.longest = 0; // what was before does not count
      reader.longest = 0;
      long begin = System.nanoTime();
      engine.compact();
      double seconds = (System.nanoTime() - begin) / 1e9;
      writer.stop = true;
      reader.stop = true;
      writing.get();
      reading.get();
      return seconds;
    } finally {
      writer.stop = true; // also if compaction failed
      reader.stop = true;
      threads.shutdownNow();
    }
  }

  private static int number(long i, int keys) {
    return (int) (i * 7_919 % keys);
  }

  /** Calls that are due at fixed moments. */
  private static final class Paced {
    private final Loop.Call call;
    private volatile boolean stop;
    private volatile long longest; // only this thread adds to it; reset once, from outside
    private long done;

    Paced(Loop.Call call) {
      this.call = call;
    }

    Void run() throws Exception {
      long interval = TimeUnit.SECONDS.toNanos(1) / RATE;
      for (long due = System.nanoTime(); !stop; due += interval) {
        for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
          LockSupport.parkNanos(due - now);
        }
        call.run(done++);
        longest = Math.max(longest, System.nanoTime() - due);
      }
      return null;
    }

    double longestMillis() {
      return longest / 1e6;
    }
  }
}
