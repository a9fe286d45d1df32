package logkv.grading.score;

import java.util.List;
import java.util.Optional;

/**
 * What came of one phase of one submission.
 *
 * @param state what there was to grade
 * @param compilerWords what the compiler, or the intake, says of the sources; empty if all is well
 * @param visiblePassed how many of the tests that students have were green; earns no points
 * @param visibleTotal how many of them are run, which leaves out slow ones and explorations; 0 if none
 *     was
 * @param promises in the order of the rubric
 * @param alike the wrong store of the museum that this one behaves like
 */
public record PhaseResult(
    int phase,
    State state,
    String compilerWords,
    int visiblePassed,
    int visibleTotal,
    List<PromiseResult> promises,
    Optional<WrongStore> alike) {

  /** What there was to grade. */
  public enum State {
    GRADED,
    /** As it was handed out. */
    UNTOUCHED,
    NOT_COMPILED,
    NOT_SUBMITTED
  }

  /** An exhibit of the museum: its name, and what is wrong with it in a few sentences. */
  public record WrongStore(String name, String story) {}

  public PhaseResult {
    compilerWords = StoryText.cut(compilerWords, PromiseResult.MOST_LINES, 8_000);
    promises = List.copyOf(promises);
  }

  /** The same, with what came of the tests that students have. */
  public PhaseResult withVisibleTests(int passed, int total) {
    return new PhaseResult(phase, state, compilerWords, passed, total, promises, alike);
  }

  /** Tenths of a point. */
  public int points() {
    return promises.stream().mapToInt(PromiseResult::points).sum();
  }

  /** Tenths of a point. */
  public int maxPoints() {
    return promises.stream().mapToInt(result -> result.promise().points()).sum();
  }
}
