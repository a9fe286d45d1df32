package logkv.segmented;

import java.util.concurrent.locks.LockSupport;

/**
 * A daemon thread that does one thing whenever it is woken, and several calls that come while it is at
 * work count as one. There is no thread until the first call.
 */
final class Errands {
  private final String name;
  private final Runnable errand;
  private volatile boolean due;
  private volatile boolean closed;
  private volatile Thread thread;

  Errands(String name, Runnable errand) {
    this.name = name;
    this.errand = errand;
  }

  /** Asks for a round; never waits. */
  void wake() {
    if (due || closed) {
      return;
    }
    due = true;
    if (thread == null) {
      begin();
    }
    LockSupport.unpark(thread); // does nothing if close was faster
  }

  private synchronized void begin() {
    if (thread == null && !closed) {
      thread = new Thread(this::run, name);
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void run() {
    while (!closed) {
      if (due) {
        due = false;
        errand.run();
      } else {
        LockSupport.park(this);
      }
    }
  }

  /** Lets the round under way come to its end, and returns when the thread is gone. */
  void close() {
    Thread running;
    synchronized (this) {
      closed = true;
      running = thread;
    }
    if (running == null) {
      return;
    }
    LockSupport.unpark(running);
    boolean interrupted = false;
    while (true) {
      try {
        running.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
