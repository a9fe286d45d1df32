package logkv.grading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import logkv.course.Phase;

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
  public List<Violation> check(Chain chain) throws IOException {
    List<Violation> violations = new ArrayList<>();
    for (CourseModule module : chain.modules()) {
      compare(chain, module.sources(), module.classes(), "compile", violations);
      compare(chain, module.testSources(), module.testClasses(), "test-compile", violations);
    }
    for (Phase phase : chain.phases()) {
      if (CourseModule.names(phase.testSources()).isEmpty()) {
        violations.add(new Violation(name(), phase.name(), "has no tests; write them first"));
      }
    }
    return violations;
  }

  private void compare(
      Chain chain, Path sources, Path classes, String goal, List<Violation> violations)
      throws IOException {
    String module = sources.getParent().getParent().getParent().getFileName().toString();
    for (String source : CourseModule.names(sources)) {
      if (source.endsWith(".java") && !source.endsWith("package-info.java")) {
        if (!Files.exists(classes.resolve(source.replaceFirst("java$", "class")))) {
          violations.add(new Violation(
              name(),
              chain.nameOf(sources.resolve(source)),
              "there is no class of it; see why: ./mvnw -pl " + module + " " + goal));
        }
      }
    }
  }
}
