package logkv.grading.report;

import static java.util.Comparator.comparing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import logkv.course.Course;
import logkv.course.report.Terminal;
import logkv.grading.score.Grade;

/**
 * Writes the reports into a folder. Each file is there as a whole or as it was before, and the same
 * grades give the same files, byte by byte.
 *
 * <p>Students of different names write to different files, so several threads may write them at once.
 */
public final class Reports {
  static final String STUDENTS = "students";

  private final Path folder;
  private final PhaseTitles titles;
  private final Visibility visibility;

  /**
   * @param folder is made if it is not there
   * @param visibility of what Gradescope is told about promises
   */
  public Reports(Path folder, Course course, Visibility visibility) {
    this(folder, PhaseTitles.of(course), visibility);
  }

  Reports(Path folder, PhaseTitles titles, Visibility visibility) {
    this.folder = folder;
    this.titles = titles;
    this.visibility = visibility;
  }

  private Path file(String student, String ending) {
    return folder.resolve(STUDENTS).resolve(FileName.of(student) + ending);
  }

  /** Writes all that is about one student. */
  public void write(Grade grade) throws IOException {
    String student = grade.student();
    write(file(student, ".html"), StudentPage.of(grade, titles));
    write(file(student, ".md"), StudentMarkdown.of(grade, titles));
    write(file(student, ".junit.xml"), JUnitXml.of(grade, titles));
    write(file(student, ".gradescope.json"), GradescopeJson.of(grade, titles, visibility));
  }

  /** Writes everything about everyone. */
  public void writeAll(List<Grade> grades) throws IOException {
    for (Grade grade : grades) {
      write(grade);
    }
    writeClass(grades);
  }

  /** Where a reader begins. */
  public Path index() {
    return folder.resolve("index.html");
  }

  /** Writes what is about the class: the page and the tables. */
  public void writeClass(List<Grade> grades) throws IOException {
    List<Grade> sorted = sorted(grades);
    write(folder.resolve("scores.csv"), Csv.scores(sorted));
    write(folder.resolve("promises.csv"), Csv.promises(sorted));
    write(index(), ClassPage.of(sorted, titles));
  }

  /** Shows the scores as a table. */
  public static void print(List<Grade> grades, Terminal terminal) {
    new ScoreTable(terminal).print(sorted(grades));
  }

  private static List<Grade> sorted(List<Grade> grades) {
    return grades.stream().sorted(comparing(Grade::student)).toList();
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.writeString(unfinished, text);
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
