package logkv.grading.museum;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import logkv.course.run.Failure;
import logkv.course.run.TestResult;
import logkv.course.run.TestRun;
import logkv.grading.museum.Exhibit.Catcher;

/**
 * What became of a wrong store in front of the tests that must catch it.
 *
 * @param broken why there is no such store; then no test ran
 * @param run the tests that ran; if one of those that must catch it did not, these are all tests of
 *     its phase
 */
public record Outcome(Exhibit exhibit, Optional<String> broken, Optional<TestRun> run) {

  static Outcome broken(Exhibit exhibit, String why) {
    return new Outcome(exhibit, Optional.of(why), Optional.empty());
  }

  static Outcome of(Exhibit exhibit, TestRun run) {
    return new Outcome(exhibit, Optional.empty(), Optional.of(run));
  }

  /** Whether every test that must catch it did, and one of them said why. */
  public boolean isCaught() {
    return complaints().isEmpty();
  }

  /** What is not as the exhibit says, as sentences that go on after its name. */
  public List<String> complaints() {
    if (run.isEmpty()) {
      return List.of(broken.orElseThrow());
    }
    List<String> complaints = new ArrayList<>();
    for (Catcher catcher : exhibit.caughtBy()) {
      complaintAbout(catcher).ifPresent(complaints::add);
    }
    if (complaints.isEmpty() && caught().noneMatch(this::names)) {
      complaints.add("is caught, but no failure says \"%s\"; one says \"%s\""
          .formatted(
              exhibit.message(), caught().map(Outcome::firstLine).findFirst().orElse("")));
    }
    return complaints;
  }

  boolean everyCatcherCatches() {
    return exhibit.caughtBy().stream().allMatch(one -> failures().anyMatch(it -> one.is(it.id())));
  }

  /** The failed tests of those that must catch it. */
  public Stream<TestResult> caught() {
    return failures().filter(it -> exhibit.caughtBy().stream().anyMatch(one -> one.is(it.id())));
  }

  private Optional<String> complaintAbout(Catcher catcher) {
    if (failures().anyMatch(test -> catcher.is(test.id()))) {
      return Optional.empty();
    }
    String suite = exhibit.phase().name();
    if (run.orElseThrow().results().stream().noneMatch(test -> catcher.is(test.id()))) {
      return Optional.of("must be caught by %s, and %s has no such test".formatted(catcher, suite));
    }
    String others =
        failures().map(test -> test.id().file()).collect(toCollection(TreeSet::new)).stream()
            .collect(joining(", "));
    return Optional.of(
        others.isEmpty()
            ? "is caught by no test of " + suite + ", and must be by " + catcher
            : "is not caught by %s, but by %s".formatted(catcher, others));
  }

  private Stream<TestResult> failures() {
    return run.stream().flatMap(it -> it.failures().stream());
  }

  private boolean names(TestResult failed) {
    return oneLine(told(failed)).contains(oneLine(exhibit.message()));
  }

  private static String told(TestResult failed) {
    Failure failure = failed.failure().orElseThrow();
    return failure.throwable().stream()
        .map(Failure.Thrown::message)
        .collect(joining("\n", failure.message() + "\n", ""));
  }

  private static String firstLine(TestResult failed) {
    return told(failed).strip().lines().findFirst().orElse("");
  }

  /** Where a message breaks its lines is not what it says. */
  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
