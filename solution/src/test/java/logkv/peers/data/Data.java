package logkv.peers.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The keys and values of all trials. Making one costs a few nanoseconds and no allocation, the same for
 * every engine.
 *
 * <pre>
 *   key      mixed number | number          so numbers in their order are keys in none
 *   value    number | version | noise ...   so one that is read can be told from every other
 * </pre>
 */
public final class Data {
  public static final int KEY_BYTES = 16;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int NOISE = 1 << 16;
  private static final long ABSENT = 1L << 40;

  private final int valueBytes;
  private final byte[] noise;

  public Data(int valueBytes) {
    this.valueBytes = valueBytes;
    noise = new byte[NOISE + valueBytes];
    new SplittableRandom(7).nextBytes(noise);
  }

  public byte[] newKey() {
    return new byte[KEY_BYTES];
  }

  public byte[] newValue() {
    return new byte[valueBytes];
  }

  /** Makes {@code into} the key of this number. */
  public static byte[] key(long number, byte[] into) {
    LONGS.set(into, 0, mix(number));
    LONGS.set(into, Long.BYTES, number);
    return into;
  }

  /** Makes {@code into} a key that was never put, a different one for each number. */
  public static byte[] absentKey(long number, byte[] into) {
    return key(number + ABSENT, into);
  }

  public static long number(byte[] key) {
    return (long) LONGS.get(key, Long.BYTES);
  }

  public byte[] value(long number, long version, byte[] into) {
    System.arraycopy(noise, offset(number, version), into, 16, valueBytes - 16);
    LONGS.set(into, 0, number);
    LONGS.set(into, Long.BYTES, version);
    return into;
  }

  /** Returns the version of a value of this number, or -1 if it is none. */
  public long version(long number, byte[] value) {
    if (value == null || value.length != valueBytes || (long) LONGS.get(value, 0) != number) {
      return -1;
    }
    long version = (long) LONGS.get(value, Long.BYTES);
    int offset = offset(number, version);
    return Arrays.equals(value, 16, valueBytes, noise, offset, offset + valueBytes - 16)
        ? version
        : -1;
  }

  private static int offset(long number, long version) {
    return (int) (mix(number + version * 31) & NOISE - 1);
  }

  /** The last step of SplitMix64: a different long for each, in no order. */
  private static long mix(long number) {
    long z = number * 0x9E37_79B9_7F4A_7C15L;
    z = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
    z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
    return z ^ z >>> 31;
  }
}
