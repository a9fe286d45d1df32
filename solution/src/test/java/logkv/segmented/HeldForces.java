package logkv.segmented;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.function.Predicate;
import logkv.crash.disk.Faults;

/**
 * A simulated disk whose forces take as long as a test wants: each one of the files that it was told
 * waits until it is let go. It may also be told that they fail.
 */
final class HeldForces implements Faults {
  private final Predicate<String> held;
  private int arrived; // guarded by this, as all that follows
  private boolean open;
  private int failFrom = Integer.MAX_VALUE;
  private int done;
  private boolean failed;

  private HeldForces(Predicate<String> held) {
    this.held = held;
  }

  /** Forces of segments, and of what is to become one. */
  static HeldForces ofSegments() {
    return new HeldForces(path -> path.contains(".seg"));
  }

  /** Forces of what compaction has copied, before it gets its name. */
  static HeldForces ofCompaction() {
    return new HeldForces(path -> path.endsWith(".1.seg.tmp"));
  }

  @Override
  public void beforeForce(String path) {
    if (!held.test(path)) {
      return;
    }
    boolean interrupted = false; // as a real force, which does not notice
    synchronized (this) {
      arrived++;
      notifyAll();
      while (!open) {
        interrupted |= waitOnce();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void onForce(String path) throws IOException {
    if (held.test(path) && ++done >= failFrom) {
      failed = true;
      throw new FileSystemException(path, null, "Input/output error (simulated)");
    }
  }

  /** Returns once a force has come that waits to be let go, or had to. */
  synchronized void awaitHeld() {
    while (arrived == 0) {
      waitOnce();
    }
  }

  /** From now on no force is held. */
  synchronized void letGo() {
    open = true;
    notifyAll();
  }

  /** Lets that force fail, counted from 1, and all behind it. */
  synchronized void failFrom(int number) {
    failFrom = number;
  }

  /** How many forces there were. */
  synchronized int count() {
    return arrived;
  }

  @Override
  public synchronized boolean met() {
    return failed;
  }

  /** Waits for news; says whether an interrupt came instead. */
  private boolean waitOnce() {
    try {
      wait();
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }
}
