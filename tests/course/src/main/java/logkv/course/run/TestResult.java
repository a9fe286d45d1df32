package logkv.course.run;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What became of one test: a method, or a jqwik property. The invocations of a parameterized test
 * count as one.
 *
 * @param displayNames the sentence, from the outermost class to the test itself
 * @param tags such as {@code "slow"}
 * @param failure present exactly when the test failed
 */
public record TestResult(
    TestId id,
    List<String> displayNames,
    Set<String> tags,
    Status status,
    Optional<Failure> failure) {

  /** Green, red, or not asked. */
  public enum Status {
    PASSED,
    FAILED,
    /** Disabled, or left out by {@link RunOptions#excludedTags}. */
    SKIPPED
  }

  public TestResult {
    displayNames = List.copyOf(displayNames);
    tags = Set.copyOf(tags);
    if (failure.isPresent() != (status == Status.FAILED)) {
      throw new IllegalArgumentException(id + " is " + status + " with failure " + failure);
    }
  }

  public boolean passed() {
    return status == Status.PASSED;
  }

  public boolean failed() {
    return status == Status.FAILED;
  }

  /** The test's own part of the sentence. */
  public String displayName() {
    return displayNames.get(displayNames.size() - 1);
  }
}
