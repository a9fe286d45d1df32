package logkv.grading.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import logkv.course.CourseException;
import logkv.course.command.CourseCommand;
import logkv.grading.report.Reports;
import logkv.grading.report.Visibility;
import logkv.grading.score.Grade;
import logkv.grading.score.GradeJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ./course report}: the reports of a class whose parts were graded on several machines. */
@Command(
    name = "report",
    description = {
      "Write the reports of all grades in RESULTS, the folders that ./course grade --out has written:"
          + " so the parts of a class come together that were graded on several machines.",
      "Exit status: 0 done, 2 wrong usage, or a grade cannot be read."
    },
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @ParentCommand
  private CourseCommand tool;

  @Parameters(arity = "1..*", paramLabel = "RESULTS", description = "Folders with grades.")
  private List<Path> folders;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "results",
      description = "Where the reports go (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--visibility",
      paramLabel = "WHEN",
      defaultValue = "AFTER_DUE_DATE",
      description =
          "When Gradescope shows what became of hidden promises: ${COMPLETION-CANDIDATES} (default:"
              + " ${DEFAULT-VALUE}).")
  private Visibility visibility;

  @Override
  public Integer call() throws IOException {
    Map<String, Grade> grades = new TreeMap<>();
    for (Path folder : folders) {
      for (Path file : gradesIn(folder)) {
        Grade grade = read(file);
        Grade other = grades.putIfAbsent(grade.student(), grade);
        if (other != null && !other.equals(grade)) {
          throw new CourseException(
              "%s has another grade in %s than in a folder before it; were both graded with the same"
                      .formatted(grade.student(), file)
                  + " --seed?");
        }
      }
    }
    Reports reports = new Reports(out, tool.course(), visibility);
    List<Grade> all = new ArrayList<>(grades.values());
    reports.writeAll(all);
    Reports.print(all, tool.terminal());
    tool.terminal().line("Read more in " + reports.index());
    return CourseCommand.GREEN;
  }

  private static List<Path> gradesIn(Path folder) throws IOException {
    Path grades = folder.resolve("grades");
    if (!Files.isDirectory(grades)) {
      throw new CourseException(
          "There is no %s; name a folder that ./course grade --out has written.".formatted(grades));
    }
    try (Stream<Path> inside = Files.list(grades)) {
      return inside.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static Grade read(Path file) throws IOException {
    try {
      return GradeJson.read(Files.readString(file));
    } catch (IOException e) {
      throw new CourseException(file + ": " + e.getMessage());
    }
  }
}
