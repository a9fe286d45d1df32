package logkv.segmented;

import java.util.Arrays;
import logkv.segmented.index.BloomFilter;

/**
 * The hashes of the keys that went into one segment, from which its Bloom filter is made when it is
 * sealed. Eight bytes for each record of the active segment are cheaper than reading it once more.
 */
final class KeyHashes {
  private long[] hashes = new long[16];
  private int count;
  private boolean complete = true;

  void add(long hash) {
    if (complete) {
      if (count == hashes.length) {
        hashes = Arrays.copyOf(hashes, 2 * count);
      }
      hashes[count++] = hash;
    }
  }

  /** Says that there are records whose keys nobody has seen; they came from a snapshot. */
  void isIncomplete() {
    complete = false;
    count = 0;
  }

  /** Whether {@link #filter} knows every key. */
  boolean isComplete() {
    return complete;
  }

  BloomFilter filter(int bitsPerKey) {
    return BloomFilter.of(hashes, count, bitsPerKey);
  }

  /** Begins with the keys of another segment. */
  void clear() {
    hashes = new long[16];
    count = 0;
    complete = true;
  }
}
