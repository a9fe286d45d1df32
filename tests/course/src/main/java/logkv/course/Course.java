package logkv.course;

import static java.util.Comparator.comparing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The repository: a folder with phases in it.
 *
 * @param root an absolute path
 * @param phases in their order, at least one
 */
public record Course(Path root, List<Phase> phases) {

  public Course {
    phases = List.copyOf(phases);
  }

  /** Reads what there is in {@code root}: every folder called {@code phase-N-title} is a phase. */
  public static Course at(Path root) throws IOException {
    Path absolute = root.toAbsolutePath().normalize();
    List<Phase> phases = new ArrayList<>();
    try (Stream<Path> inside = Files.list(absolute)) {
      for (Path folder : inside.filter(Phase::isPhase).toList()) {
        phases.add(Phase.at(folder));
      }
    }
    if (phases.isEmpty()) {
      throw new CourseException("There are no phases in " + absolute + "; is this the course?");
    }
    phases.sort(comparing(Phase::number));
    return new Course(absolute, phases);
  }

  /** Finds the phase that somebody typed: {@code "2"}, {@code "phase-2-persistence"}, with a slash. */
  public Phase phase(String typed) throws CourseException {
    String name = typed.replaceFirst("[/\\\\]+$", "").replaceFirst(".*[/\\\\]", "");
    for (Phase phase : phases) {
      if (name.equals(String.valueOf(phase.number())) || name.equals(phase.name())) {
        return phase;
      }
    }
    throw new CourseException("There is no phase %s; %s.".formatted(typed, whichThereAre()));
  }

  /** The phases before {@code phase}, whose tests must stay green in it. */
  public List<Phase> before(Phase phase) {
    return phases.stream().filter(other -> other.number() < phase.number()).toList();
  }

  /**
   * The folder of the module that holds the answer to {@code phase}: the next phase, or the solution.
   */
  public Path answerTo(Phase phase) {
    int next = phases.indexOf(phase) + 1;
    return next < phases.size() ? phases.get(next).folder() : root.resolve("solution");
  }

  /** Whether this copy of the course contains our answer to {@code phase}. */
  public boolean hasAnswerTo(Phase phase) {
    return Files.isDirectory(answerTo(phase).resolve("src/main/java"));
  }

  /** The settings that every test of the course runs with. */
  public Path testSettings() {
    return root.resolve("tests").resolve("settings");
  }

  /** How messages name a file: from the root, with slashes. */
  public String nameOf(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    String name =
        absolute.startsWith(root) ? root.relativize(absolute).toString() : file.toString();
    return name.replace('\\', '/');
  }

  private String whichThereAre() {
    int first = phases.get(0).number();
    int last = phases.get(phases.size() - 1).number();
    if (phases.size() == 1) {
      return "the only one is " + first;
    }
    return last - first == phases.size() - 1
        ? "phases are %d to %d".formatted(first, last)
        : "phases are "
            + phases.stream()
                .map(p -> String.valueOf(p.number()))
                .collect(Collectors.joining(", "));
  }
}
