package logkv.segmented;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Closes many things, the last one first, and all of them even if some of them object. */
final class Closing implements Closeable {
  private final Deque<Closeable> open = new ArrayDeque<>();

  void add(Closeable closeable) {
    open.push(closeable);
  }

  /** From now on somebody else closes them. */
  void release() {
    open.clear();
  }

  @Override
  public void close() throws IOException {
    Throwable first = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Throwable e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    Failures.rethrow(first);
  }
}
