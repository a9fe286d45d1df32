package logkv.grading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The phases of a course, in the order a learner meets them, and its solution.
 *
 * <pre>
 *   phase-1-...    src/main/java   the skeleton of phase 1
 *   phase-2-...                    the answer to phase 1, and the skeleton of phase 2
 *   ...
 *   solution                       the answer to the last phase
 * </pre>
 *
 * <p>Whatever folder is called {@code phase-N-title} is a phase; nothing else says which there are.
 */
public final class Course {
  private final Path root;
  private final List<Phase> phases;
  private final CourseModule solution;

  private Course(Path root, List<Phase> phases) {
    this.root = root;
    this.phases = phases;
    this.solution = new CourseModule(root.resolve("solution"));
  }

  /**
   * Returns the course in the folder {@code root}.
   *
   * @throws IllegalArgumentException if there is no phase in it
   */
  public static Course in(Path root) throws IOException {
    List<Phase> phases = new ArrayList<>();
    try (Stream<Path> folders = Files.list(root)) {
      for (Path folder : (Iterable<Path>) folders::iterator) {
        Phase.in(folder).ifPresent(phases::add);
      }
    }
    if (phases.isEmpty()) {
      throw new IllegalArgumentException(root + " has no folder phase-1-..., so it is no course");
    }
    phases.sort(Comparator.comparingInt(Phase::number));
    return new Course(root, List.copyOf(phases));
  }

  /** Returns the course that {@code folder} lies in, however deep. */
  public static Course around(Path folder) throws IOException {
    Path root = folder.toAbsolutePath().normalize();
    while (root != null && !Files.isDirectory(root.resolve(".mvn"))) {
      root = root.getParent();
    }
    if (root == null) {
      throw new IllegalArgumentException(folder + " does not lie in a course");
    }
    return in(root);
  }

  public Path root() {
    return root;
  }

  public List<Phase> phases() {
    return phases;
  }

  /** The phases whose sources are still those that were handed out. */
  public List<Phase> untouched() throws IOException {
    List<Phase> untouched = new ArrayList<>();
    for (Phase phase : phases) {
      if (!phase.begun()) {
        untouched.add(phase);
      }
    }
    return untouched;
  }

  /** All modules that hold a store: the phases in their order, then the solution. */
  public List<CourseModule> modules() {
    List<CourseModule> modules = new ArrayList<>();
    phases.forEach(phase -> modules.add(phase.module()));
    modules.add(solution);
    return modules;
  }

  public CourseModule solution() {
    return solution;
  }

  Lectures lectures() {
    return new Lectures(root.resolve("lectures"));
  }

  /** The modules that must be able to do what {@code phase} asks for, the nearest first. */
  public List<CourseModule> after(Phase phase) {
    return modules().subList(phases.indexOf(phase) + 1, phases.size() + 1);
  }

  /** The phase whose skeleton {@code module} is, or empty for the solution. */
  Optional<Phase> phaseOf(CourseModule module) {
    return phases.stream().filter(phase -> phase.module().equals(module)).findFirst();
  }

  /** Returns the name of {@code file} as a reader at the root of the course would write it. */
  String nameOf(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }
}
