package logkv.segmented.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongPredicate;
import logkv.segmented.index.KeyIndex.Match;

/**
 * One part of a {@link KeyIndex}: a table, the lock of those who change it, and its growth.
 *
 * <p>Readers take no lock. They hold on to the table that they began with. When the table is
 * replaced, the old one is not changed any more: it stays what it was at the moment of the
 * replacement, which lies between the beginning and the end of their search.
 */
final class Stripe {
  /** The table of every stripe that never had a key; it is full, so nobody writes to it. */
  private static final Slots NOTHING = new Slots(1);

  private final int firstCapacity;
  private volatile Slots slots = NOTHING; // replaced while holding this
  private int keys; // guarded by this
  private int taken; // guarded by this; slots with a tag: the keys, and what was removed

  Stripe(int firstCapacity) {
    this.firstCapacity = firstCapacity;
  }

  /** Makes {@code slots} the table; before anybody else has this stripe. */
  synchronized int restore(Slots slots) {
    this.slots = slots;
    keys = slots.countLocations();
    taken = slots.countTaken();
    return keys;
  }

  long find(int tag, Match match) throws IOException {
    Slots table = slots;
    int slot = table.home(tag);
    for (int found = table.tag(slot); found != Slots.FREE; found = table.tag(slot)) {
      if (found == tag) {
        long location = table.location(slot);
        if (location != KeyIndex.NONE) {
          if (match.holds(location)) {
            return location;
          }
          if (table.location(slot) != location || slots != table) {
            return find(tag, match); // it was moved while we looked at where it had been
          }
        }
      }
      slot = table.after(slot);
    }
    return KeyIndex.NONE;
  }

  boolean holds(int tag, long location) {
    return slots.slotOf(tag, location) >= 0;
  }

  /** Adds a key that is not there. */
  synchronized void insert(int tag, long location) {
    int slot = slots.slotFor(tag);
    if (slots.tag(slot) == Slots.FREE) {
      if (isFull(slots.capacity(), taken + 1)) {
        rebuild(keys + 1);
        slot = slots.slotFor(tag);
      }
      taken++;
    }
    slots.take(slot, tag, location);
    keys++;
  }

  /** Whether the key that was at {@code from} is at {@code to} now. */
  synchronized boolean replace(int tag, long from, long to) {
    int slot = slots.slotOf(tag, from);
    if (slot >= 0) {
      slots.setLocation(slot, to);
    }
    return slot >= 0;
  }

  /** Whether there was a key at {@code location}, which is gone now. */
  synchronized boolean remove(int tag, long location) {
    if (!replace(tag, location, KeyIndex.NONE)) {
      return false;
    }
    keys--;
    shrink();
    return true;
  }

  synchronized long[] locations() {
    long[] locations = new long[keys];
    int count = 0;
    for (int slot = 0; slot < slots.capacity(); slot++) {
      long location = slots.location(slot);
      if (location != KeyIndex.NONE) {
        locations[count++] = location;
      }
    }
    return Arrays.copyOf(locations, count);
  }

  /** Returns how many keys were forgotten because their location is {@code gone}. */
  synchronized int removeAll(LongPredicate gone) {
    int before = keys;
    for (int slot = 0; slot < slots.capacity(); slot++) {
      long location = slots.location(slot);
      if (location != KeyIndex.NONE && gone.test(location)) {
        slots.setLocation(slot, KeyIndex.NONE);
        keys--;
      }
    }
    shrink();
    return before - keys;
  }

  /** Writes the table into {@code buffer}, or into a new one if that is too small. */
  synchronized ByteBuffer encode(ByteBuffer buffer) {
    ByteBuffer out = buffer.capacity() >= slots.encodedBytes()
        ? buffer
        : ByteBuffer.allocateDirect(slots.encodedBytes()).order(buffer.order());
    slots.encode(out);
    return out;
  }

  Slots slots() {
    return slots;
  }

  private static boolean isFull(int capacity, int taken) {
    return taken > capacity / 4 * 3;
  }

  private void shrink() {
    if (slots.capacity() > firstCapacity && keys < slots.capacity() / 3) {
      rebuild(keys);
    }
  }

  private void rebuild(int keys) {
    int capacity = firstCapacity;
    while (keys > capacity / 8 * 5) {
      capacity += capacity / 2;
    }
    slots = slots.copy(capacity);
    taken = this.keys;
  }
}
