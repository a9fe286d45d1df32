package logkv.course.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import logkv.course.Course;
import logkv.course.Phase;
import logkv.course.Progress;
import logkv.course.Progress.Results;
import logkv.course.carry.Start;
import logkv.course.carry.Start.Started;
import logkv.course.report.CarryReport;
import logkv.course.report.Terminal;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ./course start N}: with your own code of the phase before, or with ours. */
@Command(
    name = "start",
    description =
        "Begin a phase with your own code of the phase before, or with our answer to it. What you"
            + " have changed in the phase already is saved first.",
    mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
  @ParentCommand
  private CourseCommand tool;

  @Parameters(paramLabel = "N", description = "The phase to begin.")
  private String named;

  @ArgGroup(multiplicity = "1")
  private Whose whose;

  /** One of the two. */
  private static final class Whose {
    @Option(names = "--mine", description = "Carry your code of the phase before into this one.")
    private boolean mine;

    @Option(
        names = "--reference",
        description = "The phase as it was handed out: it contains our answer to the one before.")
    private boolean reference;
  }

  @Override
  public Integer call() throws IOException {
    Course course = tool.course();
    Phase phase = course.phase(named);
    return whose.mine ? startWithHers(course, phase) : startWithOurs(course, phase);
  }

  private int startWithHers(Course course, Phase phase) throws IOException {
    Start start = new Start(course, phase);
    Started started = start.withHers("./course start %d --mine".formatted(phase.number()));
    Phase from = start.phaseBefore();
    Terminal terminal = tool.terminal();
    new CarryReport(course, terminal).print(from, phase, started.carried().orElseThrow());
    Progress progress = new Progress(course);
    if (!progress.isGreen(from)) {
      Results results = progress.results(from);
      terminal.line("Phase %d is not green%s, and what is red there is red in phase %d too."
          .formatted(
              from.number(),
              results.tests().isEmpty()
                  ? " as far as is known"
                  : " (%d of %d tests)".formatted(results.passed(), from.tests()),
              phase.number()));
    }
    printEnd(course, phase, started);
    return CourseCommand.GREEN;
  }

  private int startWithOurs(Course course, Phase phase) throws IOException {
    Started started = new Start(course, phase)
        .withOurs("./course start %d --reference".formatted(phase.number()));
    List<Phase> before = course.before(phase);
    String answer = before.isEmpty()
        ? ""
        : ", with our answer to phase %d in it"
            .formatted(before.get(before.size() - 1).number());
    tool.terminal().line("Phase %d is as it was handed out%s.".formatted(phase.number(), answer));
    printEnd(course, phase, started);
    return CourseCommand.GREEN;
  }

  private void printEnd(Course course, Phase phase, Started started) {
    Terminal terminal = tool.terminal();
    if (!started.saved().isEmpty()) {
      terminal.line("What was in phase %d is saved in %s"
          .formatted(phase.number(), CourseCommand.names(course, started.saved())));
    }
    terminal.line(terminal.bold("next: ")
        + "read %s/README.md, then ./course test %d".formatted(phase.name(), phase.number()));
  }
}
