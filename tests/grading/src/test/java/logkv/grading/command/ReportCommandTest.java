package logkv.grading.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import logkv.course.command.CourseCommand;
import logkv.course.report.Terminal;
import logkv.grading.TinyCourse;
import logkv.grading.score.Grade;
import logkv.grading.score.GradeJson;
import logkv.grading.score.SampleGrades;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of a class that were graded apart come together. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReportCommandTest {
  @TempDir
  Path root;

  @BeforeEach
  void two_parts() throws IOException {
    TinyCourse.writtenTo(root);
    keep("part-1", SampleGrades.best("ada"));
    keep("part-2", SampleGrades.grade("bob", "10210"));
    keep("part-2", SampleGrades.best("ada"));
  }

  @Test
  void all_of_them_are_in_one_report_and_nobody_twice() throws IOException {
    assertThat(report("part-1", "part-2"))
        .startsWith("0: ")
        .contains("bob             6   22.5      0    28.5")
        .contains("2 submissions, median 64.2");

    assertThat(root.resolve("all/students/bob.html")).isRegularFile();
    assertThat(Files.readString(root.resolve("all/scores.csv"))).hasLineCount(3);
  }

  @Test
  void two_grades_of_one_student_are_not_mixed_up() throws IOException {
    keep("part-2", SampleGrades.grade("ada", "00000"));

    assertThat(report("part-1", "part-2"))
        .startsWith("2: course: ada has another grade in ")
        .endsWith("were both graded with the same --seed?\n");
    assertThat(root.resolve("all")).doesNotExist();
  }

  @Test
  void what_is_no_grade_and_no_result_is_named() throws IOException {
    Files.writeString(root.resolve("part-2/grades/bob.json"), "{}");

    assertThat(report("part-2")).startsWith("2: course: ").contains("bob.json: not a grade");
    assertThat(report("part-3")).startsWith("2: course: There is no ").contains("part-3");
  }

  private void keep(String part, Grade grade) throws IOException {
    Path file = root.resolve(part).resolve("grades").resolve(grade.student() + ".json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, GradeJson.write(grade));
  }

  private String report(String... parts) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, UTF_8);
    String[] arguments = new String[parts.length + 3];
    arguments[0] = "report";
    for (int i = 0; i < parts.length; i++) {
      arguments[i + 1] = root.resolve(parts[i]).toString();
    }
    arguments[parts.length + 1] = "--out";
    arguments[parts.length + 2] = root.resolve("all").toString();
    Terminal terminal = new Terminal(out, false, false, false, 100);
    int status = new CourseCommand(root, terminal, out, new ReportCommand()).execute(arguments);
    return status + ": " + said.toString(UTF_8).replace(System.lineSeparator(), "\n");
  }
}
