package logkv.course.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Phase;
import logkv.course.Progress;
import logkv.course.Progress.Results;
import logkv.course.carry.Answer;
import logkv.course.report.DiffReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ./course diff N}: your answer and ours. */
@Command(
    name = "diff",
    description =
        "Show how our answer differs from yours, in the files with TODOs, once the phase is green.",
    mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
  @ParentCommand
  private CourseCommand tool;

  @Parameters(paramLabel = "N", description = "The phase.")
  private String named;

  @Option(names = "--give-up", description = "Show it although the phase is not green.")
  private boolean givenUp;

  @Override
  public Integer call() throws IOException {
    Course course = tool.course();
    Phase phase = course.phase(named);
    Answer.requireOneTo(course, phase);
    if (!givenUp) {
      requireGreen(course, phase);
    }
    new DiffReport(course, tool.terminal()).print(phase, Answer.to(course, phase));
    return CourseCommand.GREEN;
  }

  private static void requireGreen(Course course, Phase phase) throws IOException {
    Progress progress = new Progress(course);
    if (progress.isGreen(phase)) {
      return;
    }
    Results results = progress.results(phase);
    int all = Math.max(phase.tests(), results.tests().size());
    String what = results.tests().isEmpty()
        ? "is not tested yet: ./course test %1$d does it."
        : results.passed() == all
            ? "has changed since it was green: ./course test %1$d tests it again."
            : "is not green yet: " + results.passed() + " of " + all
                + " tests pass. ./course hint %1$d helps;";
    throw new CourseException(
        ("Phase %1$d " + what + " ./course diff %1$d --give-up shows our answer" + " anyway.")
            .formatted(phase.number()));
  }
}
