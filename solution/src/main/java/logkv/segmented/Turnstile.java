package logkv.segmented;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets callers change the store in groups, one group at a time: the heart of group commit.
 *
 * <pre>
 *   thread 1   put ---leads: [1] write, force ---+ done
 *   thread 2     put ...waits................... leads: [2 3 4] write, force --+ done
 *   thread 3       put ...waits.............................................. done
 *   thread 4         put ...waits............................................ done
 * </pre>
 *
 * <p>Whoever finds nobody at work is the leader and works for all who have come meanwhile, so that one
 * force serves them all. There is no thread for it: a caller who is alone pays for no hand-over. A
 * leader that has served his group passes the lead to the next in line before he wakes the others.
 *
 * <p>Everything that changes the store passes through here, so it happens in one order, and what the
 * leader does needs no other lock. This is how LevelDB's writers queue (its {@code DBImpl::Write}).
 */
final class Turnstile {
  /** So often a caller looks again before it goes to sleep: about as long as two or three groups take. */
  private static final int LOOKS = 200;

  /** How long a leader waits for those he has just served to come back with their next write. */
  private static final long STRAGGLERS_NANOS = 50_000;

  private final Leader leader;
  private final Object lock = new Object();
  private final Deque<Ticket> waiting = new ArrayDeque<>(); // guarded by lock
  private boolean busy; // guarded by lock: somebody leads
  private int lastGroup; // the leader's own

  /** Does the work of a group. */
  interface Leader {
    /** Serves every ticket: afterwards each is {@link Ticket#done}, or has {@link Ticket#failed}. */
    void serve(List<Ticket> group);

    /**
     * Whether every group waits for the disk. Then waiting a little for more tickets may save a force; if
     * not, a group is done before a thread could go to sleep and be woken.
     */
    boolean waitsForDisk();
  }

  Turnstile(Leader leader) {
    this.leader = leader;
  }

  /** Returns once {@code ticket} was served, by this thread or by another. Ignores interrupts. */
  void pass(Ticket ticket) throws IOException {
    boolean mine;
    synchronized (lock) {
      mine = !busy;
      busy = true;
      if (!mine) {
        waiting.add(ticket);
      }
    }
    if (mine || ticket.awaitTurn(leader.waitsForDisk() ? 0 : LOOKS)) {
      lead(ticket);
    }
    ticket.requireSuccess();
  }

  private void lead(Ticket mine) {
    List<Ticket> group = List.of(); // whatever happens from here on, the lead is passed on
    try {
      if (lastGroup > 1 && leader.waitsForDisk()) {
        awaitStragglers();
      }
      group = groupOf(mine);
      lastGroup = group.size();
      leader.serve(group);
    } finally {
      passOn();
      for (Ticket ticket : group) {
        if (ticket != mine) {
          ticket.release();
        }
      }
    }
  }

  private List<Ticket> groupOf(Ticket mine) {
    synchronized (lock) {
      List<Ticket> group = new ArrayList<>(1 + waiting.size());
      group.add(mine);
      group.addAll(waiting);
      waiting.clear();
      return group;
    }
  }

  private void passOn() {
    Ticket next;
    synchronized (lock) {
      next = waiting.poll();
      busy = next != null;
    }
    if (next != null) {
      next.giveLead();
    }
  }

  /**
   * Those who were served a moment ago are about to come back. Without this pause they would find the
   * next group at work, and the groups would be half as large.
   */
  private void awaitStragglers() {
    long until = System.nanoTime() + STRAGGLERS_NANOS;
    while (System.nanoTime() < until) {
      synchronized (lock) {
        if (waiting.size() + 1 >= lastGroup) {
          return;
        }
      }
      Thread.yield(); // those it waits for need a processor, and there may be no other
    }
  }

  /** One call that waits for its turn. */
  abstract static class Ticket {
    private static final int WAITING = 0;
    private static final int LEADS = 1;
    private static final int SERVED = 2;

    private final Thread thread = Thread.currentThread();
    private volatile int state = WAITING;
    private volatile boolean sleeps; // so it must be woken
    private boolean done;
    private Throwable failure;

    /** The leader says that all went well. */
    void done() {
      done = true;
    }

    /** The leader says why it did not. */
    void failed(Throwable failure) {
      this.failure = failure;
    }

    boolean isOpen() {
      return !done && failure == null;
    }

    /** Waits until it was served, false, or must lead, true; awake for the first {@code looks}. */
    private boolean awaitTurn(int looks) {
      for (int i = 0; i < looks && state == WAITING; i++) {
        Thread.onSpinWait();
      }
      boolean interrupted = false;
      sleeps = true; // before the state is looked at again: who changes it looks at this afterwards
      while (state == WAITING) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted(); // otherwise park would return at once from now on
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      return state == LEADS;
    }

    private void giveLead() {
      state = LEADS;
      wake();
    }

    private void release() {
      state = SERVED;
      wake();
    }

    private void wake() {
      if (sleeps) {
        LockSupport.unpark(thread);
      }
    }

    /** Throws what the leader met. */
    private void requireSuccess() throws IOException {
      Failures.rethrow(failure);
      if (!done) {
        throw new IllegalStateException("the leader of the group did not serve this call");
      }
    }
  }
}
