package logkv.segmented.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.function.LongPredicate;

/**
 * The table of one stripe: slots in a row, each with a tag and a location.
 *
 * <pre>
 *   slot          0   1    2    3    4   5    6   7
 *   tags        | 0 | T1 | T2 | T1 | 0 | T3 | 0 | 0 |     0 = free
 *   locations   | 0 | a  | 0  | b  | 0 | c  | 0 | 0 |     0 behind a tag = removed
 * </pre>
 *
 * <p>Every tag has a home, which is its share of the table (tag / 2^32 * capacity), and stands there
 * or as near behind as there was room: between the home and the tag no slot is free. So a search goes
 * from the home to the first free slot, and some slots must always be free. (Open addressing with
 * linear probing. The usual home, the tag modulo a power of two, would let tables only double; and
 * with this one a larger table takes the tags over in about the order in which they stand.)
 *
 * <p>One thread at a time may change the table, and any number may search it meanwhile, because a
 * slot has a simple life: free, then for ever of one tag. All that changes afterwards is the location,
 * in one volatile write. Nobody ever sees half a change.
 */
final class Slots {
  /** What one slot takes, in memory and in a snapshot. */
  static final int SLOT_BYTES = Integer.BYTES + Long.BYTES;

  /** The answer of a search that found no slot. */
  static final int NOWHERE = -1;

  private static final int FREE = 0;

  private static final VarHandle TAG = MethodHandles.arrayElementVarHandle(int[].class);
  private static final VarHandle LOCATION = MethodHandles.arrayElementVarHandle(long[].class);

  private final int[] tags;
  private final long[] locations;

  /** Makes a table of free slots. */
  Slots(int capacity) {
    this(new int[capacity], new long[capacity]);
  }

  private Slots(int[] tags, long[] locations) {
    this.tags = tags;
    this.locations = locations;
  }

  /** Returns the tag for a hash: its lower half, unless that looks like a free slot. */
  static int tagOf(long hash) {
    return (int) hash == FREE ? 1 : (int) hash;
  }

  int capacity() {
    return tags.length;
  }

  // ---- searching: for any number of threads ----

  /** The first slot with this tag, or {@link #NOWHERE}. */
  int first(int tag) {
    return seek(tag, home(tag));
  }

  /** The next slot with this tag behind {@code slot}, or {@link #NOWHERE}. */
  int next(int tag, int slot) {
    return seek(tag, after(slot));
  }

  /** The slot with this tag and this location, or {@link #NOWHERE}. */
  int find(int tag, long location) {
    int slot = first(tag);
    while (slot != NOWHERE && location(slot) != location) {
      slot = next(tag, slot);
    }
    return slot;
  }

  long location(int slot) {
    return (long) LOCATION.getVolatile(locations, slot);
  }

  private int seek(int tag, int from) {
    int slot = from;
    int found = tag(slot);
    while (found != tag) {
      if (found == FREE) {
        return NOWHERE;
      }
      slot = after(slot);
      found = tag(slot);
    }
    return slot;
  }

  private int home(int tag) {
    return (int) (Integer.toUnsignedLong(tag) * tags.length >>> Integer.SIZE);
  }

  private int after(int slot) {
    return slot + 1 == tags.length ? 0 : slot + 1;
  }

  private int tag(int slot) {
    return (int) TAG.getVolatile(tags, slot);
  }

  // ---- changing: for one thread at a time, so it may read what it wrote as plain memory ----

  /** The slot for a new key: one whose key with this tag was removed, or else a free one. */
  int vacant(int tag) {
    int slot = home(tag);
    while (!isFree(slot) && (tags[slot] != tag || locations[slot] != KeyIndex.NONE)) {
      slot = after(slot);
    }
    return slot;
  }

  boolean isFree(int slot) {
    return tags[slot] == FREE;
  }

  /** Fills a {@link #vacant} slot. The tag comes last: it is what shows the slot to a search. */
  void fill(int slot, int tag, long location) {
    setLocation(slot, location);
    TAG.setVolatile(tags, slot, tag);
  }

  /** Gives a slot that is not free another location, or none. */
  void setLocation(int slot, long location) {
    LOCATION.setVolatile(locations, slot, location);
  }

  /** Removes all locations that {@code gone} holds for, and returns how many those were. */
  int removeAll(LongPredicate gone) {
    int removed = 0;
    for (int slot = 0; slot < capacity(); slot++) {
      if (locations[slot] != KeyIndex.NONE && gone.test(locations[slot])) {
        setLocation(slot, KeyIndex.NONE);
        removed++;
      }
    }
    return removed;
  }

  /** Returns a table that is like this one. */
  Slots copy() {
    return new Slots(tags.clone(), locations.clone());
  }

  /** Returns a table of another capacity with the same keys, and without what was removed. */
  Slots copy(int capacity) {
    Slots copy = new Slots(capacity);
    for (int slot = 0; slot < capacity(); slot++) {
      if (locations[slot] != KeyIndex.NONE) {
        int vacant = copy.vacant(tags[slot]);
        copy.tags[vacant] = tags[slot]; // plain writes: nobody else has the copy yet
        copy.locations[vacant] = locations[slot];
      }
    }
    return copy;
  }

  /** Returns the locations of all keys, of which there are {@code count}. */
  long[] locations(int count) {
    long[] all = new long[count];
    int i = 0;
    for (long location : locations) {
      if (location != KeyIndex.NONE) {
        all[i++] = location;
      }
    }
    return all;
  }

  // ---- to disk and back: two copies of memory ----

  /** Writes all tags, then all locations, in the byte order of {@code out}. */
  void encode(ByteBuffer out) {
    out.asIntBuffer().put(tags);
    skip(out, Integer.BYTES);
    out.asLongBuffer().put(locations);
    skip(out, Long.BYTES);
  }

  /** Reads what {@link #encode} wrote; all that must be there is there. */
  static Slots decode(int capacity, ByteBuffer in) {
    Slots slots = new Slots(capacity);
    in.asIntBuffer().get(slots.tags);
    slots.skip(in, Integer.BYTES);
    in.asLongBuffer().get(slots.locations);
    slots.skip(in, Long.BYTES);
    return slots;
  }

  /** Whether any slot is free, without which a search would never end. */
  boolean hasFree() {
    int slot = 0;
    while (slot < capacity() && !isFree(slot)) {
      slot++;
    }
    return slot < capacity();
  }

  private void skip(ByteBuffer buffer, int bytesPerSlot) {
    buffer.position(buffer.position() + bytesPerSlot * capacity());
  }
}
