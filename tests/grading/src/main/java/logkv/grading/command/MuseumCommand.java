package logkv.grading.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import logkv.course.CourseException;
import logkv.course.command.CourseCommand;
import logkv.grading.museum.Attempt;
import logkv.grading.museum.Exhibit;
import logkv.grading.museum.Museum;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ./course museum}: the wrong stores, and somebody's own tests for them. */
@Command(
    name = "museum",
    description = {
      "Show the wrong stores that the tests of the course must catch: all of them, or one. And try a"
          + " test of your own: does it catch one, and leave the right store alone?",
      "Exit status: 0, or with --try 1 if the test does not catch it, 2 wrong usage."
    },
    mixinStandardHelpOptions = true)
final class MuseumCommand implements Callable<Integer> {
  @ParentCommand
  private CourseCommand tool;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "An exhibit, or its number.")
  private String named;

  @Option(names = "--answer", description = "Tell which tests of the course catch it.")
  private boolean answer;

  @Option(names = "--diff", description = "Show the mistake, as a change to the right store.")
  private boolean diff;

  @Option(
      names = "--try",
      paramLabel = "TEST.java",
      description = "Run this test on the right store and on the wrong one.")
  private Path test;

  @Override
  public Integer call() throws IOException {
    Museum museum = Museum.of(tool.course());
    MuseumReport report = new MuseumReport(museum, tool.terminal());
    if (named == null) {
      if (answer || diff || test != null) {
        throw new CourseException("Which one? ./course museum lists the exhibits.");
      }
      report.printAll();
      return CourseCommand.GREEN;
    }
    Exhibit exhibit = museum.exhibit(named);
    if (test != null) {
      return attempt(museum, exhibit, report);
    }
    report.print(exhibit);
    if (answer) {
      report.printAnswer(exhibit);
    }
    if (diff) {
      report.printDiff(exhibit);
    }
    return CourseCommand.GREEN;
  }

  private int attempt(Museum museum, Exhibit exhibit, MuseumReport report) throws IOException {
    if (museum.isBegun(exhibit)) {
      throw new CourseException(
          "%s is made from the answer to phase %d, and you have begun to change that. Try your test"
                  .formatted(exhibit, exhibit.phase().number())
              + " in a fresh copy of the course.");
    }
    Attempt attempt = Attempt.at(museum.course(), exhibit, test);
    report.print(exhibit, test, attempt);
    return attempt.result() == Attempt.Result.CATCHES ? CourseCommand.GREEN : CourseCommand.RED;
  }
}
