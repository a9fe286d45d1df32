package logkv.course.check;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import logkv.course.Hints;
import logkv.course.Hints.Step;
import logkv.course.run.Failure;
import logkv.course.run.RunOptions;
import logkv.course.run.TestId;
import logkv.course.run.TestResult;

/**
 * The order in which the failures of a phase are best looked at: the likeliest cause first.
 *
 * <ol>
 *   <li>What stops other tests: classes that cannot be loaded, loops without end.
 *   <li>Steps that are not finished before those that were, which are red by what was changed since.
 *   <li>Earlier steps before later ones.
 *   <li>Within a step, what is easiest to understand: examples, then disks that fail, properties, and
 *       simulated crashes, which show the effect of a mistake rather than its place.
 *   <li>The step's own test class, and from the top of a class to its end.
 * </ol>
 */
final class ReadingOrder {
  private static final Pattern CRASHES = Pattern.compile("Crash|PowerCut|Killed");
  private static final Pattern FAULTS = Pattern.compile("OnABadDisk|FailingDisk");

  private final Hints hints;
  private final Set<TestId> greenBefore;

  /**
   * @param greenBefore the tests that have passed at some time
   */
  ReadingOrder(Hints hints, Set<TestId> greenBefore) {
    this.hints = hints;
    this.greenBefore = greenBefore;
  }

  List<TestResult> sorted(Collection<TestResult> failures) {
    Set<Step> unfinished = failures.stream()
        .filter(failed -> !greenBefore.contains(failed.id()))
        .flatMap(failed -> step(failed).stream())
        .collect(toSet());
    Comparator<TestResult> order = comparingInt(ReadingOrder::urgency)
        .thenComparing(failed -> step(failed).isPresent()
            ? !unfinished.contains(step(failed).get())
            : greenBefore.contains(failed.id()))
        .thenComparing(this::rank)
        .thenComparing(ReadingOrder::difficulty)
        .thenComparing(failed -> !isAboutItsStep(failed))
        .thenComparing(failed -> failed.id().file().length())
        .thenComparing(failed -> failed.id().file())
        .thenComparing(ReadingOrder::line);
    return failures.stream().sorted(order).toList();
  }

  /** The step to which a failed test sends its reader, or else the outermost one it ended in. */
  Optional<Step> step(TestResult failed) {
    return failed
        .failure()
        .flatMap(failure -> hints
            .firstNamedIn(text(failure))
            .or(() -> failure.stack().stream()
                .flatMap(frame -> hints.stepAt(frame).stream())
                .reduce((inner, outer) -> outer)));
  }

  private static int urgency(TestResult failed) {
    switch (failed.failure().orElseThrow().kind()) {
      case UNUSABLE_CLASS:
        return 0;
      case STUCK:
      case ENDED_THE_JVM:
        return failed.tags().contains(RunOptions.SLOW) ? 2 : 1; // nothing comes after a slow one
      case THREW:
        return 2;
      default:
        return 3;
    }
  }

  private int rank(TestResult failed) {
    return step(failed).map(step -> hints.steps().indexOf(step)).orElse(Integer.MAX_VALUE);
  }

  private static int difficulty(TestResult failed) {
    String file = failed.id().file();
    if (CRASHES.matcher(file).find()) {
      return 3;
    }
    if (file.endsWith("Properties")) {
      return 2;
    }
    return FAULTS.matcher(file).find() ? 1 : 0;
  }

  private boolean isAboutItsStep(TestResult failed) {
    String file = failed.id().file();
    return step(failed).filter(step -> file.equals(step.className() + "Test")).isPresent();
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
