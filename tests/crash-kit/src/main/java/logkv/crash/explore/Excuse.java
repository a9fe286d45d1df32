package logkv.crash.explore;

import java.io.IOException;
import logkv.crash.disk.Faults;

/**
 * Lets a fault happen and remembers whether it is one that a call may fail for: an exception or an
 * interrupt, but not a short write or read, which every call must live with.
 */
final class Excuse implements Faults {
  private final Faults faults;
  private volatile boolean given;

  Excuse(Faults faults) {
    this.faults = faults;
  }

  /** Whether a call may throw from now on. */
  boolean isGiven() {
    return given;
  }

  @Override
  public boolean met() {
    return faults.met();
  }

  @Override
  public int onWrite(String path, int length) throws IOException {
    return ask(() -> faults.onWrite(path, length));
  }

  @Override
  public int onRead(String path, int length) throws IOException {
    return ask(() -> faults.onRead(path, length));
  }

  @Override
  public void beforeForce(String path) {
    faults.beforeForce(path);
  }

  @Override
  public void beforeRead(String path) {
    faults.beforeRead(path);
  }

  @Override
  public void onForce(String path) throws IOException {
    ask(() -> {
      faults.onForce(path);
      return 0;
    });
  }

  @Override
  public void onChange(String path) throws IOException {
    ask(() -> {
      faults.onChange(path);
      return 0;
    });
  }

  private int ask(Question question) throws IOException {
    try {
      int answer = question.ask();
      given |= Thread.currentThread().isInterrupted();
      return answer;
    } catch (IOException | RuntimeException e) {
      given = true;
      throw e;
    }
  }

  /** One question to the fault. */
  @FunctionalInterface
  private interface Question {
    int ask() throws IOException;
  }
}
