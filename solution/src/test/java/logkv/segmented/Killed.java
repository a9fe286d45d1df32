package logkv.segmented;

import logkv.crash.disk.Faults;

/**
 * The process is killed in front of one operation on the disk: it does nothing there any more, until it
 * is started again. What it gave to the operating system before stays in the page cache, neither lost
 * nor durable.
 */
final class Killed implements Faults {
  private final boolean countsOnlyForces;
  private int left;
  private boolean dead;
  private boolean restarted;

  private Killed(int left, boolean countsOnlyForces) {
    this.left = left;
    this.countsOnlyForces = countsOnlyForces;
  }

  /** It does not come to operation number {@code n}, from 0. */
  static Killed beforeOperation(int n) {
    return new Killed(n, false);
  }

  /** It does not come to force number {@code n}, from 0: when most is waiting to become durable. */
  static Killed beforeForce(int n) {
    return new Killed(n, true);
  }

  /** Starts the process again, if it is dead; it is not killed a second time. */
  void restart() {
    restarted |= dead;
  }

  @Override
  public boolean met() {
    return dead;
  }

  @Override
  public int onWrite(String path, int length) {
    operation(false);
    return length;
  }

  @Override
  public void onForce(String path) {
    operation(true);
  }

  @Override
  public void onChange(String path) {
    operation(false);
  }

  private void operation(boolean isForce) {
    if (isForce || !countsOnlyForces) {
      dead |= left-- == 0;
    }
    if (dead && !restarted) {
      throw new ProcessKilledException();
    }
  }

  /** Nothing that a store does after this has any effect. */
  static final class ProcessKilledException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
