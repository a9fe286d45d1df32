package logkv.grading.museum;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Phase;
import logkv.course.build.CompileError;
import logkv.course.build.Compiler;
import logkv.course.run.ThisJvm;

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
    return store(course.nameOf(course.answerTo(phase)), Sources.right(course, phase));
  }

  /**
   * Compiles the wrong store of {@code exhibit} and returns the folder with its classes.
   *
   * @throws CourseException if the patch does not fit the answer, or what it makes does not compile
   */
  Path wrong(Exhibit exhibit) throws IOException {
    return store(course.nameOf(exhibit.patch()), Sources.wrong(course, exhibit));
  }

  /**
   * Compiles one test, and with it the helpers of the tests of {@code phase}.
   *
   * @param test the source
   * @param name where it lies below the root of its sources
   * @param classes the store that it tests
   * @throws CourseException if it does not compile, with the line
   */
  Path test(Phase phase, Path test, Path name, Path classes) throws IOException {
    Map<String, String> texts = Sources.in(phase.testSources());
    texts.keySet().removeIf(Workshop::isTest);
    texts.put(Sources.slashes(name), Files.readString(test));
    List<Path> classPath = new ArrayList<>(ThisJvm.classPath());
    classPath.add(classes);
    return compile(
        texts,
        classPath,
        error -> "%s:%d: %s"
            .formatted(error.file().getFileName(), error.line(), error.message().strip()));
  }

  /** Whether JUnit or jqwik would run it; a LogStoreUnderTest is a helper. */
  private static boolean isTest(String file) {
    return file.endsWith("Test.java") && !file.endsWith("UnderTest.java")
        || file.endsWith("Properties.java");
  }

  private Path store(String name, Map<String, String> texts) throws IOException {
    return compile(
        texts,
        List.of(),
        error -> "%s: does not compile: %s, line %d: %s"
            .formatted(
                name, error.file().getFileName(), error.line(), error.message().strip()));
  }

  private Path compile(
      Map<String, String> texts, List<Path> classPath, Function<CompileError, String> complaint)
      throws IOException {
    built++;
    Path sources = place.resolve(built + "-sources");
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Path file = sources.resolve(text.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.getValue());
    }
    Path classes = place.resolve(built + "-classes");
    List<CompileError> errors = compiler.compile(sources, classPath, classes).errors();
    if (!errors.isEmpty()) {
      throw new CourseException(complaint.apply(errors.get(0)));
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
