package logkv.course.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Tells what becomes of each test, once per test. */
final class Reporter implements TestExecutionListener {
  private static final int MOST_MESSAGE = 60_000;
  private static final int MOST_CAUSES = 10;

  private final TestPlan plan;
  private final FoundTests found;
  private final Events events;
  private final CapturedOutput output;
  private final Set<TestId> told = new LinkedHashSet<>();
  private final Map<TestId, Failure> failedInvocations = new HashMap<>();
  private Optional<String> smallestCase = Optional.empty();

  Reporter(TestPlan plan, FoundTests found, Events events, CapturedOutput output) {
    this.plan = plan;
    this.found = found;
    this.events = events;
    this.output = output;
  }

  @Override
  public void executionStarted(TestIdentifier identifier) {
    Optional<TestId> test = found.test(identifier.getUniqueId());
    if (test.isPresent() || isClass(identifier)) {
      output.install(); // a test before this one may have taken System.out away
      output.take();
      smallestCase = Optional.empty();
      events.started(test.orElseGet(() -> wholeClass(identifier)));
    }
  }

  /** What jqwik would otherwise print, and much longer. */
  @Override
  public void reportingEntryPublished(TestIdentifier identifier, ReportEntry entry) {
    entry.getKeyValuePairs().values().stream()
        .flatMap(text -> SmallestCase.in(text).stream())
        .findFirst()
        .ifPresent(found -> smallestCase = Optional.of(found));
  }

  @Override
  public void executionSkipped(TestIdentifier identifier, String reason) {
    testsIn(identifier).forEach(test -> tell(test, TestResult.Status.SKIPPED, Optional.empty()));
  }

  @Override
  public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
    Optional<Failure> failure = failure(result);
    Optional<TestId> test = found.test(identifier.getUniqueId());
    if (test.isPresent()) {
      finished(test.get(), result, failure);
    } else if (failure.isPresent()) {
      Optional<TestId> owner = ownerOf(identifier);
      if (owner.isPresent()) {
        failedInvocations.putIfAbsent(owner.get(), failure.get());
      } else {
        classFailed(identifier, failure.get());
      }
    }
  }

  private void finished(TestId test, TestExecutionResult result, Optional<Failure> own) {
    Optional<Failure> failure = own.or(() -> Optional.ofNullable(failedInvocations.get(test)));
    if (failure.isPresent()) {
      tell(test, TestResult.Status.FAILED, failure);
    } else if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      tell(test, TestResult.Status.SKIPPED, failure);
    } else {
      tell(test, TestResult.Status.PASSED, failure);
    }
  }

  /** Trouble around the tests (a static initialiser, {@code @BeforeAll}) is trouble of each. */
  private void classFailed(TestIdentifier container, Failure failure) {
    List<TestId> silent = new ArrayList<>(testsIn(container).toList());
    silent.removeAll(told);
    if (silent.isEmpty()) {
      TestId whole = wholeClass(container);
      events.found(whole, List.of(container.getDisplayName()), Set.of());
      silent.add(whole);
    }
    silent.forEach(test -> tell(test, TestResult.Status.FAILED, Optional.of(failure)));
  }

  private void tell(TestId test, TestResult.Status status, Optional<Failure> failure) {
    if (told.add(test)) {
      events.finished(test, status, failure);
    }
  }

  private Stream<TestId> testsIn(TestIdentifier identifier) {
    return Stream.concat(Stream.of(identifier), plan.getDescendants(identifier).stream())
        .flatMap(inside -> found.test(inside.getUniqueId()).stream());
  }

  private Optional<TestId> ownerOf(TestIdentifier invocation) {
    Optional<TestIdentifier> at = plan.getParent(invocation);
    while (at.isPresent() && found.test(at.get().getUniqueId()).isEmpty()) {
      at = plan.getParent(at.get());
    }
    return at.flatMap(owner -> found.test(owner.getUniqueId()));
  }

  private static boolean isClass(TestIdentifier identifier) {
    return identifier.getSource().filter(ClassSource.class::isInstance).isPresent();
  }

  private static TestId wholeClass(TestIdentifier container) {
    String className = container
        .getSource()
        .filter(ClassSource.class::isInstance)
        .map(source -> ((ClassSource) source).getClassName())
        .orElse(container.getDisplayName());
    return new TestId(className, TestId.WHOLE_CLASS);
  }

  private Optional<Failure> failure(TestExecutionResult result) {
    if (result.getStatus() != TestExecutionResult.Status.FAILED) {
      return Optional.empty();
    }
    Throwable thrown = result.getThrowable().orElseGet(() -> new AssertionError("it failed"));
    List<Failure.Thrown> chain = new ArrayList<>();
    List<StackTraceElement[]> stacks = new ArrayList<>();
    for (Throwable at = thrown; at != null && chain.size() < MOST_CAUSES; at = at.getCause()) {
      String more = chain.isEmpty() ? smallestCase.map(found -> "\n\n" + found).orElse("") : "";
      chain.add(new Failure.Thrown(at.getClass().getName(), messageOf(at) + more));
      stacks.add(0, at.getStackTrace());
    }
    return Optional.of(new Failure(
        Failure.Kind.THREW,
        chain,
        chain.get(0).message(),
        StackFrames.trimAll(stacks),
        output.take()));
  }

  private static String messageOf(Throwable thrown) {
    try {
      String message = String.valueOf(thrown.getMessage() == null ? "" : thrown.getMessage());
      return message.substring(0, Math.min(MOST_MESSAGE, message.length()));
    } catch (Throwable e) {
      return "(its getMessage() threw " + e.getClass().getName() + ")";
    }
  }
}
