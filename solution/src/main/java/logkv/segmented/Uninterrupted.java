package logkv.segmented;

import java.io.IOException;

/**
 * Keeps interrupts away from the store's files.
 *
 * <p>A thread that is interrupted while it uses a {@link java.nio.channels.FileChannel} closes it, for
 * everybody. Reading and writing at a place can simply be done again with another channel. Forcing
 * cannot: the interrupt may have hidden that the disk said no, and the second force would succeed
 * without having written anything. So who cannot write again what he forces has it done by a thread
 * that nobody interrupts.
 *
 * <p>The interrupt is not lost: the flag is up again when the call returns.
 */
final class Uninterrupted {
  private Uninterrupted() {}

  /** Something that reads or writes. */
  @FunctionalInterface
  interface Action<T> {
    T run() throws IOException;
  }

  /**
   * Runs {@code action} in a thread of its own, and waits for it however often it is interrupted. What
   * an action calls in its turn needs no other thread.
   */
  static <T> T call(String thread, Action<T> action) throws IOException {
    if (Thread.currentThread() instanceof Errand) {
      return action.run();
    }
    Errand<T> errand = new Errand<>(thread, action);
    errand.start();
    boolean interrupted = false;
    while (true) {
      try {
        errand.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return errand.result();
  }

  private static final class Errand<T> extends Thread {
    private final Action<T> action;
    private T result;
    private Throwable failure;

    Errand(String name, Action<T> action) {
      super(name);
      setDaemon(true);
      this.action = action;
    }

    @Override
    public void run() {
      try {
        result = action.run();
      } catch (Throwable e) {
        failure = e;
      }
    }

    T result() throws IOException {
      Failures.rethrow(failure);
      return result;
    }
  }
}
