package logkv.course.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Which tests were found, and what was heard of them so far, over all JVMs of one run. */
final class Ledger {
  private final Consumer<TestResult> listener;
  private final Map<TestId, Worker.Event.Found> found = new LinkedHashMap<>();
  private final Map<TestId, TestResult> results = new LinkedHashMap<>();
  private TestId current;

  Ledger(Consumer<TestResult> listener) {
    this.listener = listener;
  }

  void found(Worker.Event.Found test) {
    found.putIfAbsent(test.test(), test);
  }

  void started(TestId test) {
    current = test;
  }

  void finished(Worker.Event.Finished finished) {
    record(finished.test(), finished.status(), finished.failure());
  }

  /** What runs now: a test, a class around its tests, or nothing yet. */
  Optional<TestId> current() {
    return Optional.ofNullable(current);
  }

  boolean currentIsTagged(String tag) {
    return current != null
        && found.containsKey(current)
        && found.get(current).tags().contains(tag);
  }

  /** The tests that need not run again. */
  Set<TestId> settled() {
    return new LinkedHashSet<>(results.keySet());
  }

  /**
   * Blames whatever was running when the JVM was lost: a test, or all of a class that have no result
   * yet if it happened between its tests.
   *
   * @param suite whom to blame when not even a class had begun
   */
  void blame(String suite, Failure failure) {
    List<TestId> blamed = new ArrayList<>();
    if (current == null) {
      blamed.add(new TestId(suite, TestId.WHOLE_CLASS));
    } else if (found.containsKey(current) && !results.containsKey(current)) {
      blamed.add(current);
    } else {
      openTestsOf(current.className()).forEach(blamed::add);
      if (blamed.isEmpty()) {
        blamed.add(new TestId(current.className(), TestId.WHOLE_CLASS));
      }
    }
    current = null;
    blamed.forEach(test -> record(test, TestResult.Status.FAILED, Optional.of(failure)));
  }

  private List<TestId> openTestsOf(String className) {
    return open().stream()
        .filter(test -> (test.className() + "$").startsWith(className + "$"))
        .toList();
  }

  private List<TestId> open() {
    return found.keySet().stream().filter(test -> !results.containsKey(test)).toList();
  }

  /** Makes a failure of every test that nothing was heard of. */
  TestRun close(String suite, String why, Duration took) {
    Failure failure = new Failure(Failure.Kind.NOT_RUN, List.of(), why, List.of(), "");
    open().forEach(test -> record(test, TestResult.Status.FAILED, Optional.of(failure)));
    List<TestResult> inOrder = new ArrayList<>();
    found.keySet().forEach(test -> inOrder.add(results.get(test)));
    results.forEach((test, result) -> {
      if (!found.containsKey(test)) {
        inOrder.add(result);
      }
    });
    return new TestRun(suite, inOrder, took);
  }

  private void record(TestId test, TestResult.Status status, Optional<Failure> failure) {
    Worker.Event.Found known = found.get(test);
    TestResult result = known == null
        ? new TestResult(test, List.of(test.className()), Set.of(), status, failure)
        : new TestResult(test, known.displayNames(), known.tags(), status, failure);
    if (results.putIfAbsent(test, result) == null) {
      listener.accept(result);
    }
  }
}
