package logkv.segmented.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A set of keys that answers "never seen" or "perhaps", and takes a few bits a key.
 *
 * <p>"Never seen" is always true. "Perhaps" is wrong now and then: with b bits a key, for 0.6185^b of
 * the keys that were never seen, which is 0.8 % for 10 bits and 0.05 % for 16.
 *
 * <p>A key sets some of the bits, its probes, and may be in the set if they are all set (B. Bloom,
 * CACM 1970). All probes come from one hash: its upper half says where the first one is, and its
 * lower half how far it is from each to the next (A. Kirsch and M. Mitzenmacher, "Less Hashing, Same
 * Performance", 2006). Filters that keep all probes of a key in one cache line are said to be faster.
 * Measured with up to 10 million keys they were not, and wrong more often.
 *
 * <p>A filter never changes, so any number of threads may ask.
 */
public final class BloomFilter {
  private static final int MAGIC = 0x6D6F6C42; // "Blom"
  private static final int VERSION = 1;
  private static final int HEADER_BYTES =
      Integer.BYTES + Integer.BYTES + Long.BYTES + Integer.BYTES + Integer.BYTES;
  private static final int CRC_BYTES = Integer.BYTES;

  private static final int MOST_BITS_PER_KEY = 64;
  private static final int MOST_PROBES = probesFor(MOST_BITS_PER_KEY);
  private static final long MOST_BITS = 1L << 32; // what half a hash can tell apart

  private final int probes;
  private final long[] words;

  private BloomFilter(int probes, long[] words) {
    this.probes = probes;
    this.words = words;
  }

  /**
   * Makes a filter of the first {@code count} of {@code hashes}, each a {@link KeyHash}.
   *
   * @param bitsPerKey 1 to 64
   */
  public static BloomFilter of(long[] hashes, int count, int bitsPerKey) {
    Objects.checkFromIndexSize(0, count, hashes.length);
    if (bitsPerKey < 1 || bitsPerKey > MOST_BITS_PER_KEY) {
      throw new IllegalArgumentException("bitsPerKey " + bitsPerKey + " is not 1 to 64");
    }
    long bits = Math.min((long) count * bitsPerKey, MOST_BITS);
    long[] words = new long[(int) ((bits + Long.SIZE - 1) / Long.SIZE)];
    BloomFilter filter = new BloomFilter(probesFor(bitsPerKey), words);
    for (int i = 0; i < count; i++) {
      filter.add(hashes[i]);
    }
    return filter;
  }

  /** Half of the bits are set then, which is what makes a filter of this size tell most. */
  private static int probesFor(int bitsPerKey) {
    return Math.max(1, (int) (bitsPerKey * Math.log(2)));
  }

  private void add(long hash) {
    long probe = hash;
    for (int i = 0; i < probes; i++) {
      long bit = bit(probe);
      words[(int) (bit / Long.SIZE)] |= 1L << bit;
      probe += step(hash);
    }
  }

  /** False only if no key with this hash was among those that the filter was made of. */
  public boolean mayContain(long hash) {
    if (words.length == 0) {
      return false;
    }
    long probe = hash;
    for (int i = 0; i < probes; i++) {
      long bit = bit(probe);
      if ((words[(int) (bit / Long.SIZE)] & 1L << bit) == 0) {
        return false;
      }
      probe += step(hash);
    }
    return true;
  }

  /** The bit of a probe: its upper half, scaled to the number of bits. */
  private long bit(long probe) {
    return (probe >>> Integer.SIZE) * words.length * Long.SIZE >>> Integer.SIZE;
  }

  /** From probe to probe; odd, so that they do not come together. */
  private static long step(long hash) {
    return Long.rotateLeft(hash, Integer.SIZE) | 1;
  }

  /** How many bytes {@link #writeTo} writes; about as many are in memory. */
  public long bytes() {
    return HEADER_BYTES + (long) Long.BYTES * words.length + CRC_BYTES;
  }

  /**
   * Writes the filter.
   *
   * <pre>
   *   0       4         8       16       20      24        24+8w   28+8w
   *   +-------+---------+-------+--------+-------+---------+-------+
   *   | magic | version | owner | probes | words |  bits   |  crc  |
   *   +-------+---------+-------+--------+-------+---------+-------+
   *   |                 the crc covers this                |
   *
   *   magic     int32   0x6D6F6C42: the bytes "Blom"
   *   version   int32   1
   *   owner     int64   what the filter was made for, such as the id of a segment
   *   probes    int32   how many bits stand for a key, 1 to 44
   *   words     int32   w, 0 for a filter of no keys
   *   bits      int64   w of them; bit 64i + j of the filter is bit j of number i
   *   crc       int32   CRC-32C
   * </pre>
   *
   * <p>Integers are little-endian, as the machines are that we run on, so that the bits are copied in
   * one go.
   *
   * @param owner what the filter belongs to; {@link #readFrom} wants to hear the same
   */
  public void writeTo(WritableByteChannel sink, long owner) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(bytes())).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(MAGIC).putInt(VERSION).putLong(owner).putInt(probes).putInt(words.length);
    out.asLongBuffer().put(words);
    int end = out.capacity() - CRC_BYTES;
    out.putInt(end, checksum(out, end)).clear();
    while (out.hasRemaining()) {
      sink.write(out);
    }
  }

  /**
   * Reads what {@link #writeTo} wrote, which is all that {@code source} has.
   *
   * @return nothing if that is damaged, of another version, or the filter of another owner: a filter
   *     can be made again, so none of that is an error
   */
  public static Optional<BloomFilter> readFrom(ByteBuffer source, long owner) {
    ByteBuffer in = source.slice().order(ByteOrder.LITTLE_ENDIAN);
    int end = in.capacity() - CRC_BYTES;
    if (end < HEADER_BYTES || in.getInt(end) != checksum(in, end)) {
      return Optional.empty();
    }
    if (in.getInt() != MAGIC || in.getInt() != VERSION || in.getLong() != owner) {
      return Optional.empty();
    }
    int probes = in.getInt();
    int words = in.getInt();
    if (probes < 1 || probes > MOST_PROBES || (long) Long.BYTES * words != end - HEADER_BYTES) {
      return Optional.empty();
    }
    BloomFilter filter = new BloomFilter(probes, new long[words]);
    in.asLongBuffer().get(filter.words);
    return Optional.of(filter);
  }

  private static int checksum(ByteBuffer bytes, int end) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.slice(0, end));
    return (int) crc.getValue();
  }
}
