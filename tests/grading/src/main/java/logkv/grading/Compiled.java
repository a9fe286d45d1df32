package logkv.grading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Every skeleton compiles, with its tests.
 *
 * <p>Maven does the compiling. This says which source it made no class of, so that no other rule
 * passes only because there was nothing to look at.
 */
final class Compiled implements Rule {

  @Override
  public String name() {
    return "compiles";
  }

  @Override
  public String promise() {
    return "every module compiles with its tests, and every phase has tests";
  }

  @Override
  public List<Violation> check(Course course) throws IOException {
    List<Violation> violations = new ArrayList<>();
    for (CourseModule module : course.modules()) {
      compare(course, module.sources(), module.classes(), "compile", violations);
      compare(course, module.testSources(), module.testClasses(), "test-compile", violations);
    }
    for (Phase phase : course.phases()) {
      if (CourseModule.names(phase.module().testSources()).isEmpty()) {
        violations.add(new Violation(name(), phase.name(), "has no tests; write them first"));
      }
    }
    return violations;
  }

  private void compare(
      Course course, Path sources, Path classes, String goal, List<Violation> violations)
      throws IOException {
    String module = sources.getParent().getParent().getParent().getFileName().toString();
    for (String source : CourseModule.names(sources)) {
      if (source.endsWith(".java") && !source.endsWith("package-info.java")) {
        if (!Files.exists(classes.resolve(source.replaceFirst("java$", "class")))) {
          violations.add(new Violation(
              name(),
              course.nameOf(sources.resolve(source)),
              "there is no class of it; see why: ./mvnw -pl " + module + " " + goal));
        }
      }
    }
  }
}
