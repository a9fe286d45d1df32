package logkv.course.report;

import static java.util.stream.Collectors.joining;

import java.util.List;
import logkv.course.Course;
import logkv.course.Phase;
import logkv.course.carry.Carrying.Carried;
import logkv.course.carry.Carrying.Fate;
import logkv.course.carry.Carrying.Origin;

/** Tells what became of every file that was to be carried from one phase into the next. */
public final class CarryReport {
  private final Course course;
  private final Terminal terminal;

  public CarryReport(Course course, Terminal terminal) {
    this.course = course;
    this.terminal = terminal;
  }

  public void print(Phase from, Phase to, Carried carried) {
    long hers =
        carried.fates().stream().filter(fate -> fate.origin() != Origin.OURS).count();
    terminal.line(
        terminal.bold("Phase %d has your code of phase %d".formatted(to.number(), from.number()))
            + " (%d of the %d files that you have changed); all else is ours."
                .formatted(hers, carried.fates().size()));
    terminal.line();
    for (Fate fate : carried.fates()) {
      print(from, to, fate);
    }
    terminal.line();
  }

  private void print(Phase from, Phase to, Fate fate) {
    String what = switch (fate.origin()) {
      case HERS -> terminal.green("yours");
      case MERGED ->
        fate.stays().isEmpty()
            ? terminal.green("yours and ours") + ", line by line"
            : terminal.yellow("yours and ours")
                + ", line by line; ours stayed where a TODO of phase %d is".formatted(to.number());
      case OURS -> terminal.yellow("ours") + ": " + fate.why();
    };
    terminal.line("  %s  %s".formatted(terminal.bold(fate.file()), what));
    String hers = course.nameOf(from.sources().resolve(fate.file()));
    if (!fate.stays().isEmpty()) {
      terminal.line("      look at %s %s; yours is %s %s"
          .formatted(
              lines(fate.stays().stream().map(place -> place.result()).toList()),
              "of the new file",
              hers,
              lines(fate.stays().stream().map(place -> place.hers()).toList())));
    } else if (fate.origin() == Origin.OURS) {
      terminal.line("      yours is still in " + hers);
    }
  }

  private static String lines(List<Integer> numbers) {
    return (numbers.size() == 1 ? "line " : "lines ")
        + numbers.stream().map(String::valueOf).collect(joining(", "));
  }
}
