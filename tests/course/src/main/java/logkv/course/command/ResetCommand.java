package logkv.course.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import logkv.course.Course;
import logkv.course.Phase;
import logkv.course.carry.Start;
import logkv.course.carry.Start.Started;
import logkv.course.report.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ./course reset N}: back to the skeleton. */
@Command(
    name = "reset",
    description = "Save your work in a phase, then put its sources back as they were handed out.",
    mixinStandardHelpOptions = true)
final class ResetCommand implements Callable<Integer> {
  @ParentCommand
  private CourseCommand tool;

  @Parameters(paramLabel = "N", description = "The phase.")
  private String named;

  @Override
  public Integer call() throws IOException {
    Course course = tool.course();
    Phase phase = course.phase(named);
    int number = phase.number();
    Started started = new Start(course, phase).withOurs("./course reset " + number);
    Terminal terminal = tool.terminal();
    if (started.saved().isEmpty()) {
      terminal.line(
          "Phase %d is as it was handed out; there is nothing to reset.".formatted(number));
      return CourseCommand.GREEN;
    }
    terminal.line("Phase %d is as it was handed out again.".formatted(number));
    terminal.line("Your work is saved in " + CourseCommand.names(course, started.saved()));
    terminal.line(terminal.bold("next: ") + "./course watch " + number);
    return CourseCommand.GREEN;
  }
}
