package logkv.grading.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import logkv.course.command.CourseCommand;
import logkv.course.report.Terminal;
import logkv.grading.Prove;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ./course prove}: whether the course keeps what it promises. */
@Command(
    name = "prove",
    description = {
      "Run the tests of every phase on every later phase and on the wrong stores of the museum, and"
          + " check the rules of the course. Takes minutes.",
      "Exit status: 0 every rule is kept, 1 one is broken, 2 nothing could be checked."
    },
    mixinStandardHelpOptions = true)
final class ProveCommand implements Callable<Integer> {
  @ParentCommand
  private CourseCommand tool;

  @Option(
      names = "--pristine",
      description = "Every phase must still be what was handed out, as where it is maintained.")
  private boolean pristine;

  @Override
  public Integer call() throws IOException {
    Terminal terminal = tool.terminal();
    terminal.progress("running every suite on every later phase ...");
    Prove prove = Prove.of(tool.course().root(), pristine);
    terminal.progress("");
    prove.report().lines().forEach(terminal::line);
    return prove.holds() ? CourseCommand.GREEN : CourseCommand.RED;
  }
}
