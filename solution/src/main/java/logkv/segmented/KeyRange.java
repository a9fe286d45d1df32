package logkv.segmented;

import java.util.Arrays;
import java.util.Optional;

/**
 * Which keys to list, in the order of their unsigned bytes: those from {@code from}, included, to
 * {@code to}, excluded.
 *
 * <p>Immutable; the bounds are copied.
 */
public final class KeyRange {
  private static final KeyRange ALL = new KeyRange(new byte[0], null);

  private final byte[] from;
  private final byte[] to; // null: no end

  private KeyRange(byte[] from, byte[] to) {
    this.from = from;
    this.to = to;
  }

  public static KeyRange all() {
    return ALL;
  }

  /** The keys that begin with {@code prefix}; every key begins with the empty one. */
  public static KeyRange prefix(byte[] prefix) {
    return new KeyRange(prefix.clone(), firstBehind(prefix));
  }

  /** The keys at or behind {@code from}. */
  public static KeyRange from(byte[] from) {
    return new KeyRange(from.clone(), null);
  }

  /** The keys in front of {@code to}. */
  public static KeyRange to(byte[] to) {
    return new KeyRange(new byte[0], to.clone());
  }

  /** The keys at or behind {@code from} and in front of {@code to}; none if that is impossible. */
  public static KeyRange between(byte[] from, byte[] to) {
    return new KeyRange(from.clone(), to.clone());
  }

  public boolean contains(byte[] key) {
    return Arrays.compareUnsigned(from, key) <= 0
        && (to == null || Arrays.compareUnsigned(key, to) < 0);
  }

  /** Whether it leaves no key out. */
  public boolean isAll() {
    return from.length == 0 && to == null;
  }

  /** The first bound, included; the empty one if there is none. */
  public byte[] from() {
    return from.clone();
  }

  /** The second bound, excluded. */
  public Optional<byte[]> to() {
    return Optional.ofNullable(to).map(byte[]::clone);
  }

  /** The smallest key behind all that begin with {@code prefix}: {@code a FF FF} is left for {@code b}. */
  private static byte[] firstBehind(byte[] prefix) {
    int last = prefix.length - 1;
    while (last >= 0 && prefix[last] == (byte) 0xFF) {
      last--;
    }
    if (last < 0) {
      return null;
    }
    byte[] behind = Arrays.copyOf(prefix, last + 1);
    behind[last]++;
    return behind;
  }
}
