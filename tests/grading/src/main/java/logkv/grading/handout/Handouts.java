package logkv.grading.handout;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import logkv.course.Course;
import logkv.course.CourseException;

/** Collects, checks and writes a handout. */
public final class Handouts {
  private Handouts() {}

  /**
   * Writes the phases up to {@code through} into {@code folder}.
   *
   * @param commit whether to commit it with git
   * @return how many files it has
   * @throws CourseException if an answer would be in it, or if the folder holds something else; then
   *     nothing was written
   */
  public static int write(Course course, int through, Path folder, boolean commit)
      throws IOException {
    if (folder.toAbsolutePath().normalize().startsWith(course.root())) {
      throw new CourseException(
          "%s lies in the course itself; name a folder elsewhere.".formatted(folder));
    }
    Handout handout = Handout.of(course, through);
    List<String> leaks = Leaks.in(handout, course);
    if (!leaks.isEmpty()) {
      throw new CourseException(
          "Nothing was written, because answers would be handed out: " + String.join("; ", leaks));
    }
    HandoutFolder written = new HandoutFolder(folder);
    written.write(handout);
    if (commit) {
      written.commit(through == 1 ? "Phase 1" : "Phases 1 to " + through);
    }
    return handout.files().size();
  }
}
