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
  private int waiting; // guarded by this, as all that follows
  private int arrived;
  private boolean open;
  private boolean failing;
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
      waiting++;
      notifyAll();
      while (!open) {
        interrupted |= waitOnce();
      }
      waiting--;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void onForce(String path) throws IOException {
    if (failing && held.test(path)) {
      failed = true;
      throw new FileSystemException(path, null, "Input/output error (simulated)");
    }
  }

  /** Returns once a force waits to be let go. */
  synchronized void awaitHeld() {
    while (waiting == 0) {
      waitOnce();
    }
  }

  /** From now on no force is held. */
  synchronized void letGo() {
    open = true;
    notifyAll();
  }

  /** From now on forces are held again. */
  synchronized void hold() {
    open = false;
  }

  /** From now on forces fail. */
  synchronized void fail() {
    failing = true;
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
