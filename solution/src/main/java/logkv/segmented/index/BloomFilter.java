package logkv.segmented.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A set of keys that answers "never seen" or "perhaps", in a few bits a key.
 *
 * <p>"Never seen" is always true. "Perhaps" is wrong for about 1 key in 100 with 10 bits a key.
 *
 * <p>It is a <i>blocked</i> Bloom filter: the hash of a key chooses a block of 512 bits, a cache line,
 * and then some bits in that block. (Bloom, CACM 1970; blocks: Putze, Sanders and Singler, "Cache-,
 * Hash- and Space-Efficient Bloom Filters", 2007; the choice of the bits is that of RocksDB.)
 *
 * <p>Immutable, so any number of threads may ask.
 */
public final class BloomFilter {
  private static final int MAGIC = 0x464C424C; // "LBLF"
  private static final int VERSION = 1;
  private static final int HEADER_BYTES =
      Integer.BYTES + Integer.BYTES + Long.BYTES + Integer.BYTES + Integer.BYTES;
  private static final int CRC_BYTES = Integer.BYTES;

  private static final int BLOCK_BITS = 512;
  private static final int BLOCK_LONGS = BLOCK_BITS / Long.SIZE;
  private static final int MAX_BITS_PER_KEY = 64;
  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  private final int probes;
  private final long[] words;

  private BloomFilter(int probes, long[] words) {
    this.probes = probes;
    this.words = words;
  }

  /**
   * Makes a filter of the first {@code count} of {@code hashes}.
   *
   * @param bitsPerKey 1 to 64; what is good for 10 is 1 wrong "perhaps" in 100
   */
  public static BloomFilter of(long[] hashes, int count, int bitsPerKey) {
    if (bitsPerKey < 1 || bitsPerKey > MAX_BITS_PER_KEY) {
      throw new IllegalArgumentException("bitsPerKey " + bitsPerKey + " is not 1 to 64");
    }
    long blocks = ((long) count * bitsPerKey + BLOCK_BITS - 1) / BLOCK_BITS;
    int probes = Math.max(1, (int) (bitsPerKey * Math.log(2)));
    BloomFilter filter = new BloomFilter(probes, new long[Math.toIntExact(blocks * BLOCK_LONGS)]);
    for (int i = 0; i < count; i++) {
      filter.add(hashes[i]);
    }
    return filter;
  }

  /** False only if no key with this {@link KeyHash} was among those the filter was made of. */
  public boolean mayContain(long hash) {
    if (words.length == 0) {
      return false;
    }
    int block = block(hash);
    long bits = hash;
    for (int i = 0; i < probes; i++) {
      bits *= GOLDEN_RATIO;
      int bit = (int) (bits >>> 55);
      if ((words[block + (bit >>> 6)] & 1L << bit) == 0) {
        return false;
      }
    }
    return true;
  }

  private void add(long hash) {
    int block = block(hash);
    long bits = hash;
    for (int i = 0; i < probes; i++) {
      bits *= GOLDEN_RATIO;
      int bit = (int) (bits >>> 55);
      words[block + (bit >>> 6)] |= 1L << bit;
    }
  }

  /** The first word of the block of a hash: its upper half, scaled to the number of blocks. */
  private int block(long hash) {
    return (int) ((hash >>> 32) * (words.length / BLOCK_LONGS) >>> 32) * BLOCK_LONGS;
  }

  /** How many bytes {@link #writeTo} writes, and about as many are in memory. */
  public long bytes() {
    return HEADER_BYTES + (long) words.length * Long.BYTES + CRC_BYTES;
  }

  /**
   * Writes the filter, little-endian.
   *
   * <pre>
   *   0       4         8       16       20      24        24+64b   28+64b
   *   +-------+---------+-------+--------+--------+---------+-----+
   *   | magic | version | owner | probes | blocks |  words  | crc |
   *   +-------+---------+-------+--------+--------+---------+-----+
   *   |                 crc covers this                     |
   *
   *   magic     int32   0x464C424C: the bytes "LBLF"
   *   version   int32   1
   *   owner     int64   what the filter was made for: the id of a segment
   *   probes    int32   bits that stand for a key
   *   blocks    int32   b
   *   words     int64   8 for each block
   *   crc       int32   CRC-32C
   * </pre>
   */
  public void writeTo(WritableByteChannel sink, long owner) throws IOException {
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(bytes())).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(MAGIC).putInt(VERSION).putLong(owner);
    out.putInt(probes).putInt(words.length / BLOCK_LONGS);
    out.asLongBuffer().put(words);
    out.position(out.capacity() - CRC_BYTES);
    out.putInt(crc(out.duplicate().flip())).flip();
    while (out.hasRemaining()) {
      sink.write(out);
    }
  }

  /**
   * Reads what {@link #writeTo} wrote for the same owner: all that {@code source} has.
   *
   * @return nothing if it is anything else, or damaged
   */
  public static Optional<BloomFilter> readFrom(ByteBuffer source, long owner) {
    ByteBuffer in = source.slice().order(ByteOrder.LITTLE_ENDIAN);
    int crcAt = in.limit() - CRC_BYTES;
    if (crcAt < HEADER_BYTES || in.getInt(crcAt) != crc(in.slice(0, crcAt))) {
      return Optional.empty();
    }
    if (in.getInt() != MAGIC || in.getInt() != VERSION || in.getLong() != owner) {
      return Optional.empty();
    }
    int probes = in.getInt();
    int blocks = in.getInt();
    if (probes < 1 || blocks * (long) BLOCK_LONGS * Long.BYTES != crcAt - HEADER_BYTES) {
      return Optional.empty();
    }
    long[] words = new long[blocks * BLOCK_LONGS];
    in.asLongBuffer().get(words);
    return Optional.of(new BloomFilter(probes, words));
  }

  private static int crc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
