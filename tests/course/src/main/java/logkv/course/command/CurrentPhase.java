package logkv.course.command;

import java.io.IOException;
import logkv.course.Course;
import logkv.course.Phase;
import logkv.course.Progress;

/** Finds the phase somebody is working on when none was named. */
final class CurrentPhase {
  private CurrentPhase() {}

  /** The named phase, or else the first one that is not green; the last if all are. */
  static Phase of(Course course, String named) throws IOException {
    if (named != null) {
      return course.phase(named);
    }
    Progress progress = new Progress(course);
    for (Phase phase : course.phases()) {
      if (!progress.isGreen(phase)) {
        return phase;
      }
    }
    return course.phases().get(course.phases().size() - 1);
  }
}
