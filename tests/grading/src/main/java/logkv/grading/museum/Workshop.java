package logkv.grading.museum;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Phase;
import logkv.course.build.CompileError;
import logkv.course.build.Compiler;

/**
 * Where stores are built: the right one of a phase, and the wrong one of an exhibit.
 *
 * <p>Needs nothing that Maven has made, only sources. Not for several threads at once.
 */
final class Workshop implements AutoCloseable {
  private final Course course;
  private final Compiler compiler = new Compiler();
  private final Path place = Files.createTempDirectory("logkv-museum");
  private int built;

  Workshop(Course course) throws IOException {
    this.course = course;
  }

  /** A folder in which tests may run; it goes with the workshop. */
  Path place() {
    return place;
  }

  /** Compiles the answer to {@code phase} and returns the folder with its classes. */
  Path right(Phase phase) throws IOException {
    return build(course.nameOf(course.answerTo(phase)), answer(phase));
  }

  /**
   * Compiles the wrong store of {@code exhibit} and returns the folder with its classes.
   *
   * @throws CourseException if the patch does not fit the answer, or what it makes does not compile
   */
  Path wrong(Exhibit exhibit) throws IOException {
    String name = course.nameOf(exhibit.patch());
    if (!Files.isRegularFile(exhibit.patch())) {
      throw new CourseException(name + ": is missing; an exhibit needs it");
    }
    Patch patch = Patch.parse(name, exhibit.diff());
    return build(name, patch.applyTo(answer(exhibit.phase())));
  }

  /**
   * What the files of the answer say, by their names. A solution holds more than the answer: of it
   * only the packages that the phase has.
   */
  private Map<String, String> answer(Phase phase) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    Path sources = course.answerTo(phase).resolve("src/main/java");
    try (Stream<Path> all = Files.walk(sources)) {
      for (Path file : all.filter(one -> one.toString().endsWith(".java")).toList()) {
        Path name = sources.relativize(file);
        if (Files.isDirectory(phase.sources().resolve(name).getParent())) {
          texts.put(name.toString().replace('\\', '/'), Files.readString(file));
        }
      }
    }
    return texts;
  }

  private Path build(String name, Map<String, String> texts) throws IOException {
    built++;
    Path sources = place.resolve(built + "-sources");
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Path file = sources.resolve(text.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.getValue());
    }
    Path classes = place.resolve(built + "-classes");
    List<CompileError> errors = compiler.compile(sources, List.of(), classes).errors();
    if (!errors.isEmpty()) {
      CompileError first = errors.get(0);
      throw new CourseException("%s: does not compile: %s, line %d: %s"
          .formatted(
              name, first.file().getFileName(), first.line(), first.message().strip()));
    }
    return classes;
  }

  /** Deletes everything that was built. */
  @Override
  public void close() throws IOException {
    List<Path> inside;
    try (Stream<Path> all = Files.walk(place)) {
      inside = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : inside) {
      Files.deleteIfExists(file);
    }
  }
}
