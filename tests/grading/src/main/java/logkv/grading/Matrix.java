package logkv.grading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import logkv.course.Phase;
import logkv.course.run.TestRun;

/**
 * The runs of all suites on all modules, and how many classes they were made of, drawn.
 *
 * <pre>
 *   tests of \ classes of   phase 1     phase 2     phase 3    solution
 *   phase-1-inmemory         46 red    46 green    46 green    46 green
 *   phase-2-persistence                  84 red    84 green    84 green
 *   phase-3-tombstones                               19 red    19 green
 *   classes + of tests        5 + 8     17 + 30     17 + 12     25 + 14
 * </pre>
 */
final class Matrix {
  private static final int NAME = 24;
  private static final int CELL = 14;

  private Matrix() {}

  static String of(Chain chain, Runs runs) throws IOException {
    StringBuilder drawing = new StringBuilder(left("tests of \\ classes of"));
    chain.phases().forEach(phase -> drawing.append(right("phase " + phase.number())));
    drawing.append(right(chain.solution().name()));
    for (Phase suite : chain.phases()) {
      drawing.append('\n').append(left(suite.name()));
      List<CourseModule> later = chain.after(suite);
      for (CourseModule module : chain.modules()) {
        boolean own = module.equals(CourseModule.of(suite));
        if (own && suite.isBegun()) {
          drawing.append(right("begun"));
        } else {
          drawing.append(right(own || later.contains(module) ? cell(runs.of(suite, module)) : ""));
        }
      }
    }
    drawing.append('\n').append(left("classes + of tests"));
    for (CourseModule module : chain.modules()) {
      drawing.append(right(classes(module.classes()) + " + " + classes(module.testClasses())));
    }
    return drawing.toString().lines().map(String::stripTrailing).reduce("", (a, b) -> a + b + "\n");
  }

  private static String cell(TestRun run) {
    int red = run.results().size() - run.passed();
    if (red == 0) {
      return run.passed() + " green";
    }
    return run.passed() == 0 ? red + " red" : red + " of " + run.results().size() + " red";
  }

  private static long classes(Path folder) throws IOException {
    return CourseModule.names(folder).stream()
        .filter(name -> name.endsWith(".class"))
        .count();
  }

  private static String left(String text) {
    return String.format("%-" + NAME + "s", text);
  }

  private static String right(String text) {
    return String.format("%" + CELL + "s", text);
  }
}
