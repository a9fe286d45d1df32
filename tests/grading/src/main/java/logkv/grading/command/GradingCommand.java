package logkv.grading.command;

import java.nio.file.Path;
import logkv.course.command.CourseCommand;
import logkv.course.report.Terminal;

/**
 * The students' tool with the commands that need the instructors' part. {@code ./course} starts this
 * one for them, so that all the others need not wait for it to be built.
 */
public final class GradingCommand {
  private GradingCommand() {}

  public static void main(String[] arguments) {
    Path root = Path.of(System.getProperty("logkv.course.root", ""));
    Terminal terminal = Terminal.ofThisProcess();
    System.exit(new CourseCommand(
            root,
            terminal,
            System.err,
            new MuseumCommand(),
            new ProveCommand(),
            new HandoutCommand(),
            new NotesCommand(),
            new SimilarCommand(),
            new GradeCommand(),
            new ReportCommand())
        .execute(arguments));
  }
}
