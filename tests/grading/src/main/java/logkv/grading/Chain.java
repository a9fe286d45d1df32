package logkv.grading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Phase;

/**
 * The modules of a course in the order in which one answers the other.
 *
 * <pre>
 *   phase-1-...    the skeleton of phase 1
 *   phase-2-...    the answer to phase 1, and the skeleton of phase 2
 *   ...
 *   solution       the answer to the last phase
 * </pre>
 *
 * <p>Whatever folder is called {@code phase-N-title} is a phase; nothing else says which there are.
 */
final class Chain {
  private final Course course;
  private final CourseModule solution;

  private Chain(Course course) {
    this.course = course;
    Phase last = course.phases().get(course.phases().size() - 1);
    this.solution = new CourseModule(course.answerTo(last));
  }

  /**
   * Returns the chain of the course in the folder {@code root}.
   *
   * @throws CourseException if there is no course, or a phase in it that nobody would notice
   */
  static Chain in(Path root) throws IOException {
    Course course = Course.at(root);
    try (Stream<Path> folders = Files.list(course.root())) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        boolean known = course.phases().stream().anyMatch(one -> one.folder().equals(folder));
        if (!known && folder.getFileName().toString().startsWith("phase-")) {
          throw new CourseException(
              folder + " is called like a phase and is none; it needs a phase.properties");
        }
      }
    }
    return new Chain(course);
  }

  /** Returns the chain of the course that {@code folder} lies in, however deep. */
  static Chain around(Path folder) throws IOException {
    Path root = folder.toAbsolutePath().normalize();
    while (root != null && !Files.isDirectory(root.resolve(".mvn"))) {
      root = root.getParent();
    }
    if (root == null) {
      throw new CourseException(folder.toAbsolutePath() + " does not lie in a course");
    }
    return in(root);
  }

  Course course() {
    return course;
  }

  Path root() {
    return course.root();
  }

  List<Phase> phases() {
    return course.phases();
  }

  /** The phases whose sources are still those that were handed out. */
  List<Phase> untouched() throws IOException {
    List<Phase> untouched = new ArrayList<>();
    for (Phase phase : course.phases()) {
      if (!phase.isBegun()) {
        untouched.add(phase);
      }
    }
    return untouched;
  }

  /** All modules that hold a store: the phases in their order, then the solution. */
  List<CourseModule> modules() {
    List<CourseModule> modules = new ArrayList<>();
    course.phases().forEach(phase -> modules.add(CourseModule.of(phase)));
    modules.add(solution);
    return modules;
  }

  CourseModule solution() {
    return solution;
  }

  /** The module that holds the answer to {@code phase}. */
  CourseModule answerTo(Phase phase) {
    return new CourseModule(course.answerTo(phase));
  }

  /** The modules that must be able to do what {@code phase} asks for, its answer first. */
  List<CourseModule> after(Phase phase) {
    return modules().subList(phases().indexOf(phase) + 1, phases().size() + 1);
  }

  Lectures lectures() {
    return new Lectures(root().resolve("lectures"));
  }

  /** Returns the name of {@code file} as a reader at the root of the course would write it. */
  String nameOf(Path file) {
    return course.nameOf(file);
  }
}
