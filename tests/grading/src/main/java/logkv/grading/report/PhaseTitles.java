package logkv.grading.report;

import java.util.Map;
import java.util.TreeMap;
import logkv.course.Course;

/**
 * What the phases are called.
 *
 * @param byNumber as in "A store on disk"
 */
record PhaseTitles(Map<Integer, String> byNumber) {

  static PhaseTitles of(Course course) {
    Map<Integer, String> titles = new TreeMap<>();
    course.phases().forEach(phase -> titles.put(phase.number(), phase.title()));
    return new PhaseTitles(titles);
  }

  /** As in {@code "Phase 2: A store on disk"}. */
  String of(int phase) {
    String title = byNumber.get(phase);
    return "Phase " + phase + (title == null ? "" : ": " + title);
  }
}
