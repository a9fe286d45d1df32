package logkv.course.run;

import static java.util.Comparator.comparing;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.engine.JqwikTestEngine;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.discovery.LauncherDiscoveryListeners;

/**
 * One run of a suite on the JUnit Platform.
 *
 * <p>Runs the classes that Maven would run, those named {@code *Test} and {@code *Properties}, and
 * makes a failure of whatever would otherwise be passed over in silence: a class that cannot be
 * loaded, and a class with tests in it that nobody runs.
 */
final class SuiteExecution {
  private final WorkerMain.Request request;
  private final ClassLoader phase;
  private final Events events;
  private final CapturedOutput output;
  private final FoundTests found;

  SuiteExecution(
      WorkerMain.Request request, ClassLoader phase, Events events, CapturedOutput output) {
    this.request = request;
    this.phase = phase;
    this.events = events;
    this.output = output;
    this.found = new FoundTests(request, events);
  }

  void run() throws IOException {
    Launcher launcher = newLauncher();
    TestPlan plan = find(launcher);
    launcher.execute(plan, new Reporter(plan, found, events, output));
  }

  /** Only tells which tests there are. */
  void find() throws IOException {
    find(newLauncher());
  }

  private TestPlan find(Launcher launcher) throws IOException {
    List<Class<?>> classes = load();
    List<ClassSelector> selectors = new ArrayList<>();
    for (Class<?> loaded : classes) {
      if (isRun(loaded)) {
        selectors.add(selectClass(loaded));
      }
    }
    TestPlan plan = launcher.discover(discoveryRequest(selectors).filters(found).build());
    classes.forEach(this::complainIfSilent);
    return plan;
  }

  private static boolean isRun(Class<?> loaded) {
    String name = loaded.getName();
    return !name.contains("$") && (name.endsWith("Test") || name.endsWith("Properties"));
  }

  /** Only what is named here takes part: nothing that lies on the class path announces itself. */
  static Launcher newLauncher() {
    return LauncherFactory.create(LauncherConfig.builder()
        .enableTestEngineAutoRegistration(false)
        .enableLauncherSessionListenerAutoRegistration(false)
        .enableLauncherDiscoveryListenerAutoRegistration(false)
        .enablePostDiscoveryFilterAutoRegistration(false)
        .enableTestExecutionListenerAutoRegistration(false)
        .addTestEngines(new JupiterTestEngine(), new JqwikTestEngine())
        .build());
  }

  static LauncherDiscoveryRequestBuilder discoveryRequest(List<ClassSelector> selectors) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(selectors)
        .listeners(LauncherDiscoveryListeners.logging())
        .configurationParameter("junit.platform.discovery.listener.default", "logging")
        .configurationParameter("jqwik.reporting.onlyfailures", "true")
        .configurationParameter("jqwik.reporting.usejunitplatform", "true")
        // A run must not depend on the one before it.
        .configurationParameter("jqwik.database", "");
  }

  private List<Class<?>> load() throws IOException {
    List<Class<?>> classes = new ArrayList<>();
    for (String name : classNames()) {
      try {
        Class<?> loaded = Class.forName(name, false, phase);
        loaded.getDeclaredMethods(); // finds out whether all the types they name are there
        classes.add(loaded);
      } catch (LinkageError | ClassNotFoundException e) {
        unusable(name, "%s cannot be loaded: %s".formatted(name, e));
      }
    }
    return classes;
  }

  private List<String> classNames() throws IOException {
    try (Stream<Path> files = Files.walk(request.tests())) {
      return files
          .map(file -> request.tests().relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .filter(name -> request.wants(new TestId(name, TestId.WHOLE_CLASS).file()))
          .sorted(comparing(name -> name))
          .toList();
    }
  }

  private void complainIfSilent(Class<?> loaded) {
    if (found.hasTestsOf(loaded.getName()) || !FoundTests.declaresTests(loaded)) {
      return;
    }
    unusable(
        loaded.getName(),
        loaded.getName()
            + " has tests that nobody runs: only top-level classes called *Test or *Properties are"
            + " run, and @Nested classes in them");
  }

  private void unusable(String className, String why) {
    TestId id = new TestId(className, TestId.WHOLE_CLASS);
    if (request.notAgain().contains(id)) {
      return;
    }
    Failure failure = new Failure(Failure.Kind.UNUSABLE_CLASS, List.of(), why, List.of(), "");
    events.found(id, List.of(id.file()), Set.of());
    events.finished(id, TestResult.Status.FAILED, Optional.of(failure));
  }
}
