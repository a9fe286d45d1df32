package logkv.grading.hidden;

import logkv.grading.bench.StoreProcess.Figures;
import logkv.grading.inside.Story;

/** What a process must not use more and more of. */
final class Resources {
  private Resources() {}

  /**
   * Requires that {@code times} repetitions have left nothing behind: less than half as many open
   * files and threads more, because the JVM itself may have opened one or the other.
   */
  static void requireNoMore(Figures before, Figures after, int times, String done, String hint) {
    if (after.openFiles() >= 0 && after.openFiles() - before.openFiles() >= times / 2) {
      throw Story.of("Files stay open.")
          .workload(done)
          .expected("as many open files as before")
          .came("about %s", perTime(after.openFiles() - before.openFiles(), times, "open file"))
          .hint(hint);
    }
    if (after.threads() >= 0 && after.threads() - before.threads() >= times / 2) {
      throw Story.of("Threads stay behind.")
          .workload(done)
          .expected("as many threads as before")
          .came("about %s", perTime(after.threads() - before.threads(), times, "thread"))
          .hint(hint);
    }
  }

  private static String perTime(int more, int times, String what) {
    int each = Math.max(1, Math.round((float) more / times));
    return each + " " + what + (each == 1 ? "" : "s") + " more for each time";
  }
}
