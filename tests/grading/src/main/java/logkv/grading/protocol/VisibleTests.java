package logkv.grading.protocol;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Phase;
import logkv.course.build.CompileError;
import logkv.course.build.Compiler;
import logkv.course.run.TestId;
import logkv.course.run.TestsHere;
import logkv.course.run.ThisJvm;
import logkv.grading.child.VisibleMain;

/**
 * The tests that students have, of a clean tree, compiled against the skeletons and ready to run with
 * any submission.
 *
 * <p>Those tagged as {@link VisibleMain#LEFT_OUT} says are not run.
 *
 * <pre>
 *   folder/lib/                   test framework
 *   folder/settings/              of the tests
 *   folder/phase-2-.../tests/     compiled when they are first needed
 * </pre>
 *
 * <p>Safe for several threads.
 */
public final class VisibleTests {
  private final Course course;
  private final Path folder;
  private final List<Path> classPath;
  private final Map<Integer, OfPhase> compiled = new HashMap<>();

  /**
   * The tests of a phase.
   *
   * @param folders of classes, the tests first
   * @param expected the names of the tests of each file
   */
  record OfPhase(List<Path> folders, SortedMap<String, Set<String>> expected) {
    int total() {
      return expected.values().stream().mapToInt(Set::size).sum();
    }
  }

  private VisibleTests(Course course, Path folder, List<Path> classPath) {
    this.course = course;
    this.folder = folder;
    this.classPath = classPath;
  }

  /**
   * @param folder which is empty, and which everybody can reach
   * @param own the class path of the child that runs them, without the test framework
   */
  public static VisibleTests in(Path folder, Course course, List<Path> own) throws IOException {
    List<Path> classPath = new ArrayList<>(own);
    Path libraries = Files.createDirectories(folder.resolve("lib"));
    for (Path library : ThisJvm.classPath()) {
      if (isOfOthers(library)) {
        Path copy = libraries.resolve(library.getFileName());
        Files.copy(library, copy);
        classPath.add(copy);
      }
    }
    Path settings = Files.createDirectories(folder.resolve("settings"));
    for (Path file : listed(course.testSettings())) {
      Files.copy(file, settings.resolve(file.getFileName()));
    }
    return new VisibleTests(course, folder, classPath);
  }

  private static List<Path> listed(Path folder) throws IOException {
    try (var inside = Files.list(folder)) {
      return inside.filter(Files::isRegularFile).toList();
    }
  }

  /** What is ours may be the grader with its hidden suites. */
  private static boolean isOfOthers(Path library) throws IOException {
    if (!library.toString().endsWith(".jar") || !Files.isRegularFile(library)) {
      return false;
    }
    try (JarFile jar = new JarFile(library.toFile())) {
      return jar.stream().noneMatch(entry -> entry.getName().startsWith("logkv/"));
    }
  }

  /** Of the child that runs them. */
  List<Path> classPath() {
    return classPath;
  }

  /** The folder in which all of them are. */
  Path folder() {
    return folder;
  }

  /**
   * Those of {@code phase}.
   *
   * @throws CourseException if the tree is not clean: a test does not compile, or there are not as many
   *     as there should be
   */
  synchronized OfPhase of(Phase phase) throws IOException {
    OfPhase tests = compiled.get(phase.number());
    if (tests == null) {
      tests = compile(phase);
      compiled.put(phase.number(), tests);
    }
    return tests;
  }

  private OfPhase compile(Phase phase) throws IOException {
    Path place = Files.createDirectories(folder.resolve(phase.name()));
    Path skeleton = place.resolve("skeleton");
    Path tests = place.resolve("tests");
    Compiler compiler = new Compiler();
    require(phase, compiler.compile(phase.sources(), List.of(tests), skeleton).errors());
    List<Path> all = new ArrayList<>(List.of(skeleton));
    all.addAll(classPath);
    require(phase, compiler.compile(phase.testSources(), all, tests).errors());
    Path settings = folder.resolve("settings");
    try (TestsHere here = new TestsHere(List.of(tests, skeleton, settings), VisibleMain.LEFT_OUT)) {
      TestsHere.Found found = here.find();
      if (found.all() != phase.tests()) {
        throw new CourseException("%s has %d tests, and its phase.properties says %d"
            .formatted(phase.name(), found.all(), phase.tests()));
      }
      return new OfPhase(
          List.of(tests, settings),
          found.toRun().stream()
              .collect(groupingBy(TestId::file, TreeMap::new, mapping(TestId::toString, toSet()))));
    }
  }

  private void require(Phase phase, List<CompileError> errors) throws CourseException {
    if (!errors.isEmpty()) {
      CompileError error = errors.get(0);
      throw new CourseException(
          "%s does not compile with its tests, so nothing can be graded: %s:%d: %s"
              .formatted(phase.name(), course.nameOf(error.file()), error.line(), error.message()));
    }
  }
}
