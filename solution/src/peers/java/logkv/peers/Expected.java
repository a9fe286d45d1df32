package logkv.peers;

import java.util.Arrays;
import logkv.peers.engine.Engine;

/**
 * Which version of each value may be found. What several threads write to one key at the same time ends
 * with the last one of one of them, and nobody knows of whom; so there may be several.
 */
final class Expected {
  static final long LOADED = 1;
  private static final long NONE = 0;
  private static final long GONE = -2;

  private final Data data;
  private final long[] of; // how many threads might have been the last one
  private final int threads;
  private final int[] phases;
  private int phase = 1;

  /** All keys from 0 to {@code keys} - 1 as they were loaded; at most {@code threads} will write. */
  Expected(Data data, int keys, int threads) {
    this.data = data;
    this.threads = threads;
    of = new long[keys * threads];
    phases = new int[keys];
    for (int i = 0; i < keys; i++) {
      of[i * threads] = LOADED;
    }
  }

  /** What is written from now on is written after everything before. */
  void nextPhase() {
    phase++;
  }

  void written(int thread, int number, long version) {
    if (phases[number] != phase) {
      phases[number] = phase;
      Arrays.fill(of, number * threads, (number + 1) * threads, NONE);
    }
    of[number * threads + thread] = version;
  }

  void deleted(int number) {
    written(0, number, GONE);
  }

  /** Reads every key. @throws IllegalStateException if one has another value than it should */
  void verify(Engine engine) throws Exception {
    byte[] key = data.newKey();
    for (int number = 0; number < phases.length; number++) {
      byte[] value = engine.get(Data.key(number, key));
      long found = value == null ? GONE : data.version(number, value);
      boolean right = false;
      for (int i = 0; i < threads; i++) {
        right |= found != NONE && found == of[number * threads + i];
      }
      if (!right) {
        throw new IllegalStateException("key number %,d has version %d instead of %d"
            .formatted(number, found, of[number * threads]));
      }
    }
  }
}
