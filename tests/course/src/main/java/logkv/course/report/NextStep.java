package logkv.course.report;

import java.util.Optional;
import logkv.course.Course;
import logkv.course.Hints.Step;
import logkv.course.Phase;
import logkv.course.check.Verdict;

/** Says in one line what to do now. */
final class NextStep {
  private final Course course;

  NextStep(Course course) {
    this.course = course;
  }

  String after(Verdict verdict) {
    Phase phase = verdict.phase();
    if (verdict.isGreen()) {
      return following(phase)
          .map(next -> done(phase) + "./course test " + next.number() + ourAnswer(phase, next))
          .orElse(done(phase) + afterTheLast(phase));
    }
    if (verdict.isGreenSoFar() && verdict.withoutSlowTests()) {
      return "./course test %d runs the slow tests too".formatted(phase.number());
    }
    Optional<Step> step = verdict.currentStep();
    if (step.isPresent()) {
      return "%s; ./course hint %d helps".formatted(step.get().name(), phase.number());
    }
    return verdict.failures().isEmpty()
        ? "make green again what is red above"
        : "the first red test above; ./course hint %d helps".formatted(phase.number());
  }

  private static String done(Phase phase) {
    return "phase %d is done, well done! ".formatted(phase.number());
  }

  private String afterTheLast(Phase phase) {
    return course.hasAnswerTo(phase)
        ? "that was the last phase; solution/ holds our answer to it."
        : "this copy of the course ends here. ./course check-submission before you hand in.";
  }

  private static String ourAnswer(Phase phase, Phase next) {
    return " (%s begins with our answer to phase %d; ./course start %d --mine puts yours there)"
        .formatted(next.name(), phase.number(), next.number());
  }

  private Optional<Phase> following(Phase phase) {
    return course.phases().stream()
        .filter(other -> other.number() > phase.number())
        .findFirst();
  }
}
