package logkv.course.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import logkv.course.Course;
import logkv.course.Phase;
import logkv.course.Progress;
import logkv.course.carry.Replacement;
import logkv.course.report.StatusReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code ./course status}: the phases, and what to do next. */
@Command(
    name = "status",
    description = "Show the phases, how far you are, and what to do next.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @ParentCommand
  private CourseCommand tool;

  StatusCommand() {}

  StatusCommand(CourseCommand tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() throws IOException {
    Course course = tool.course();
    new StatusReport(course, new Progress(course), tool.terminal()).print();
    for (Phase phase : course.phases()) {
      Replacement.interrupted(course, phase).ifPresent(tool.terminal()::line);
    }
    return CourseCommand.GREEN;
  }
}
