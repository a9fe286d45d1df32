package logkv.segmented;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The segments that make up the log, oldest first, and the slots by which locations name them.
 *
 * <p>Finding a segment by its slot takes no lock; the list changes rarely, and whoever asks for it gets
 * a copy.
 */
final class Segments {
  private final List<Segment> log = new ArrayList<>(); // guarded by this
  private volatile Segment[] slots;
  private int nextSlot; // guarded by this

  /** @param firstSlot the first slot to give out: the snapshot may have used those in front of it */
  Segments(int firstSlot) {
    nextSlot = firstSlot;
    slots = new Segment[Math.max(16, firstSlot)];
  }

  /** Returns the segment that {@code location} lies in, which must be in the index. */
  Segment at(long location) {
    return slots[Locations.slot(location)];
  }

  /** Returns the segment of this slot, or null if there is none. */
  Segment inSlot(int slot) {
    Segment[] all = slots;
    return slot < all.length ? all[slot] : null;
  }

  /**
   * Returns a slot that no segment has had since the store was opened. They are not used again, since a
   * reader may hold on to a location for a while.
   */
  synchronized int newSlot() throws IOException {
    if (nextSlot == Locations.MOST_SLOTS) {
      throw new IOException(
          "%,d segments were written since the store was opened; reopen it to write more"
              .formatted(nextSlot));
    }
    return nextSlot++;
  }

  /** Adds the segment that comes last in the log. */
  synchronized void add(Segment segment) {
    putInSlot(segment);
    log.add(segment);
  }

  /** Lets {@code output} be found by its slot, before it takes the place of any others. */
  synchronized void prepare(Segment output) {
    putInSlot(output);
  }

  /** Puts {@code output} where {@code inputs} were, which lie beside each other. */
  synchronized void replace(List<Segment> inputs, Segment output) {
    int at = log.indexOf(inputs.get(0));
    log.removeAll(inputs);
    log.add(at, output);
  }

  /** Forgets the slot of a segment that nobody can ask for any more. */
  synchronized void forget(Segment retired) {
    slots[retired.slot()] = null;
  }

  /** Returns all segments, oldest first. */
  synchronized List<Segment> all() {
    return List.copyOf(log);
  }

  /** Pins all segments; none of them can be replaced and retired in the middle of it. */
  synchronized Pinned pinAll() {
    return Pinned.of(log);
  }

  /** Returns the sealed segments, oldest first. */
  List<Segment> sealed() {
    return all().stream().filter(Segment::isSealed).toList();
  }

  /** Closes all of them. */
  synchronized void close() throws IOException {
    try (Closing closing = new Closing()) {
      for (Segment segment : log) {
        closing.add(segment::close);
      }
    }
  }

  private void putInSlot(Segment segment) {
    Segment[] all = slots;
    int slot = segment.slot();
    if (slot >= all.length) {
      all = Arrays.copyOf(all, Math.max(slot + 1, 2 * all.length));
    }
    all[slot] = segment;
    slots = all; // also where the array is the same: a volatile write shows the element to readers
  }
}
