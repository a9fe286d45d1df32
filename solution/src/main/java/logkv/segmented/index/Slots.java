package logkv.segmented.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The table of one stripe: slots in a row, each with a tag and a location.
 *
 * <p>A tag stands as near behind its home slot as there was room, and nothing between the two is
 * free, so a search goes from the home slot to the first free one (open addressing with linear
 * probing). The home of a tag is its share of the table: tag / 2^32 * capacity. So a table of any
 * capacity will do, and a larger one takes over the tags nearly in the order in which they stand.
 *
 * <pre>
 *   tags        | 0 | T1 | T2 | T1 | 0 | T3 | 0 | 0 |     0 = free
 *   locations   | 0 | a  | 0  | b  | 0 | c  | 0 | 0 |     0 behind a tag = removed
 * </pre>
 *
 * <p>One thread at a time writes. Any number may search at the same time, because a slot only ever
 * goes one way: once it has a tag it keeps that tag for as long as the table lives. What changes is
 * the location, in one volatile write.
 */
final class Slots {
  /** Bytes of one slot. */
  static final int SLOT_BYTES = Integer.BYTES + Long.BYTES;

  /** The tag of a slot that was never taken. */
  static final int FREE = 0;

  private static final VarHandle TAG = MethodHandles.arrayElementVarHandle(int[].class);
  private static final VarHandle LOCATION = MethodHandles.arrayElementVarHandle(long[].class);

  private final int[] tags;
  private final long[] locations;

  Slots(int capacity) {
    this(new int[capacity], new long[capacity]);
  }

  private Slots(int[] tags, long[] locations) {
    this.tags = tags;
    this.locations = locations;
  }

  int capacity() {
    return tags.length;
  }

  /** Where the search for {@code tag} begins. */
  int home(int tag) {
    return (int) (Integer.toUnsignedLong(tag) * tags.length >>> Integer.SIZE);
  }

  /** Where the search goes on behind {@code slot}; the first slot is behind the last. */
  int after(int slot) {
    return slot + 1 == tags.length ? 0 : slot + 1;
  }

  int tag(int slot) {
    return (int) TAG.getVolatile(tags, slot);
  }

  long location(int slot) {
    return (long) LOCATION.getVolatile(locations, slot);
  }

  /** The slot that a new key with this tag goes to: a removed one with the same tag, or a free one. */
  int slotFor(int tag) {
    int slot = home(tag);
    while (tags[slot] != FREE && !(tags[slot] == tag && locations[slot] == KeyIndex.NONE)) {
      slot = after(slot);
    }
    return slot;
  }

  /** The slot with this tag and this location, or -1 if there is none. */
  int slotOf(int tag, long location) {
    int slot = home(tag);
    for (int found = tag(slot); found != FREE; found = tag(slot)) {
      if (found == tag && location(slot) == location) {
        return slot;
      }
      slot = after(slot);
    }
    return -1;
  }

  /** Takes a slot that {@link #slotFor} has found. The location first: the tag is what shows it. */
  void take(int slot, int tag, long location) {
    setLocation(slot, location);
    if (tags[slot] == FREE) {
      TAG.setVolatile(tags, slot, tag);
    }
  }

  void setLocation(int slot, long location) {
    LOCATION.setVolatile(locations, slot, location);
  }

  /** Returns a table of this capacity with all that has a location; nobody else may be writing. */
  Slots copy(int capacity) {
    Slots copy = new Slots(capacity);
    for (int slot = 0; slot < tags.length; slot++) {
      if (locations[slot] != KeyIndex.NONE) {
        int free = copy.slotFor(tags[slot]);
        copy.tags[free] = tags[slot]; // plain writes: nobody has the copy yet
        copy.locations[free] = locations[slot];
      }
    }
    return copy;
  }

  /** How many slots are not free. */
  int countTaken() {
    int taken = 0;
    for (int tag : tags) {
      taken += tag == FREE ? 0 : 1;
    }
    return taken;
  }

  /** How many slots have a location. */
  int countLocations() {
    int count = 0;
    for (long location : locations) {
      count += location == KeyIndex.NONE ? 0 : 1;
    }
    return count;
  }

  /** How many bytes {@link #encode} writes. */
  int encodedBytes() {
    return Math.addExact(Integer.BYTES, Math.multiplyExact(SLOT_BYTES, capacity()));
  }

  /**
   * Writes the table as it stands.
   *
   * <pre>
   *   0          4            4 + 4c            4 + 12c
   *   +----------+------------+-----------------+
   *   | capacity |    tags    |    locations    |
   *   +----------+------------+-----------------+
   *
   *   capacity    int32    c, the number of slots, at least 1
   *   tags        int32    c of them, 0 = free
   *   locations   int64    c of them, 0 = removed, or free
   * </pre>
   *
   * @param out in the byte order of the format, with room enough
   */
  void encode(ByteBuffer out) {
    out.putInt(capacity());
    out.asIntBuffer().put(tags);
    out.position(out.position() + Integer.BYTES * capacity());
    out.asLongBuffer().put(locations);
    out.position(out.position() + Long.BYTES * capacity());
  }

  /** Reads a table, or nothing if no table was written as these bytes. */
  static Optional<Slots> decode(ByteBuffer in) {
    if (in.remaining() < Integer.BYTES) {
      return Optional.empty();
    }
    int capacity = in.getInt();
    if (capacity < 1 || capacity > in.remaining() / SLOT_BYTES) {
      return Optional.empty(); // before a wrong number becomes an allocation
    }
    Slots slots = new Slots(capacity);
    in.asIntBuffer().get(slots.tags);
    in.position(in.position() + Integer.BYTES * capacity);
    in.asLongBuffer().get(slots.locations);
    in.position(in.position() + Long.BYTES * capacity);
    return slots.isSound() ? Optional.of(slots) : Optional.empty();
  }

  /** Whether every search ends, and no location stands where none would find it. */
  private boolean isSound() {
    boolean hidden = false;
    for (int slot = 0; slot < tags.length; slot++) {
      hidden |= tags[slot] == FREE && locations[slot] != KeyIndex.NONE;
    }
    return !hidden && countTaken() < capacity();
  }
}
