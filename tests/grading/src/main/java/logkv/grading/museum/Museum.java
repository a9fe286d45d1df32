package logkv.grading.museum;

import static java.util.Comparator.comparing;

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
 * All wrong stores, by phases and in these by their names. Each has a number, counted from 1 through
 * all phases, that changes when an exhibit is added before it; names stay.
 *
 * @param exhibits in the order of their numbers
 */
public record Museum(Course course, List<Exhibit> exhibits) {
  private static final String FOLDER = "tests/grading/museum";
  private static final String ANNEX = "tests/grading/annex";

  public Museum {
    exhibits = List.copyOf(exhibits);
  }

  /**
   * Reads every folder of {@value #FOLDER}; a course without it has an empty museum.
   *
   * @throws CourseException if an exhibit is not what it should be, with file and line
   */
  public static Museum of(Course course) throws IOException {
    return new Museum(course, in(course, FOLDER));
  }

  /**
   * Wrong stores that the tests of their phase let through. Their {@code caught.by} names a promise of
   * the rubric, and their {@code message} stands in its story. Students do not meet them.
   */
  public static Museum annex(Course course) throws IOException {
    return new Museum(course, in(course, ANNEX));
  }

  private static List<Exhibit> in(Course course, String name) throws IOException {
    Path folder = course.root().resolve(name);
    List<Exhibit> exhibits = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> inside = Files.list(folder)) {
        for (Path one : inside.filter(Files::isDirectory).toList()) {
          exhibits.add(Exhibit.in(one, course));
        }
      }
    }
    exhibits.sort(comparing((Exhibit one) -> one.phase().number()).thenComparing(Exhibit::name));
    return exhibits;
  }

  /**
   * Whether somebody has begun to change the sources from which {@code exhibit} is made. Then nothing
   * can be said about it.
   */
  public boolean isBegun(Exhibit exhibit) throws IOException {
    Path answer = course.answerTo(exhibit.phase());
    for (Phase phase : course.phases()) {
      if (phase.folder().equals(answer)) {
        return phase.isBegun();
      }
    }
    return false;
  }

  /** Counted from 1. */
  public int numberOf(Exhibit exhibit) {
    return exhibits.indexOf(exhibit) + 1;
  }

  /** Finds the exhibit that somebody typed, by its name or its number. */
  public Exhibit exhibit(String typed) throws CourseException {
    for (Exhibit exhibit : exhibits) {
      if (typed.equals(exhibit.name()) || typed.equals(String.valueOf(numberOf(exhibit)))) {
        return exhibit;
      }
    }
    throw new CourseException("The museum has no %s; ./course museum lists its %d exhibits."
        .formatted(typed, exhibits.size()));
  }
}
