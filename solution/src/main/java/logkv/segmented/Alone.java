package logkv.segmented;

/** A call that needs the store to itself for a moment: no write happens before it returns. */
final class Alone<T> extends Turnstile.Ticket {
  private final Uninterrupted.Action<T> action;
  private T result;

  Alone(Uninterrupted.Action<T> action) {
    this.action = action;
  }

  void run() {
    try {
      result = action.run();
      done();
    } catch (Throwable e) {
      failed(e);
    }
  }

  T result() {
    return result;
  }
}
