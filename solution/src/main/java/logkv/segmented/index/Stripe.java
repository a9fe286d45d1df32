package logkv.segmented.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.LongPredicate;
import logkv.segmented.index.KeyIndex.Match;

/**
 * One part of a {@link KeyIndex}: a table, the lock of those who change it, and its growth.
 *
 * <p>Who changes something holds the lock of this object, and never while a match reads. Who searches
 * takes no lock, and stays with the table that it began with. A table that was replaced is never
 * changed again; so for those who still search it, it shows the stripe as it was at the moment of the
 * replacement, and that lies within their search.
 */
final class Stripe {
  private static final int HEADER_BYTES = Integer.BYTES + Integer.BYTES + Integer.BYTES;

  /** The table of all stripes that never had a key. It is full, so nothing is ever put there. */
  private static final Slots NOTHING = new Slots(1);

  private final int smallest; // capacity of the first table
  private volatile Slots slots = NOTHING; // replaced holding this
  private boolean inImage; // guarded by this: an image shows the table, which must stay as it is
  private int keys; // guarded by this; slots with a location
  private int taken; // guarded by this; slots that are not free: of keys, and of removed ones

  Stripe(int smallest) {
    this.smallest = smallest;
  }

  long find(int tag, Match match) throws IOException {
    Slots table = slots;
    int slot = table.first(tag);
    while (slot != Slots.NOWHERE) {
      long location = table.location(slot);
      if (location != KeyIndex.NONE && match.holds(location)) {
        return location;
      }
      if (table != slots) { // so the key may have been moved since, in the new one
        table = slots;
        slot = table.first(tag);
      } else if (table.location(slot) == location) { // else it was moved: look at the slot again
        slot = table.next(tag, slot);
      }
    }
    return KeyIndex.NONE;
  }

  boolean holds(int tag, long location) {
    return slots.find(tag, location) != Slots.NOWHERE;
  }

  /** Adds a key that is not there. */
  synchronized void insert(int tag, long location) {
    leaveImage();
    int slot = slots.vacant(tag);
    if (slots.isFree(slot)) {
      if (taken == mostTaken(slots.capacity())) {
        rebuild(keys + 1);
        slot = slots.vacant(tag);
      }
      taken++;
    }
    slots.fill(slot, tag, location);
    keys++;
  }

  /** Says that the key at {@code from} is at {@code to} now; false if there is none. */
  synchronized boolean replace(int tag, long from, long to) {
    leaveImage();
    int slot = slots.find(tag, from);
    if (slot == Slots.NOWHERE) {
      return false;
    }
    slots.setLocation(slot, to);
    return true;
  }

  /** Forgets the key at {@code location}; false if there is none. */
  synchronized boolean remove(int tag, long location) {
    if (!replace(tag, location, KeyIndex.NONE)) {
      return false;
    }
    keys--;
    shrink();
    return true;
  }

  /** Forgets all keys whose location is {@code gone}, and returns how many those were. */
  synchronized int removeAll(LongPredicate gone) {
    leaveImage();
    int removed = slots.removeAll(gone);
    keys -= removed;
    shrink();
    return removed;
  }

  synchronized int keys() {
    return keys;
  }

  synchronized long[] locations() {
    return slots.locations(keys);
  }

  /** How many bytes the slots take up. */
  long bytes() {
    return (long) Slots.SLOT_BYTES * slots.capacity();
  }

  // ---- the capacity: three quarters of a table are taken at most, a third by keys at least ----

  private static int mostTaken(int capacity) {
    return capacity / 4 * 3;
  }

  private void shrink() {
    if (keys < slots.capacity() / 3 && slots.capacity() > smallest) {
      rebuild(keys);
    }
  }

  /** Replaces the table by one that suits so many keys, and forgets the removed ones for good. */
  private void rebuild(int forKeys) {
    slots = slots.copy(capacityFor(forKeys));
    taken = keys;
    inImage = false;
  }

  /** A table begins between two fifths and five eighths full: far from growing and from shrinking. */
  private int capacityFor(int keys) {
    int capacity = smallest;
    while (keys > capacity / 8 * 5) {
      capacity += capacity / 2;
    }
    return capacity;
  }

  // ---- to disk and back ----

  /** Returns the table as it is, at the cost of one copy of it when it is changed next. */
  synchronized Image image() {
    inImage = true;
    return new Image(slots, taken, keys);
  }

  /** Called before the table is changed. */
  private void leaveImage() {
    if (inImage) {
      slots = slots.copy();
      inImage = false;
    }
  }

  /** A table as it was at one moment. */
  record Image(Slots slots, int taken, int keys) {

    /** How many bytes {@link #encode} writes. */
    int bytes() {
      return Math.addExact(HEADER_BYTES, Math.multiplyExact(Slots.SLOT_BYTES, slots.capacity()));
    }

    /**
     * Writes the table into {@code buffer} or into a new one if that is too small.
     *
     * <pre>
     *   0          4       8      12            12+4c            12+12c
     *   +----------+-------+------+-------------+----------------+
     *   | capacity | taken | keys |    tags     |   locations    |
     *   +----------+-------+------+-------------+----------------+
     *
     *   capacity    int32   c, the number of slots; at least 1
     *   taken       int32   slots whose tag is not 0; at most 3/4 of c, and some slot is free
     *   keys        int32   slots whose location is not 0; at most those taken
     *   tags        int32   c of them
     *   locations   int64   c of them
     * </pre>
     */
    ByteBuffer encode(ByteBuffer buffer) {
      ByteBuffer out = buffer.capacity() >= bytes()
          ? buffer
          : ByteBuffer.allocateDirect(bytes()).order(buffer.order());
      out.putInt(slots.capacity()).putInt(taken).putInt(keys);
      slots.encode(out);
      return out;
    }
  }

  /** Reads what {@link Image#encode} wrote, or returns false if it cannot be that. */
  synchronized boolean decode(ByteBuffer in) {
    if (in.remaining() < HEADER_BYTES) {
      return false;
    }
    int capacity = in.getInt();
    taken = in.getInt();
    keys = in.getInt();
    boolean possible = capacity >= 1
        && capacity <= in.remaining() / Slots.SLOT_BYTES // asked before anything is allocated
        && taken <= mostTaken(capacity)
        && keys <= taken
        && keys >= 0;
    if (possible) {
      slots = Slots.decode(capacity, in);
    }
    return possible && slots.hasFree();
  }
}
