package logkv.cli.inspect;

/**
 * Where the newest record of each key is, for any number of keys: 16 bytes a slot, and no keys.
 *
 * <p>Two keys with the same hash of 64 bits would be taken for one. Among a hundred million keys that
 * happens about once in 4,000 stores, unless somebody chose the keys for it; nothing but a count and a
 * colour depends on it.
 */
final class Newest {
  private static final int STRIPES = 256; // each grows by itself, so that memory never doubles

  private final Stripe[] stripes = new Stripe[STRIPES];

  Newest() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe();
    }
  }

  /** Says that the newest record of the key with this hash is at {@code place}, which is not 0. */
  void put(long hash, long place) {
    stripe(hash).put(hash, place);
  }

  /** Whether the newest record of the key with this hash is the one at {@code place}. */
  boolean is(long hash, long place) {
    return stripe(hash).find(hash) == place;
  }

  private Stripe stripe(long hash) {
    return stripes[(int) (hash >>> 56)];
  }

  /** A table of pairs, hash and place; a place of 0 is an empty slot. */
  private static final class Stripe {
    private long[] pairs = new long[2 * 16];
    private int used;

    long find(long hash) {
      return pairs[slot(pairs, hash) + 1];
    }

    void put(long hash, long place) {
      int slot = slot(pairs, hash);
      if (pairs[slot + 1] == 0 && ++used > pairs.length * 3 / 8) { // of half as many slots
        grow();
        slot = slot(pairs, hash);
      }
      pairs[slot] = hash;
      pairs[slot + 1] = place;
    }

    private void grow() {
      long[] larger = new long[pairs.length * 2];
      for (int i = 0; i < pairs.length; i += 2) {
        if (pairs[i + 1] != 0) {
          int slot = slot(larger, pairs[i]);
          larger[slot] = pairs[i];
          larger[slot + 1] = pairs[i + 1];
        }
      }
      pairs = larger;
    }

    private static int slot(long[] pairs, long hash) {
      int mask = pairs.length - 2; // its lowest bit is 0: a slot begins at an even index
      int slot = (int) (hash << 1) & mask;
      while (pairs[slot + 1] != 0 && pairs[slot] != hash) {
        slot = slot + 2 & mask;
      }
      return slot;
    }
  }
}
