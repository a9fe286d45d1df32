package logkv.course.run;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How long tests may take, which are left out, and who watches.
 *
 * @param limit how long one test may run before it is stopped as stuck
 * @param slowLimit the same for tests tagged {@value #SLOW}
 * @param excludedTags tests with one of these tags are skipped
 * @param lossesAllowed how many stuck tests, or tests that end the JVM, a run survives; those that
 *     have not had their turn then are {@link Failure.Kind#NOT_RUN}
 * @param listener is told every result as soon as it is known, on the thread that runs the suite
 */
public record RunOptions(
    Duration limit,
    Duration slowLimit,
    Set<String> excludedTags,
    int lossesAllowed,
    Consumer<TestResult> listener) {

  /** Tags tests that need seconds: they really start processes, for example. */
  public static final String SLOW = "slow";

  /** Ten seconds for a test, a minute for a slow one, everything runs, nobody watches. */
  public static RunOptions standard() {
    return new RunOptions(
        Duration.ofSeconds(10), Duration.ofSeconds(60), Set.of(), 3, result -> {});
  }

  public RunOptions withLimit(Duration limit) {
    return new RunOptions(limit, slowLimit, excludedTags, lossesAllowed, listener);
  }

  public RunOptions withLossesAllowed(int losses) {
    return new RunOptions(limit, slowLimit, excludedTags, losses, listener);
  }

  public RunOptions withoutTag(String tag) {
    return new RunOptions(limit, slowLimit, Set.of(tag), lossesAllowed, listener);
  }

  public RunOptions withListener(Consumer<TestResult> listener) {
    return new RunOptions(limit, slowLimit, excludedTags, lossesAllowed, listener);
  }
}
