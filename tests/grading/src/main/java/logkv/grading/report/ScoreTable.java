package logkv.grading.report;

import java.util.ArrayList;
import java.util.List;
import logkv.course.report.Terminal;
import logkv.grading.score.Grade;
import logkv.grading.score.PhaseResult;
import logkv.grading.score.PhaseResult.State;
import logkv.grading.score.Points;

/** The scores of a class on a terminal: a line for each submission, in the order of their names. */
final class ScoreTable {
  private static final int WIDEST_NAME = 32;
  private static final int PHASE = 7;

  private final Terminal terminal;

  ScoreTable(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(List<Grade> grades) {
    ClassFigures figures = new ClassFigures(grades);
    List<Integer> phases =
        figures.phases().stream().map(ClassFigures.OfPhase::phase).toList();
    int name = Math.max(
        10,
        Math.min(
            WIDEST_NAME,
            grades.stream().mapToInt(grade -> grade.student().length()).max().orElse(0)));
    StringBuilder head = new StringBuilder(("%-" + name + "s").formatted(""));
    phases.forEach(phase -> head.append("%7s".formatted(phase)));
    terminal.line(terminal.bold(head + "%8s%15s".formatted("points", "visible tests")));
    for (Grade grade : grades) {
      print(grade, phases, name);
    }
    terminal.line();
    terminal.line("%s, median %s, mean %s of %s points"
        .formatted(
            Words.count(grades.size(), "submission"),
            Points.text(figures.median()),
            Points.text(figures.mean()),
            Points.text(figures.maxPoints())));
  }

  private void print(Grade grade, List<Integer> phases, int width) {
    String name = terminal.cut(grade.student(), width);
    StringBuilder line = new StringBuilder(name).append(" ".repeat(width - name.length()));
    List<String> notes = new ArrayList<>();
    for (int phase : phases) {
      PhaseResult result = grade.phases().stream()
          .filter(candidate -> candidate.phase() == phase)
          .findFirst()
          .orElse(null);
      String cell = result == null || !isHandedIn(result) ? "-" : Points.text(result.points());
      line.append(" ".repeat(Math.max(1, PHASE - cell.length()))).append(cell);
      if (result != null && result.state() == State.NOT_COMPILED) {
        notes.add("phase %d does not compile".formatted(phase));
      }
    }
    line.append(terminal.bold("%8s".formatted(Points.text(grade.points()))));
    line.append("%15s".formatted(green(grade)));
    if (!grade.remarks().isEmpty()) {
      notes.add(
          grade.remarks().size() == 1
              ? terminal.cut(grade.remarks().get(0), 60)
              : Words.count(grade.remarks().size(), "remark"));
    }
    terminal.line(
        notes.isEmpty()
            ? line.toString()
            : line + "  " + terminal.yellow(String.join("; ", notes)));
  }

  private static String green(Grade grade) {
    return Words.green(
        grade.phases().stream().mapToInt(PhaseResult::visiblePassed).sum(),
        grade.phases().stream().mapToInt(PhaseResult::visibleTotal).sum());
  }

  private static boolean isHandedIn(PhaseResult phase) {
    return phase.state() == State.GRADED || phase.state() == State.NOT_COMPILED;
  }
}
