package logkv.course.report;

import logkv.course.Course;
import logkv.course.Phase;
import logkv.course.carry.Carrying.Carried;
import logkv.course.carry.Carrying.Fate;
import logkv.course.carry.Carrying.Origin;
import logkv.course.carry.JavaMerge.Stay;

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
        terminal.green("yours") + ", with what is new in phase %d".formatted(to.number());
      case OURS -> terminal.yellow("ours") + ": " + fate.why();
    };
    terminal.line("  %s  %s".formatted(terminal.bold(fate.file()), what));
    String hers = course.nameOf(from.sources().resolve(fate.file()));
    for (Stay stay : fate.stays()) {
      terminal.line("      %s: %s"
          .formatted(
              stay.member(),
              stay.isOurs()
                  ? terminal.yellow("ours") + ", to be written; yours is in " + hers + ":"
                      + stay.line()
                  : "yours, with the TODO of phase %d at its top".formatted(to.number())));
    }
    if (fate.origin() == Origin.OURS && fate.stays().isEmpty()) {
      terminal.line("      yours is still in " + hers);
    }
  }
}
