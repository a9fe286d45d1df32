package logkv.grading;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import logkv.course.Phase;
import logkv.course.run.TestId;
import logkv.course.run.TestResult;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Whatever looks like a test runs: from Maven, which picks classes by their names, and in the course
 * tool, which asks JUnit.
 *
 * <p>A class with a name of its own, an inner class without {@code @Nested} and a private method are
 * passed over in silence by one or the other. So this reads the class files and misses nobody.
 */
final class AllRun implements Rule {
  private final Runs runs;

  AllRun(Runs runs) {
    this.runs = runs;
  }

  @Override
  public String name() {
    return "all-run";
  }

  @Override
  public String promise() {
    return "every test that was written runs, from Maven and in the course tool";
  }

  @Override
  public List<Violation> check(Chain chain) throws IOException {
    Set<Violation> violations = new LinkedHashSet<>(); // many tests, one class
    List<PathMatcher> included = included(chain);
    for (Phase phase : chain.phases()) {
      CourseModule answer = chain.answerTo(phase);
      Set<TestId> ran =
          runs.of(phase, answer).results().stream().map(TestResult::id).collect(Collectors.toSet());
      for (TestId test : written(CourseModule.of(phase), answer)) {
        if (included.stream().noneMatch(names -> names.matches(Path.of(sourceOf(test))))) {
          violations.add(new Violation(
              name(),
              phase.name() + " " + test.className(),
              "Maven does not run a class of this name; call it ...Test"));
        } else if (!ran.contains(test)) {
          violations.add(new Violation(
              name(),
              phase.name() + " " + test,
              "JUnit does not find it; is it private, or @Nested missing?"));
        }
      }
    }
    return List.copyOf(violations);
  }

  /** The names of test classes in Surefire's configuration, which is in the root POM. */
  private static List<PathMatcher> included(Chain chain) throws IOException {
    return SurefireIncludes.in(chain.root().resolve("pom.xml")).stream()
        .map(glob -> FileSystems.getDefault()
            .getPathMatcher("glob:" + glob.replaceFirst("^\\*\\*/", "{,**/}")))
        .toList();
  }

  private static String sourceOf(TestId test) {
    return test.className().replaceFirst("\\$.*", "").replace('.', '/') + ".java";
  }

  private static List<TestId> written(CourseModule suite, CourseModule answer) throws IOException {
    List<TestId> written = new ArrayList<>();
    URL[] classPath = {
      suite.testClasses().toUri().toURL(), answer.classes().toUri().toURL()
    };
    try (URLClassLoader loader = new URLClassLoader(classPath, AllRun.class.getClassLoader())) {
      for (String file : CourseModule.names(suite.testClasses())) {
        if (file.endsWith(".class")) {
          testsOf(file.substring(0, file.length() - ".class".length()).replace('/', '.'), loader)
              .forEach(written::add);
        }
      }
    }
    return written;
  }

  private static List<TestId> testsOf(String className, ClassLoader loader) {
    List<TestId> tests = new ArrayList<>();
    try {
      Class<?> type = Class.forName(className, false, loader);
      if (!Modifier.isAbstract(type.getModifiers())) {
        for (Method method : type.getDeclaredMethods()) {
          if (AnnotationSupport.isAnnotated(method, Testable.class)) {
            tests.add(new TestId(className, method.getName()));
          }
        }
      }
    } catch (ClassNotFoundException | LinkageError e) {
      tests.add(new TestId(className, TestId.WHOLE_CLASS)); // which nobody can have run
    }
    tests.sort(null);
    return tests;
  }
}
