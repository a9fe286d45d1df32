package logkv.grading.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import logkv.course.Course;
import logkv.course.command.CourseCommand;
import logkv.course.report.Terminal;
import logkv.grading.handout.Handouts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ./course handout}: a repository for students. */
@Command(
    name = "handout",
    description = {
      "Write a repository for students: the phases up to one as skeletons, with all that runs their"
          + " tests; no answer to that phase or a later one, nothing of the grader.",
      "Over an earlier handout it adds what is new and keeps what you have added yourself.",
      "Exit status: 0 done, 2 it could not be done, and nothing was written."
    },
    mixinStandardHelpOptions = true)
final class HandoutCommand implements Callable<Integer> {
  @ParentCommand
  private CourseCommand tool;

  @Option(
      names = "--through",
      paramLabel = "N",
      required = true,
      description = "The last phase in it.")
  private int through;

  @Option(names = "--git", description = "Commit it, in a new repository if there is none.")
  private boolean git;

  @Parameters(paramLabel = "FOLDER", description = "A new folder, or one with an earlier handout.")
  private Path folder;

  @Override
  public Integer call() throws IOException {
    Course course = tool.course();
    int files = Handouts.write(course, through, folder, git);
    Terminal terminal = tool.terminal();
    terminal.line("%s has phases 1 to %d: %d files, and no answer to phase %d or a later one."
        .formatted(folder, through, files, through));
    terminal.line(terminal.bold("next: ")
        + "./mvnw verify in it is green, then publish it; students begin with ./course");
    return CourseCommand.GREEN;
  }
}
