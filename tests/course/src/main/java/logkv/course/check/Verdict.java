package logkv.course.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import logkv.course.Hints;
import logkv.course.Hints.Step;
import logkv.course.Phase;
import logkv.course.build.PhaseBuild.Broken;
import logkv.course.run.TestId;
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
 * @param greenBefore the phase's own tests that have passed in some earlier run
 * @param withoutSlowTests whether the tests tagged "slow" were left out on purpose
 */
public record Verdict(
    Phase phase,
    Hints hints,
    String sources,
    Optional<Broken> broken,
    Optional<TestRun> own,
    List<TestRun> earlier,
    Set<TestId> greenBefore,
    boolean withoutSlowTests) {

  public Verdict {
    earlier = List.copyOf(earlier);
    greenBefore = Set.copyOf(greenBefore);
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

  /** The phase's own failures, the likeliest cause first: see {@link ReadingOrder}. */
  public List<TestResult> failures() {
    return own.map(run -> order().sorted(run.failures())).orElse(List.of());
  }

  /** Whether a failed test has passed before, so that what was changed since has broken it. */
  public boolean wasGreen(TestResult failed) {
    return greenBefore.contains(failed.id());
  }

  /** The step to which a failed test sends its reader. */
  public Optional<Step> step(TestResult failed) {
    return order().step(failed);
  }

  /** The step to be done now: the one that the first failure names. */
  public Optional<Step> currentStep() {
    return failures().stream().findFirst().flatMap(this::step);
  }

  private ReadingOrder order() {
    return new ReadingOrder(hints, greenBefore);
  }
}
