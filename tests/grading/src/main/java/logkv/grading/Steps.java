package logkv.grading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import logkv.course.CourseException;
import logkv.course.Hints;
import logkv.course.Phase;

/**
 * Every TODO of a phase is a step in its {@code hints.md}, and every step is a TODO.
 *
 * <p>The course tool goes by these steps: it knows from a failure which one is next, and has three
 * hints for it.
 */
final class Steps implements Rule {

  @Override
  public String name() {
    return "steps";
  }

  @Override
  public String promise() {
    return "every TODO is a step of hints.md with three hints, and every step a TODO";
  }

  @Override
  public List<Violation> check(Chain chain) throws IOException {
    List<Violation> violations = new ArrayList<>();
    for (Phase phase : chain.phases()) {
      String hints = chain.nameOf(phase.hints());
      try {
        List<Hints.Step> steps = Hints.read(phase.hints(), hints).steps();
        if (!phase.isBegun()) {
          compare(chain, phase, steps, violations);
        }
      } catch (CourseException e) {
        violations.add(new Violation(name(), hints, e.getMessage()));
      }
    }
    return violations;
  }

  private void compare(Chain chain, Phase phase, List<Hints.Step> steps, List<Violation> violations)
      throws IOException {
    Set<String> asked = new HashSet<>();
    for (Map.Entry<String, String> source : CourseModule.texts(phase.sources()).entrySet()) {
      String where = chain.nameOf(phase.sources().resolve(source.getKey()));
      for (Todos.Call call : Todos.calls(source.getValue())) {
        asked.add("lectures/" + call.where());
        if (steps.stream().noneMatch(step -> isFor(call, step))) {
          violations.add(new Violation(
              name(),
              where,
              "hints.md has no step %s with lectures/%s".formatted(call.what(), call.where())));
        }
      }
      for (Optional<String> pointer : Todos.comments(source.getValue())) {
        pointer.ifPresent(asked::add);
        if (pointer.isEmpty()) {
          violations.add(new Violation(name(), where, "has a TODO that names no section"));
        } else if (steps.stream().noneMatch(step -> step.lecture().equals(pointer.get()))) {
          violations.add(
              new Violation(name(), where, "hints.md has no step with " + pointer.get()));
        }
      }
    }
    for (Hints.Step step : steps) {
      if (!asked.contains(step.lecture())) {
        violations.add(new Violation(
            name(),
            chain.nameOf(phase.hints()),
            "no TODO asks for %s (%s)".formatted(step.name(), step.lecture())));
      }
    }
  }

  private static boolean isFor(Todos.Call call, Hints.Step step) {
    return step.name().equals(call.what()) && step.lecture().equals("lectures/" + call.where());
  }
}
