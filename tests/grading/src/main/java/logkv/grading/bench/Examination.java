package logkv.grading.bench;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import logkv.grading.score.PhaseResult.WrongStore;
import logkv.grading.score.Promise;
import logkv.grading.score.PromiseResult;
import logkv.grading.score.Rubric;

/**
 * All that submissions are tried with.
 *
 * @param museum finds the wrong store that behaves like this one
 * @param withVisibleTests whether the tests that students have are run, too
 */
public record Examination(
    Rubric rubric,
    List<HiddenSuite> suites,
    List<InChildSuite> inChild,
    Museum museum,
    boolean withVisibleTests) {

  /** Knows wrong stores by the promises that they break. */
  @FunctionalInterface
  public interface Museum {
    Optional<WrongStore> alike(int phase, List<PromiseResult> results);
  }

  /**
   * @throws IllegalArgumentException if a promise of the rubric is tried by no suite or by two, or a
   *     suite tries one that is not in the rubric
   */
  public Examination {
    suites = List.copyOf(suites);
    inChild = List.copyOf(inChild);
    Set<String> tried = new HashSet<>();
    suites.forEach(suite -> suite.promises().forEach(id -> addOnce(tried, id)));
    inChild.forEach(suite -> suite.promises().forEach(id -> addOnce(tried, id)));
    for (Promise promise : rubric.promises()) {
      if (!tried.remove(promise.id())) {
        throw new IllegalArgumentException("no suite tries " + promise.id());
      }
    }
    if (!tried.isEmpty()) {
      throw new IllegalArgumentException("the rubric has no promise " + tried);
    }
  }

  /** The same, but the visible tests are run if and only if {@code run}. */
  public Examination withVisibleTests(boolean run) {
    return new Examination(rubric, suites, inChild, museum, run);
  }

  private static void addOnce(Set<String> tried, String id) {
    if (!tried.add(id)) {
      throw new IllegalArgumentException("two suites try " + id);
    }
  }
}
