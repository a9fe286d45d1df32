package logkv.course.command;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Hints;
import logkv.course.Hints.Step;
import logkv.course.Phase;
import logkv.course.Progress;
import logkv.course.report.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ./course hint N}: with every call one hint more about the step you are at. */
@Command(
    name = "hint",
    description =
        "Show a hint about the step you are at: first a nudge, next time an approach, then the"
            + " shape of the code.",
    mixinStandardHelpOptions = true)
final class HintCommand implements Callable<Integer> {
  private static final String[] KINDS = {"a nudge", "an approach", "the shape of the code"};

  @ParentCommand
  private CourseCommand tool;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "N",
      description = "The phase; if you name none, the first one that is not green.")
  private String named;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "STEP",
      description = "A step, as in LogFile.append; otherwise the one the last test run stopped at.")
  private String stepNamed;

  @Option(names = "--level", paramLabel = "K", description = "Show hint K of 1 to 3.")
  private Integer level;

  @Override
  public Integer call() throws IOException {
    Course course = tool.course();
    Phase phase = CurrentPhase.of(course, named);
    Hints hints = Hints.read(phase.hints(), course.nameOf(phase.hints()));
    Progress progress = new Progress(course);
    if (stepNamed == null && progress.isGreen(phase)) {
      tool.terminal()
          .line(
              "Phase %d is done: all its tests are green. ./course hint %1$d STEP shows a hint anyway."
                  .formatted(phase.number()));
      return CourseCommand.GREEN;
    }
    Step step = step(hints, phase, progress);
    int shown = progress.hintsShown(phase, step.name());
    int now = level == null ? Math.min(shown + 1, Hints.LEVELS) : level;
    if (now < 1 || now > Hints.LEVELS) {
      throw new CourseException("There is no hint %d; every step has 3.".formatted(now));
    }
    print(phase, step, now);
    progress.saveHintsShown(phase, step.name(), Math.max(shown, now));
    return CourseCommand.GREEN;
  }

  private Step step(Hints hints, Phase phase, Progress progress) throws CourseException {
    if (stepNamed != null) {
      return hints
          .step(stepNamed)
          .orElseThrow(() -> new CourseException("Phase %d has no step %s; its steps are %s."
              .formatted(
                  phase.number(),
                  stepNamed,
                  hints.steps().stream().map(Step::name).collect(joining(", ")))));
    }
    Optional<Step> current = progress.results(phase).firstOpenStep().flatMap(hints::step);
    return current.orElse(hints.steps().get(0));
  }

  private void print(Phase phase, Step step, int now) {
    Terminal terminal = tool.terminal();
    terminal.line("%s, hint %d of %d: %s"
        .formatted(terminal.bold(step.name()), now, Hints.LEVELS, KINDS[now - 1]));
    terminal.line();
    for (String line : step.levels().get(now - 1).split("\n", -1)) {
      terminal.line(line.isEmpty() ? "" : "  " + line);
    }
    terminal.line();
    String again = "./course hint " + phase.number() + (stepNamed == null ? "" : " " + step.name());
    terminal.line(
        now < Hints.LEVELS
            ? "%s says more; it is explained in %s".formatted(again, step.lecture())
            : "That was the last hint; it is explained in full in %s".formatted(step.lecture()));
  }
}
