package logkv.grading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import logkv.course.Phase;

/**
 * A phase leaves only its own steps to do: what an earlier phase asked for is solved in it, and in
 * the solution everything is.
 */
final class OwnTodos implements Rule {

  @Override
  public String name() {
    return "own-todos";
  }

  @Override
  public String promise() {
    return "a phase has TODOs, all of them its own, and the solution has none";
  }

  @Override
  public List<Violation> check(Chain chain) throws IOException {
    List<Violation> violations = new ArrayList<>();
    for (Phase phase : chain.untouched()) {
      if (strangers(chain, CourseModule.of(phase), phase.number(), violations) == 0) {
        violations.add(
            new Violation(name(), phase.name(), "leaves nothing to do: no TODO in src/main/java"));
      }
    }
    strangers(chain, chain.solution(), 0, violations);
    return violations;
  }

  /** Reports the TODOs of another phase than {@code number}, and returns how many of it there are. */
  private int strangers(Chain chain, CourseModule module, int number, List<Violation> violations)
      throws IOException {
    int own = 0;
    for (Map.Entry<String, String> source : CourseModule.texts(module.sources()).entrySet()) {
      for (int phase : Todos.phases(source.getValue())) {
        if (phase == number) {
          own++;
        } else {
          violations.add(new Violation(
              name(),
              chain.nameOf(module.sources().resolve(source.getKey())),
              "still has a TODO of phase %d; solve it here".formatted(phase)));
        }
      }
    }
    return own;
  }
}
