package logkv.cli;

import java.io.IOException;
import logkv.segmented.SegmentedStore;

/**
 * Closes a store also when the process is told to end (Ctrl-C, kill, a closed terminal), so that what
 * was written is forced and the index saved. Then the process ends with the status 128 + signal.
 *
 * <p>Meanwhile the command goes on and finds the store closed; nobody needs to hear of that.
 */
final class CleanEnd {
  private static volatile boolean begun;

  private final Thread hook;

  /** Until this is cancelled, the end of the process closes {@code store}, and does {@code then}. */
  CleanEnd(SegmentedStore store, Runnable then) {
    hook = new Thread(() -> {
      begun = true;
      try {
        store.close();
        then.run();
      } catch (IOException e) {
        // What was acknowledged is on the disk; the next opening does the rest.
      }
    });
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Whether the process is about to end because it was told to. */
  static boolean hasBegun() {
    return begun;
  }

  void cancel() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The end has begun, and the hook runs.
    }
  }
}
