package logkv.grading.report;

import java.util.Optional;
import logkv.grading.score.PhaseResult;
import logkv.grading.score.Points;
import logkv.grading.score.Verdict;

/** How reports put things, so that all of them put them in the same way. */
final class Words {
  private Words() {}

  /** As in {@code "17.5 of 40"}. */
  static String points(int points, int maxPoints) {
    return Points.text(points) + " of " + Points.text(maxPoints);
  }

  static String verdict(Verdict verdict) {
    return switch (verdict) {
      case KEPT -> "kept";
      case BROKEN -> "broken";
      case NOT_REACHED -> "not reached";
      case NOT_COMPILED -> "not tried, the phase does not compile";
      case NOT_SUBMITTED -> "not tried, nothing was handed in";
    };
  }

  /** What there is to say about a phase before its promises; empty if all is as usual. */
  static Optional<String> state(PhaseResult phase) {
    return switch (phase.state()) {
      case GRADED -> Optional.empty();
      case UNTOUCHED -> Optional.of("It is as it was handed out, so there was nothing to grade.");
      case NOT_COMPILED -> Optional.of("It does not compile, so none of its promises was tried.");
      case NOT_SUBMITTED -> Optional.of("It was not in the submission.");
    };
  }

  /** As in {@code "46 of 49 visible tests are green"}; empty if there was nothing to run them on. */
  static Optional<String> visibleTests(PhaseResult phase) {
    if (phase.state() != PhaseResult.State.GRADED) {
      return Optional.empty();
    }
    return Optional.of(
        phase.visibleTotal() == 0
            ? "The visible tests were not run"
            : "%d of %d visible tests are green; slow ones and explorations were not run"
                .formatted(phase.visiblePassed(), phase.visibleTotal()));
  }

  /** As in {@code "46 of 49"}; empty if they were not run. */
  static String green(int visiblePassed, int visibleTotal) {
    return visibleTotal == 0 ? "" : visiblePassed + " of " + visibleTotal;
  }

  /** As in {@code "1 submission"}. */
  static String count(long number, String one) {
    return number + " " + one + (number == 1 ? "" : "s");
  }
}
