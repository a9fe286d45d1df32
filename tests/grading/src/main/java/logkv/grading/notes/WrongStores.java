package logkv.grading.notes;

import java.io.IOException;
import java.util.regex.Pattern;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.run.Failure;
import logkv.course.run.TestResult;
import logkv.grading.museum.Exhibit;
import logkv.grading.museum.Museum;
import logkv.grading.museum.Visit;

/** What the tests of the course say of the wrong stores of the museum. */
final class WrongStores implements AutoCloseable {
  /** As AssertJ writes what a test says of itself: in brackets, in front of the values. */
  private static final Pattern DESCRIPTION =
      Pattern.compile("^\\[(.*?)\\s*\\]\\s*\n", Pattern.DOTALL);

  private final Course course;
  private Museum museum; // not before a run needs it: reading and compiling takes a second
  private Visit visit;

  WrongStores(Course course) {
    this.course = course;
  }

  /**
   * Returns what the first test that fails says.
   *
   * @param exhibit its name
   * @param test a class, as in {@code PowerCutTest}, or one test of it, as in {@code
   *     PowerCutTest#method}
   */
  String story(String exhibit, String test) throws IOException, StaleException {
    if (visit == null) {
      museum = Museum.of(course);
      visit = new Visit(course);
    }
    Exhibit wrong = museum.exhibit(exhibit);
    String file = test.replaceFirst("#.*", "");
    String method = test.contains("#") ? test.substring(file.length() + 1) : "";
    for (TestResult failed : visit.meet(wrong, file).failures()) {
      Failure failure = failed.failure().orElseThrow();
      boolean meant = method.isEmpty() || failed.id().method().equals(method);
      if (meant && failure.kind() == Failure.Kind.THREW) {
        String message = failure.message();
        return DESCRIPTION.matcher(message).replaceFirst("$1\n").strip() + "\n";
      }
    }
    throw new StaleException(
        "no %s of phase %d fails on %s".formatted(test, wrong.phase().number(), exhibit));
  }

  /** Whether the answer that {@code exhibit} is made from has been begun, so that nothing is known. */
  boolean isBegun(String exhibit) throws IOException {
    Museum all = museum == null ? Museum.of(course) : museum;
    try {
      return all.isBegun(all.exhibit(exhibit));
    } catch (CourseException e) {
      return false; // whoever plays it says so
    }
  }

  @Override
  public void close() throws IOException {
    if (visit != null) {
      visit.close();
    }
  }
}
