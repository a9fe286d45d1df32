package logkv.peers.data;

import java.util.Arrays;

/**
 * Which version of each value may be found. What several threads write to one key at the same time ends
 * with the last one of one of them, and nobody knows of whom; so there may be several.
 */
public final class Expected {
  public static final long LOADED = 1;
  private static final long NONE = 0;
  private static final long GONE = -2;

  private final Data data;
  private final long[] of; // how many threads might have been the last one
  private final int threads;
  private final int[] phases;
  private int phase = 1;

  /** Where values are. */
  public interface Reader {
    /** Returns the value, or null if there is none. */
    byte[] get(byte[] key) throws Exception;
  }

  /** All keys from 0 to {@code keys} - 1 as they were loaded; at most {@code threads} will write. */
  public Expected(Data data, int keys, int threads) {
    this.data = data;
    this.threads = threads;
    of = new long[keys * threads];
    phases = new int[keys];
    for (int i = 0; i < keys; i++) {
      of[i * threads] = LOADED;
    }
  }

  /** What is written from now on is written after everything before. */
  public void nextPhase() {
    phase++;
  }

  public void written(int thread, int number, long version) {
    if (phases[number] != phase) {
      phases[number] = phase;
      Arrays.fill(of, number * threads, (number + 1) * threads, NONE);
    }
    of[number * threads + thread] = version;
  }

  public void deleted(int number) {
    written(0, number, GONE);
  }

  /** Reads every key. @throws IllegalStateException if one has another value than it should */
  public void verify(Reader reader) throws Exception {
    verify(reader, 1);
  }

  /** Reads one key of {@code step}. @throws IllegalStateException if one has another value */
  public void verify(Reader reader, int step) throws Exception {
    byte[] key = data.newKey();
    for (int number = 0; number < phases.length; number += step) {
      byte[] value = reader.get(Data.key(number, key));
      long found = value == null ? GONE : data.version(number, value);
      if (!isExpected(number, found)) {
        throw new IllegalStateException("key number %,d has version %d instead of %d"
            .formatted(number, found, of[number * threads]));
      }
    }
  }

  private boolean isExpected(int number, long version) {
    for (int i = number * threads; i < (number + 1) * threads; i++) {
      if (of[i] == version && version != NONE) {
        return true;
      }
    }
    return false;
  }
}
