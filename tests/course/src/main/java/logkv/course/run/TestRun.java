package logkv.course.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What became of every test of a suite. A test that was found and about which nothing more was heard
 * is here as a failure, never missing.
 *
 * @param suite the name of the suite
 * @param results in the order in which the tests were found
 * @param took from the request to the last result
 */
public record TestRun(String suite, List<TestResult> results, Duration took) {

  public TestRun {
    results = List.copyOf(results);
  }

  /** How many tests were found, skipped ones included, unusable classes not. */
  public int found() {
    return count(result -> !result.id().method().equals(TestId.WHOLE_CLASS));
  }

  public int passed() {
    return count(TestResult::passed);
  }

  public int failed() {
    return count(TestResult::failed);
  }

  public int skipped() {
    return count(result -> result.status() == TestResult.Status.SKIPPED);
  }

  /** Whether there were tests, and none of them failed. */
  public boolean isGreen() {
    return found() > 0 && failed() == 0;
  }

  public List<TestResult> failures() {
    return results.stream().filter(TestResult::failed).toList();
  }

  public Optional<TestResult> result(TestId id) {
    return results.stream().filter(result -> result.id().equals(id)).findFirst();
  }

  private int count(Predicate<TestResult> which) {
    return (int) results.stream().filter(which).count();
  }
}
