package logkv.grading.museum;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Phase;

/** The sources of right and of wrong stores: texts by names as in {@code logkv/log/LogFile.java}. */
public final class Sources {
  private Sources() {}

  /**
   * The answer to {@code phase}. A solution holds more than the answer: of it only the packages that
   * phases have.
   */
  public static SortedMap<String, String> right(Course course, Phase phase) throws IOException {
    SortedMap<String, String> texts = in(course.answerTo(phase).resolve("src/main/java"));
    Path last = course.phases().get(course.phases().size() - 1).sources();
    texts.keySet().removeIf(name -> !Files.isDirectory(last.resolve(name).getParent()));
    return texts;
  }

  /**
   * The wrong store of {@code exhibit}.
   *
   * @throws CourseException if its patch is not there or does not fit the answer
   */
  public static SortedMap<String, String> wrong(Course course, Exhibit exhibit) throws IOException {
    String name = course.nameOf(exhibit.patch());
    if (!Files.isRegularFile(exhibit.patch())) {
      throw new CourseException(name + ": is missing; an exhibit needs it");
    }
    Map<String, String> right = right(course, exhibit.phase());
    return new TreeMap<>(Patch.parse(name, exhibit.diff()).applyTo(right));
  }

  /** All sources below {@code folder}. */
  public static SortedMap<String, String> in(Path folder) throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(one -> one.toString().endsWith(".java")).toList();
    }
    for (Path file : files) {
      texts.put(slashes(folder.relativize(file)), Files.readString(file));
    }
    return texts;
  }

  static String slashes(Path name) {
    return name.toString().replace('\\', '/');
  }
}
