package logkv.course.report;

import java.io.IOException;
import java.util.Optional;
import logkv.course.Course;
import logkv.course.Phase;
import logkv.course.Progress;
import logkv.course.Progress.Results;

/** Shows all phases with a bar each, from what is remembered, without running anything. */
public final class StatusReport {
  private static final int WIDEST_BAR = 20;
  private static final int BESIDE_THE_BAR = 45;

  private final Course course;
  private final Progress progress;
  private final Terminal terminal;

  public StatusReport(Course course, Progress progress, Terminal terminal) {
    this.course = course;
    this.progress = progress;
    this.terminal = terminal;
  }

  public void print() throws IOException {
    terminal.line(terminal.bold("LogKV") + ", a key-value store that survives a power cut");
    terminal.line();
    int titles =
        course.phases().stream().mapToInt(p -> p.title().length()).max().orElse(0);
    Optional<Standing> current = Optional.empty();
    for (Phase phase : course.phases()) {
      Standing standing = Standing.of(phase, progress);
      print(standing, titles);
      if (current.isEmpty() && !standing.isGreen()) {
        current = Optional.of(standing);
      }
    }
    terminal.line();
    terminal.line(
        terminal.bold("next: ") + current.map(StatusReport::next).orElseGet(this::afterTheLast));
  }

  private String afterTheLast() {
    Phase last = course.phases().get(course.phases().size() - 1);
    return course.hasAnswerTo(last)
        ? "everything is green; read solution/"
        : "everything is green; ./course check-submission before you hand in";
  }

  private void print(Standing standing, int titles) {
    int bar = Math.min(WIDEST_BAR, Math.max(4, terminal.width() - BESIDE_THE_BAR - titles));
    String name = ("%2d  %-" + titles + "s")
        .formatted(standing.phase().number(), standing.phase().title());
    String drawn = terminal.bar(standing.passed(), standing.all(), bar);
    String counts = "%3d of %-3d".formatted(standing.passed(), standing.all());
    terminal.line("%s  %s  %s  %s"
        .formatted(
            name,
            standing.isGreen() ? terminal.green(drawn) : terminal.yellow(drawn),
            counts,
            standing.words()));
  }

  private static String next(Standing standing) {
    int number = standing.phase().number();
    if (!standing.isBegun()) {
      return "read %s/README.md, then ./course watch %d"
          .formatted(standing.phase().name(), number);
    }
    return standing.results().firstOpenStep().map(step -> step + "; ").orElse("")
        + "./course test %d".formatted(number);
  }

  /** How far somebody has come with a phase. */
  private record Standing(Phase phase, Results results, boolean isBegun, boolean isGreen) {

    static Standing of(Phase phase, Progress progress) throws IOException {
      return new Standing(phase, progress.results(phase), phase.isBegun(), progress.isGreen(phase));
    }

    int passed() {
      return results.passed();
    }

    int all() {
      return Math.max(phase.tests(), results.tests().size());
    }

    String words() {
      if (isGreen) {
        return "green";
      }
      if (!isBegun) {
        return "not begun";
      }
      if (results.tests().isEmpty()) {
        return "begun, not tested yet";
      }
      return passed() == all() ? "changed since it was green" : "begun";
    }
  }
}
