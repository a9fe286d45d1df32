package logkv.segmented.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * A hash of 64 bits: XXH64 of the bytes, with seed 0.
 *
 * <p>It never changes: index snapshots and Bloom filters on disk are made of it, so another hash
 * would be another format. It is fast (8 bytes at a time), spreads every bit of the key over every
 * bit of the hash, and is the same on every machine. It is no protection against somebody who
 * chooses keys so that they collide.
 *
 * <p>XXH64 is by Yann Collet; the names follow its <a
 * href="https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md">specification</a>.
 */
public final class KeyHash {
  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_3 = 0x165667B19E3779F9L;
  private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;

  /** Long keys are taken in stripes of four lanes, which the processor works on side by side. */
  private static final int STRIPE_BYTES = 4 * Long.BYTES;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private KeyHash() {}

  /** Returns the hash of {@code key}. */
  public static long of(byte[] key) {
    return of(key, 0, key.length);
  }

  /**
   * Returns the hash of the bytes from index {@code from} to before index {@code to}.
   *
   * @throws IndexOutOfBoundsException if there are no such bytes
   */
  public static long of(byte[] bytes, int from, int to) {
    Objects.checkFromToIndex(from, to, bytes.length);
    int stripesEnd = to - (to - from) % STRIPE_BYTES;
    long hash = from == stripesEnd ? PRIME_5 : ofStripes(bytes, from, stripesEnd);
    return avalanche(withTail(hash + (to - from), bytes, stripesEnd, to));
  }

  private static long ofStripes(byte[] bytes, int from, int to) {
    long a = PRIME_1 + PRIME_2;
    long b = PRIME_2;
    long c = 0;
    long d = -PRIME_1;
    for (int i = from; i < to; i += STRIPE_BYTES) {
      a = round(a, longAt(bytes, i));
      b = round(b, longAt(bytes, i + Long.BYTES));
      c = round(c, longAt(bytes, i + 2 * Long.BYTES));
      d = round(d, longAt(bytes, i + 3 * Long.BYTES));
    }
    long hash = Long.rotateLeft(a, 1)
        + Long.rotateLeft(b, 7)
        + Long.rotateLeft(c, 12)
        + Long.rotateLeft(d, 18);
    return merge(merge(merge(merge(hash, a), b), c), d);
  }

  /** Mixes in what is left behind the stripes: at most 31 bytes, the widest pieces first. */
  private static long withTail(long start, byte[] bytes, int from, int to) {
    long hash = start;
    int i = from;
    for (; to - i >= Long.BYTES; i += Long.BYTES) {
      hash ^= round(0, longAt(bytes, i));
      hash = Long.rotateLeft(hash, 27) * PRIME_1 + PRIME_4;
    }
    if (to - i >= Integer.BYTES) {
      hash ^= Integer.toUnsignedLong((int) INTS.get(bytes, i)) * PRIME_1;
      hash = Long.rotateLeft(hash, 23) * PRIME_2 + PRIME_3;
      i += Integer.BYTES;
    }
    for (; i < to; i++) {
      hash ^= Byte.toUnsignedLong(bytes[i]) * PRIME_5;
      hash = Long.rotateLeft(hash, 11) * PRIME_1;
    }
    return hash;
  }

  /** Lets every bit reach every other: without it the last bytes of a key would move few bits. */
  private static long avalanche(long start) {
    long hash = start;
    hash = (hash ^ hash >>> 33) * PRIME_2;
    hash = (hash ^ hash >>> 29) * PRIME_3;
    return hash ^ hash >>> 32;
  }

  private static long round(long lane, long input) {
    return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
  }

  private static long merge(long hash, long lane) {
    return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
  }

  private static long longAt(byte[] bytes, int index) {
    return (long) LONGS.get(bytes, index);
  }
}
