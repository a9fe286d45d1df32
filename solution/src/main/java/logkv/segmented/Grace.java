package logkv.segmented;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Knows when every reader that was at work has left, so that what it may have been reading can go.
 *
 * <pre>
 *   reader                          compaction
 *   entered = enter()               let the index point at the new segment
 *   look up, read                   await()      everybody who may have seen the old one has left
 *   exit(entered)                   unmap, close and delete the old one
 * </pre>
 *
 * <p>Readers never wait: they count themselves in and out, most of them on a cache line of their own.
 * A counter in each segment would do too, but all readers would fight for it.
 *
 * <p>Every counter exists twice, and {@link #phase} says which of the two new readers use. So those
 * who come while somebody waits do not keep him waiting. He asks for both in turn: a reader may have
 * read the phase long before it counts itself in. One that counts itself in after he has looked does no
 * harm, because it looks up after that, and finds the new segment.
 *
 * <p>The idea is that of sleepable read-copy-update (McKenney, "Sleepable RCU", 2006).
 */
final class Grace {
  private static final int STRIPES = 32;
  private static final int INTS_PER_LINE = 32; // two cache lines: processors fetch them in pairs
  private static final long POLL_NANOS = 20_000;

  private final AtomicIntegerArray counters = new AtomicIntegerArray(2 * STRIPES * INTS_PER_LINE);
  private volatile int phase;

  /** Counts the calling thread in; what this returns counts it out. */
  int enter() {
    int stripe = (int) Thread.currentThread().getId() & (STRIPES - 1);
    int counter = (phase * STRIPES + stripe) * INTS_PER_LINE;
    counters.getAndIncrement(counter);
    return counter;
  }

  void exit(int entered) {
    counters.getAndDecrement(entered);
  }

  /** Returns once every reader that had entered before this call has left. Ignores interrupts. */
  synchronized void await() {
    boolean interrupted = false;
    for (int i = 0; i < 2; i++) {
      int old = phase;
      phase = 1 - old;
      while (isAnybodyIn(old)) {
        LockSupport.parkNanos(POLL_NANOS);
        interrupted |= Thread.interrupted(); // otherwise park would return at once from now on
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isAnybodyIn(int phase) {
    for (int stripe = 0; stripe < STRIPES; stripe++) {
      if (counters.get((phase * STRIPES + stripe) * INTS_PER_LINE) != 0) {
        return true;
      }
    }
    return false;
  }
}
