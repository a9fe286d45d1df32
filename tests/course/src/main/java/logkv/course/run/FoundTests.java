package logkv.course.run;

import static java.util.stream.Collectors.toSet;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/**
 * Sees every test that is found, in order, announces it, and decides whether it runs.
 *
 * <p>A test is the outermost thing that comes from a method; what a parameterized test does below
 * it are its invocations.
 */
final class FoundTests implements PostDiscoveryFilter {
  private final WorkerMain.Request request;
  private final Events events;
  private final Map<String, TestId> byUniqueId = new HashMap<>();
  private final Set<TestId> ids = new HashSet<>();
  private final Set<String> classes = new HashSet<>();

  FoundTests(WorkerMain.Request request, Events events) {
    this.request = request;
    this.events = events;
  }

  /** The test with this unique id of the platform, unless it is a class or an invocation. */
  Optional<TestId> test(String uniqueId) {
    return Optional.ofNullable(byUniqueId.get(uniqueId));
  }

  boolean hasTestsOf(String className) {
    return classes.contains(className);
  }

  /** Whether somebody who reads the class would expect tests of it to run. */
  static boolean declaresTests(Class<?> loaded) {
    if (Modifier.isAbstract(loaded.getModifiers())) {
      return false; // its subclasses run them
    }
    for (Method method : loaded.getDeclaredMethods()) {
      if (AnnotationSupport.isAnnotated(method, Testable.class)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public FilterResult apply(TestDescriptor descriptor) {
    Optional<MethodSource> method = methodOf(descriptor);
    if (method.isEmpty() || descriptor.getParent().flatMap(FoundTests::methodOf).isPresent()) {
      return FilterResult.included("not a test by itself");
    }
    TestId id = newId(method.get());
    classes.add(id.className());
    if (request.notAgain().contains(id)) {
      return FilterResult.excluded("has run");
    }
    Set<String> tags = descriptor.getTags().stream().map(TestTag::getName).collect(toSet());
    events.found(id, displayNames(descriptor), tags);
    if (tags.stream().anyMatch(request.excludedTags()::contains)) {
      events.finished(id, TestResult.Status.SKIPPED, Optional.empty());
      return FilterResult.excluded("tagged");
    }
    byUniqueId.put(descriptor.getUniqueId().toString(), id);
    return FilterResult.included("to be run");
  }

  private TestId newId(MethodSource method) {
    TestId id = new TestId(method.getClassName(), method.getMethodName());
    if (!ids.add(id)) { // overloaded
      String parameters = method.getMethodParameterTypes();
      id = new TestId(id.className(), id.method() + "(" + parameters + ")");
      ids.add(id);
    }
    return id;
  }

  private static Optional<MethodSource> methodOf(TestDescriptor descriptor) {
    return descriptor
        .getSource()
        .filter(MethodSource.class::isInstance)
        .map(MethodSource.class::cast);
  }

  /** From the outermost class down, without the name of the engine. */
  private static List<String> displayNames(TestDescriptor descriptor) {
    LinkedList<String> names = new LinkedList<>();
    Optional<TestDescriptor> at = Optional.of(descriptor);
    while (at.isPresent() && !at.get().isRoot()) {
      names.addFirst(at.get().getDisplayName());
      at = at.get().getParent();
    }
    return names;
  }
}
