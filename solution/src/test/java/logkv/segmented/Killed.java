package logkv.segmented;

import logkv.crash.disk.Faults;

/**
 * The process is killed in front of one operation on the disk: it does nothing there any more, until it
 * is started again. What it gave to the operating system before stays in the page cache, neither lost
 * nor durable.
 */
final class Killed implements Faults {
  private int left;
  private boolean dead;
  private boolean restarted;

  /** @param operation which one it does not come to, from 0 */
  Killed(int operation) {
    left = operation;
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
    operation();
    return length;
  }

  @Override
  public void onForce(String path) {
    operation();
  }

  @Override
  public void onChange(String path) {
    operation();
  }

  private void operation() {
    dead |= left-- == 0;
    if (dead && !restarted) {
      throw new ProcessKilledException();
    }
  }

  /** Nothing that a store does after this has any effect. */
  static final class ProcessKilledException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
