package logkv.grading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A file that nobody is asked to change is the same in two neighbouring modules, so that the
 * difference between two phases is the lesson and nothing else.
 *
 * <p>A phase that somebody has begun is not compared: its sources are theirs.
 */
final class SameFiles implements Rule {

  @Override
  public String name() {
    return "same";
  }

  @Override
  public String promise() {
    return "a file without a TODO in two neighbouring phases is identical in both";
  }

  @Override
  public List<Violation> check(Course course) throws IOException {
    List<Violation> violations = new ArrayList<>();
    List<Phase> untouched = course.untouched();
    for (Phase phase : untouched) {
      CourseModule next = course.after(phase).get(0);
      boolean last = next.equals(course.solution());
      if (last || untouched.stream().anyMatch(other -> other.module().equals(next))) {
        compare(course, phase.module(), next, last, violations);
      }
    }
    return violations;
  }

  private void compare(
      Course course,
      CourseModule module,
      CourseModule next,
      boolean mayBeGone,
      List<Violation> violations)
      throws IOException {
    SortedMap<String, String> after = CourseModule.texts(next.sources());
    for (Map.Entry<String, String> before : CourseModule.texts(module.sources()).entrySet()) {
      Path file = module.sources().resolve(before.getKey());
      String text = after.get(before.getKey());
      if (text == null && !mayBeGone) {
        violations.add(new Violation(
            name(), course.nameOf(file), "is gone in %s; put it back".formatted(next)));
      } else if (text != null && differWithoutReason(before.getValue(), text)) {
        violations.add(new Violation(
            name(),
            course.nameOf(file),
            "differs from the one in %s, and neither has a TODO; make them identical"
                .formatted(next)));
      }
    }
  }

  private static boolean differWithoutReason(String before, String after) {
    return !before.contains(Todos.MARK) && !after.contains(Todos.MARK) && !before.equals(after);
  }
}
