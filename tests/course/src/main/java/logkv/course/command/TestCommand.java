package logkv.course.command;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Phase;
import logkv.course.carry.Replacement;
import logkv.course.check.PhaseCheck;
import logkv.course.check.Verdict;
import logkv.course.report.RunningTests;
import logkv.course.report.Terminal;
import logkv.course.report.VerdictReport;
import logkv.course.run.RunOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ./course test N}: everything once, the slow tests of phase N too. */
@Command(
    name = "test",
    description =
        "Compile a phase, run its tests and those of the phases before it, of these without the"
            + " slow ones: the first failure in full, the others in a line each.",
    mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {
  @ParentCommand
  private CourseCommand tool;

  @Parameters(
      arity = "0..1",
      paramLabel = "N",
      description = "The phase; if you name none, the first one that is not green.")
  private String named;

  @Option(names = "--all", description = "Show every failure, however many there are.")
  private boolean everything;

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      description = "How long one test may run before it is stopped (default: ${DEFAULT-VALUE}).",
      defaultValue = "10")
  private int limit;

  @Override
  public Integer call() throws IOException {
    if (limit < 1) {
      throw new CourseException("--limit is a number of seconds, at least 1.");
    }
    Course course = tool.course();
    Phase phase = CurrentPhase.of(course, named);
    Terminal terminal = tool.terminal();
    try (PhaseCheck check = PhaseCheck.of(course, phase)) {
      RunOptions options = RunOptions.standard().withLimit(Duration.ofSeconds(limit));
      RunningTests running = new RunningTests(terminal);
      Verdict verdict = check.run(options.withListener(running));
      running.clear();
      new VerdictReport(course, phase, terminal, everything).print(verdict);
      Replacement.interrupted(course, phase).ifPresent(terminal::line);
      return verdict.isGreen() ? CourseCommand.GREEN : CourseCommand.RED;
    }
  }
}
