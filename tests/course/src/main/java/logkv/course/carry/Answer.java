package logkv.course.carry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Phase;

/**
 * Our answer to a phase: the next phase as it was handed out, or the solution after the last one.
 *
 * @param where the folder in which it lies
 * @param files those that the student was to write
 */
public record Answer(String where, List<Pair> files) {

  public Answer {
    files = List.copyOf(files);
  }

  /**
   * A file in both versions.
   *
   * @param hers empty if she has none of that name
   */
  public record Pair(String file, Optional<String> hers, String ours) {}

  /**
   * Does nothing if it can be found.
   *
   * @throws CourseException if this copy of the course does not contain it
   */
  public static void requireOneTo(Course course, Phase phase) throws CourseException {
    if (!course.hasAnswerTo(phase)) {
      throw new CourseException("Our answer to phase %d is not part of this copy of the course."
          .formatted(phase.number()));
    }
  }

  /**
   * Finds it.
   *
   * @throws CourseException if this copy of the course does not contain it
   */
  public static Answer to(Course course, Phase phase) throws IOException {
    Skeletons skeletons = new Skeletons(course);
    SortedMap<String, String> ours;
    Path where;
    Optional<Phase> next = course.phases().stream()
        .filter(other -> other.number() > phase.number())
        .findFirst();
    if (next.isPresent()) {
      ours = skeletons.of(next.get());
      where = next.get().sources();
    } else {
      requireOneTo(course, phase);
      where = course.answerTo(phase).resolve("src/main/java");
      ours = Tree.readJava(where);
    }
    SortedMap<String, String> hers = Tree.readJava(phase.sources());
    String todo = "TODO(phase-" + phase.number() + ")";
    List<Pair> files = new ArrayList<>();
    for (Map.Entry<String, String> skeleton : skeletons.of(phase).entrySet()) {
      String file = skeleton.getKey();
      if (skeleton.getValue().contains(todo) && ours.containsKey(file)) {
        files.add(new Pair(file, Optional.ofNullable(hers.get(file)), ours.get(file)));
      }
    }
    return new Answer(course.nameOf(where), files);
  }
}
