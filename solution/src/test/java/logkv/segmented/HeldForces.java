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
  private final boolean reads; // instead of forces
  private int arrived; // guarded by this, as all that follows
  private boolean open;
  private int failFrom = Integer.MAX_VALUE;
  private int done;
  private boolean failed;

  private HeldForces(Predicate<String> held, boolean reads) {
    this.held = held;
    this.reads = reads;
  }

  /** Forces of segments, and of what is to become one. */
  static HeldForces ofSegments() {
    return new HeldForces(path -> path.contains(".seg"), false);
  }

  /** Forces of what compaction has copied, before it gets its name. */
  static HeldForces ofCompaction() {
    return new HeldForces(path -> path.endsWith(".1.seg.tmp"), false);
  }

  /** Not forces, but the reads of one thread. */
  static HeldForces ofReadsBy(Thread reader) {
    return new HeldForces(path -> Thread.currentThread() == reader, true);
  }

  @Override
  public void beforeForce(String path) {
    if (!reads && held.test(path)) {
      await();
    }
  }

  @Override
  public void beforeRead(String path) {
    if (reads && held.test(path)) {
      await();
    }
  }

  private void await() {
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

  /** Returns once something has come that waits to be let go, or had to. */
  synchronized void awaitHeld() {
    while (arrived == 0) {
      waitOnce();
    }
  }

  /** Does {@code task} once something is held, and then lets it go, whatever came of the task. */
  Crew.Task whileHeld(Crew.Task task) {
    return () -> {
      try {
        awaitHeld();
        task.run();
      } finally {
        letGo();
      }
    };
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
