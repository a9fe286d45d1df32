package logkv.grading;

import java.util.ArrayList;
import java.util.List;
import logkv.course.Phase;
import logkv.course.run.Failure;
import logkv.course.run.TestResult;
import logkv.course.run.TestRun;

/**
 * The tests of a phase pass on the modules behind it: on the next one, because that one holds the
 * answer; on all later ones, because nothing that worked may break again.
 */
final class GreenLater implements Rule {
  private final Runs runs;
  private final boolean next;

  private GreenLater(Runs runs, boolean next) {
    this.runs = runs;
    this.next = next;
  }

  /** The tests of a phase on the module that holds its answer. */
  static Rule onTheAnswer(Runs runs) {
    return new GreenLater(runs, true);
  }

  /** The tests of a phase on the modules behind that. */
  static Rule everAfter(Runs runs) {
    return new GreenLater(runs, false);
  }

  @Override
  public String name() {
    return next ? "answered" : "kept";
  }

  @Override
  public String promise() {
    return next
        ? "the tests of a phase pass on the next module, which holds the answer"
        : "the tests of a phase pass on every later module";
  }

  @Override
  public List<Violation> check(Chain chain) {
    List<Violation> violations = new ArrayList<>();
    for (Phase phase : chain.phases()) {
      List<CourseModule> later = chain.after(phase);
      for (CourseModule module : next ? later.subList(0, 1) : later.subList(1, later.size())) {
        judge(phase, module, violations);
      }
    }
    return violations;
  }

  private void judge(Phase phase, CourseModule module, List<Violation> violations) {
    TestRun run = runs.of(phase, module);
    if (run.results().isEmpty()) {
      violations.add(
          new Violation(name(), phase.name(), "none of its tests ran on %s".formatted(module)));
    }
    for (TestResult result : run.results()) {
      if (!result.passed()) {
        String why = result.failure().map(Failure::message).orElse("it was skipped");
        violations.add(new Violation(
            name(),
            phase.name() + " " + result.id(),
            "does not pass on %s: %s".formatted(module, why.strip())));
      }
    }
  }
}
