package logkv.grading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import logkv.course.Phase;

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
  public List<Violation> check(Chain chain) throws IOException {
    List<Violation> violations = new ArrayList<>();
    List<Phase> untouched = chain.untouched();
    for (Phase phase : untouched) {
      CourseModule next = chain.answerTo(phase);
      boolean last = next.equals(chain.solution());
      if (last || untouched.stream().map(CourseModule::of).anyMatch(next::equals)) {
        compare(chain, CourseModule.of(phase), next, last, violations);
      }
    }
    return violations;
  }

  private void compare(
      Chain chain,
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
            name(), chain.nameOf(file), "is gone in %s; put it back".formatted(next)));
      } else if (text != null && differWithoutReason(before.getValue(), text)) {
        violations.add(new Violation(
            name(),
            chain.nameOf(file),
            "differs from the one in %s, and neither has a TODO; make them identical"
                .formatted(next)));
      }
    }
  }

  private static boolean differWithoutReason(String before, String after) {
    return !before.contains(Todos.MARK) && !after.contains(Todos.MARK) && !before.equals(after);
  }
}
