package logkv.grading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import logkv.course.Phase;
import logkv.course.run.Failure;
import logkv.course.run.Failure.Thrown;
import logkv.course.run.TestResult;

/**
 * On a skeleton every test of its own phase is red, and says what to write next.
 *
 * <p>A test that passes there asks for nothing. One that ends in a {@code NullPointerException}, a
 * time-out or a missing class is red too, but leaves a beginner alone with it.
 */
final class RedSkeleton implements Rule {
  private static final String TODO = "logkv.Todo";

  private final Runs runs;

  RedSkeleton(Runs runs) {
    this.runs = runs;
  }

  @Override
  public String name() {
    return "red";
  }

  @Override
  public String promise() {
    return "on its skeleton every test of a phase fails, and names the section that helps";
  }

  @Override
  public List<Violation> check(Chain chain) throws IOException {
    List<Violation> violations = new ArrayList<>();
    Lectures lectures = chain.lectures();
    for (Phase phase : chain.untouched()) {
      for (TestResult result : runs.of(phase, CourseModule.of(phase)).results()) {
        complaint(result, lectures)
            .map(what -> new Violation(name(), phase.name() + " " + result.id(), what))
            .ifPresent(violations::add);
      }
    }
    return violations;
  }

  private static Optional<String> complaint(TestResult result, Lectures lectures)
      throws IOException {
    if (result.failure().isEmpty()) {
      return Optional.of(
          result.passed()
              ? "passes on the skeleton; let it ask for something that is still to do"
              : "is skipped on the skeleton; let it run");
    }
    Failure failure = result.failure().get();
    if (failure.kind() != Failure.Kind.THREW) {
      return Optional.of("is red the wrong way: " + firstLine(failure));
    }
    if (!failure.threw(TODO) && !isAssertion(failure.throwable().get(0).className())) {
      return Optional.of("fails with %s: %s; let a Todo or an assertion say what is missing"
          .formatted(failure.throwable().get(0).className(), firstLine(failure)));
    }
    return wrongPointer(failure, lectures);
  }

  private static Optional<String> wrongPointer(Failure failure, Lectures lectures)
      throws IOException {
    String everything = failure.throwable().stream()
        .map(Thrown::message)
        .collect(Collectors.joining("\n", failure.message() + "\n", ""));
    Matcher pointer = Lectures.POINTER.matcher(everything);
    boolean helps = false;
    while (pointer.find()) {
      Optional<String> missing = lectures.missing(pointer.group(1));
      if (missing.isPresent()) {
        return missing;
      }
      helps |= pointer.group(1).contains("#");
    }
    return helps
        ? Optional.empty()
        : Optional.of("names no section of a lecture: \"%s\"".formatted(firstLine(failure)));
  }

  private static String firstLine(Failure failure) {
    return failure.message().strip().lines().findFirst().orElse("no message");
  }

  /** Whether the class is some kind of assertion. All that tests are written with is here to ask. */
  private static boolean isAssertion(String className) {
    try {
      return AssertionError.class.isAssignableFrom(
          Class.forName(className, false, RedSkeleton.class.getClassLoader()));
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
