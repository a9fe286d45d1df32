package logkv.course.command;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import logkv.course.Course;
import logkv.course.Phase;
import logkv.course.check.FolderWatch;
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

/** {@code ./course watch N}: the same as {@code test}, after every save, without the slow tests. */
@Command(
    name = "watch",
    description =
        "Compile and test a phase after every save, until Ctrl-C; without the slow tests.",
    mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {
  /** Shorter than in a test run, and the first stuck test ends it: one waits for it at the desk. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  @ParentCommand
  private CourseCommand tool;

  @Parameters(
      arity = "0..1",
      paramLabel = "N",
      description = "The phase; if you name none, the first one that is not green.")
  private String named;

  @Option(names = "--all", description = "Show every failure, however many there are.")
  private boolean everything;

  @Override
  public Integer call() throws IOException {
    Course course = tool.course();
    Phase phase = CurrentPhase.of(course, named);
    try (PhaseCheck check = PhaseCheck.of(course, phase);
        FolderWatch watch = FolderWatch.of(phase.folder())) {
      Runtime.getRuntime().addShutdownHook(new Thread(check::close));
      while (true) {
        show(course, check);
        watch.awaitChange();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CourseCommand.GREEN;
    }
  }

  private void show(Course course, PhaseCheck check) throws IOException {
    Terminal terminal = tool.terminal();
    RunningTests running = new RunningTests(terminal);
    long begin = System.nanoTime();
    RunOptions options =
        RunOptions.standard().withLimit(LIMIT).withLossesAllowed(0).withoutTag(RunOptions.SLOW);
    Verdict verdict = check.run(options.withListener(running));
    double seconds = (System.nanoTime() - begin) / 1e9;
    terminal.clear();
    new VerdictReport(course, check.phase(), terminal, everything).print(verdict);
    terminal.line(terminal.faint(
        "%.2f s; watching %s, Ctrl-C ends".formatted(seconds, check.phase().name())));
  }
}
