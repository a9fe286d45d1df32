package logkv.course.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Predictions;
import logkv.course.Predictions.Question;
import logkv.course.report.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ./course predict N}: what will be on the disk? Asked before the code is written. */
@Command(
    name = "predict",
    description = {
      "Ask a few questions about what will be on the disk, before you write code. Type an answer and"
          + " press Enter; an empty line means that you do not know. Answers may come from a pipe, one"
          + " on each line.",
      "Exit status: 0 every prediction was right, 1 one was not, 2 wrong usage."
    },
    mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {
  @ParentCommand
  private CourseCommand tool;

  @Parameters(
      arity = "0..1",
      paramLabel = "N",
      description = "The phase, or the chapter after the last phase; if you name none, the first"
          + " phase that is not green.")
  private String named;

  @Override
  public Integer call() throws IOException {
    Course course = tool.course();
    int number = number(course);
    Path file = Predictions.file(course, number);
    if (!Files.isRegularFile(file)) {
      throw new CourseException(
          "There is nothing to predict for %d in this copy of the course.".formatted(number));
    }
    Predictions predictions = Predictions.read(file, course.nameOf(file));
    BufferedReader answers =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    int all = predictions.questions().size();
    int right = 0;
    for (int i = 0; i < all; i++) {
      Terminal terminal = tool.terminal();
      terminal.line(terminal.bold("%d of %d".formatted(i + 1, all)));
      Question question = predictions.questions().get(i);
      indented(question.text());
      String answer = answers.readLine();
      if (answer == null) {
        terminal.line();
        terminal.line(
            "That was the last answer, and %d of %d are left; ./course predict %d asks again."
                .formatted(all - i, all, number));
        return CourseCommand.RED;
      }
      right += judge(question, answer) ? 1 : 0;
    }
    tool.terminal().line("%d of %d predicted.".formatted(right, all));
    return right == all ? CourseCommand.GREEN : CourseCommand.RED;
  }

  /** Chapters go on behind the phases. */
  private int number(Course course) throws IOException {
    boolean chapter = named != null && named.matches("[0-9]{1,2}");
    return chapter ? Integer.parseInt(named) : CurrentPhase.of(course, named).number();
  }

  private boolean judge(Question question, String answer) {
    Terminal terminal = tool.terminal();
    boolean right = question.isAnsweredBy(answer);
    String shown = question.answers().get(0);
    if (right) {
      terminal.line("  " + terminal.green(terminal.tick()) + " " + shown);
    } else if (answer.isBlank()) {
      terminal.line("  " + shown);
    } else {
      terminal.line("  %s not %s, but %s"
          .formatted(terminal.red(terminal.cross()), terminal.cut(answer, 40), shown));
    }
    indented(question.why());
    terminal.line();
    return right;
  }

  private void indented(String text) {
    text.lines().forEach(line -> tool.terminal().line(("  " + line).stripTrailing()));
  }
}
