package logkv.course.check;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import logkv.course.Hints;
import logkv.course.Hints.Step;
import logkv.course.Phase;
import logkv.course.build.PhaseBuild.Broken;
import logkv.course.run.Failure;
import logkv.course.run.TestResult;
import logkv.course.run.TestRun;

/**
 * What is to be said of a phase: what does not compile, or what became of its tests and of those of
 * earlier phases.
 *
 * @param sources the fingerprint of the sources that were judged
 * @param broken if present, what did not compile; then nothing was run
 * @param own the run of the phase's own tests, unless something was broken
 * @param earlier the runs of the tests of earlier phases, in their order
 * @param withoutSlowTests whether the tests tagged "slow" were left out on purpose
 */
public record Verdict(
    Phase phase,
    Hints hints,
    String sources,
    Optional<Broken> broken,
    Optional<TestRun> own,
    List<TestRun> earlier,
    boolean withoutSlowTests) {

  public Verdict {
    earlier = List.copyOf(earlier);
  }

  /** Everything was run and passed, as many tests as there are. */
  public boolean isGreen() {
    return own.isPresent()
        && own.get().isGreen()
        && own.get().passed() >= phase.tests()
        && missing() == 0
        && earlier.stream().allMatch(TestRun::isGreen);
  }

  /** Nothing that was run failed; slow tests may have been left out. */
  public boolean isGreenSoFar() {
    return own.isPresent()
        && own.get().isGreen()
        && missing() == 0
        && earlier.stream().allMatch(TestRun::isGreen);
  }

  /** How many of the phase's own tests were not even found. */
  public int missing() {
    return own.map(run -> Math.max(0, phase.tests() - run.found())).orElse(0);
  }

  /**
   * The phase's own failures in the order in which they are best looked at: what stops other tests
   * first, then by step, the tests of the step's own class foremost, examples before properties, and
   * from the top of a class to its end.
   */
  public List<TestResult> failures() {
    return own.map(run -> run.failures().stream().sorted(reading()).toList()).orElse(List.of());
  }

  private Comparator<TestResult> reading() {
    return Comparator.comparingInt(Verdict::urgency)
        .thenComparing(this::rank)
        .thenComparing(failed -> !isAboutItsStep(failed))
        .thenComparing(failed -> failed.id().file().endsWith("Properties"))
        .thenComparing(failed -> failed.id().file().length())
        .thenComparing(failed -> failed.id().file())
        .thenComparing(Verdict::line);
  }

  /** The step to which a failed test sends its reader. */
  public Optional<Step> step(TestResult failed) {
    return failed.failure().flatMap(failure -> hints.firstNamedIn(text(failure)));
  }

  /** The step to be done now: the first one that some failure names. */
  public Optional<Step> currentStep() {
    return failures().stream().findFirst().flatMap(this::step);
  }

  private static int urgency(TestResult failed) {
    switch (failed.failure().orElseThrow().kind()) {
      case UNUSABLE_CLASS:
        return 0;
      case STUCK:
      case ENDED_THE_JVM:
        return 1;
      case THREW:
        return 2;
      default:
        return 3;
    }
  }

  private boolean isAboutItsStep(TestResult failed) {
    String file = failed.id().file();
    return step(failed).filter(step -> file.equals(step.className() + "Test")).isPresent();
  }

  private int rank(TestResult failed) {
    return step(failed).map(step -> hints.steps().indexOf(step)).orElse(Integer.MAX_VALUE);
  }

  /** Where the test is in its file, as far as its failure tells. */
  private static int line(TestResult failed) {
    return failed.failure().orElseThrow().stack().stream()
        .filter(frame -> frame.getClassName().startsWith(failed.id().className()))
        .mapToInt(StackTraceElement::getLineNumber)
        .reduce(Integer.MAX_VALUE, (inner, outer) -> outer);
  }

  private static String text(Failure failure) {
    StringBuilder text = new StringBuilder(failure.message());
    failure.throwable().forEach(thrown -> text.append('\n').append(thrown.message()));
    return text.toString();
  }
}
