package logkv.grading.museum;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.run.RunOptions;
import logkv.course.run.Suite;
import logkv.course.run.TestRun;
import logkv.course.run.TestRunner;

/**
 * What somebody's own test says of the right store and of a wrong one.
 *
 * @param right the test on the answer of the phase
 * @param wrong the same test on the exhibit
 */
public record Attempt(TestRun right, TestRun wrong) {
  private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");
  private static final Pattern TEST = Pattern.compile("\\w+(Test|Properties)\\.java");

  /** What the two runs say about the test. */
  public enum Result {
    /** It passes on the right store and fails on the wrong one, as a test should. */
    CATCHES,
    /** It passes on both. */
    MISSES,
    /** It fails on both. */
    REFUSES_BOTH,
    /** It fails on the right store only. */
    REFUSES_THE_RIGHT_ONE
  }

  /**
   * Compiles one test class against the right store and runs it on both. It may use the helpers of
   * the tests of the phase.
   *
   * @param test the source; its class is called {@code *Test} or {@code *Properties}
   * @throws CourseException if it is no such source or does not compile, with file and line
   */
  public static Attempt at(Course course, Exhibit exhibit, Path test) throws IOException {
    requireTest(test);
    try (Workshop workshop = new Workshop(course);
        TestRunner runner = TestRunner.start(workshop.place())) {
      Path right = workshop.right(exhibit.phase());
      Path wrong = workshop.wrong(exhibit);
      Path tests = workshop.test(exhibit.phase(), test, placeOf(test), right);
      String name = test.getFileName().toString().replaceFirst("\\.java$", "");
      Suite suite = new Suite(name, tests, Set.of(name));
      TestRun onRight =
          runner.run(suite, List.of(right, course.testSettings()), RunOptions.standard());
      if (onRight.passed() + onRight.failed() == 0) {
        throw new CourseException("There is no test in %s; is there an @Test in front of one?"
            .formatted(course.nameOf(test)));
      }
      TestRun onWrong =
          runner.run(suite, List.of(wrong, course.testSettings()), RunOptions.standard());
      return new Attempt(onRight, onWrong);
    }
  }

  public Result result() {
    if (right.isGreen()) {
      return wrong.isGreen() ? Result.MISSES : Result.CATCHES;
    }
    return wrong.isGreen() ? Result.REFUSES_THE_RIGHT_ONE : Result.REFUSES_BOTH;
  }

  private static void requireTest(Path test) throws CourseException {
    if (!Files.isRegularFile(test)) {
      throw new CourseException("There is no file " + test);
    }
    if (!TEST.matcher(test.getFileName().toString()).matches()) {
      throw new CourseException(
          "%s: a test class is called ...Test, or ...Properties if jqwik runs it"
              .formatted(test.getFileName()));
    }
  }

  /** Where a source lies below its root, which its package says. */
  private static Path placeOf(Path test) throws IOException {
    Matcher found = PACKAGE.matcher(Files.readString(test));
    String folder = found.find() ? found.group(1).replace('.', '/') : "";
    return Path.of(folder).resolve(test.getFileName());
  }
}
