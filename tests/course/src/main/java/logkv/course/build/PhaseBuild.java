package logkv.course.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Phase;
import logkv.course.build.Compiler.Compiled;
import logkv.course.run.Suite;
import logkv.course.run.ThisJvm;

/**
 * Compiles a phase, its tests, and the tests of earlier phases against its classes.
 *
 * <pre>
 *   phase-2-persistence/target/course/
 *     classes/                                the student's classes
 *     tests/phase-2-persistence/              tests, compiled against them
 *     tests/phase-1-inmemory/                 earlier tests, compiled against the same
 *     *.stamp, classes.api                    from what each was made
 * </pre>
 *
 * <p>Maven's own output lies elsewhere, so that the two do not get into each other's way. What has
 * not changed is not compiled again; tests are compiled again only if what they can see of the
 * classes has changed.
 */
public final class PhaseBuild {
  private static final List<Path> LIBRARIES = ThisJvm.classPath();

  private final Course course;
  private final Phase phase;
  private final Path output;
  private Compiler compiler;

  public PhaseBuild(Course course, Phase phase) {
    this.course = course;
    this.phase = phase;
    this.output = phase.folder().resolve("target").resolve("course");
  }

  /** What {@link #build} has made. */
  public record Built(Phase phase, Optional<Broken> broken, List<BuiltSuite> suites) {}

  /** The tests of {@code of}, ready to run against {@code classPath}. */
  public record BuiltSuite(Phase of, Suite suite, List<Path> classPath) {}

  /**
   * What did not compile: the phase's own sources, or the tests of some phase.
   *
   * @param testsOf empty if the sources did not compile
   */
  public record Broken(Optional<Phase> testsOf, List<CompileError> errors) {}

  /**
   * Compiles what has changed. The phase's own tests come first among the suites, then the others
   * from the first phase on.
   *
   * @throws CourseException if nothing can be written here
   */
  public Built build() throws IOException {
    try {
      Files.createDirectories(output);
      return compileAll();
    } catch (AccessDeniedException e) {
      throw cannotWrite();
    } catch (FileSystemException e) {
      throw String.valueOf(e.getReason()).contains("Read-only") ? cannotWrite() : e;
    }
  }

  private CourseException cannotWrite() {
    return new CourseException(
        "Cannot write to %s, where compiled classes go. Make the course writable, or copy it to a"
                .formatted(output)
            + " folder of your own.");
  }

  private Built compileAll() throws IOException {
    Path classes = output.resolve("classes");
    List<CompileError> errors = compileSources(classes);
    if (!errors.isEmpty()) {
      return new Built(phase, Optional.of(new Broken(Optional.empty(), errors)), List.of());
    }
    List<Phase> phases = new ArrayList<>();
    phases.add(phase);
    phases.addAll(course.before(phase));
    List<BuiltSuite> suites = new ArrayList<>();
    for (Phase of : phases) {
      Path tests = output.resolve("tests").resolve(of.name());
      errors = compileTests(of, classes, tests);
      if (!errors.isEmpty()) {
        return new Built(phase, Optional.of(new Broken(Optional.of(of), errors)), suites);
      }
      List<Path> classPath = List.of(classes, of.testResources(), course.testSettings());
      suites.add(new BuiltSuite(of, new Suite(of.name(), tests), classPath));
    }
    return new Built(phase, Optional.empty(), suites);
  }

  private List<CompileError> compileSources(Path classes) throws IOException {
    Stamp stamp = Stamp.of(
        output.resolve("classes.stamp"),
        phase.sources(),
        List.of(Runtime.version().toString()));
    if (stamp.isUpToDate()) {
      return List.of();
    }
    stamp.remove();
    Compiled compiled = compiler().compile(phase.sources(), List.of(), classes);
    if (compiled.errors().isEmpty()) {
      Files.writeString(api(), compiled.api());
      stamp.write();
    }
    return compiled.errors();
  }

  private List<CompileError> compileTests(Phase of, Path classes, Path tests) throws IOException {
    Stamp stamp = Stamp.of(output.resolve(of.name() + ".stamp"), of.testSources(), surroundings());
    if (stamp.isUpToDate()) {
      return List.of();
    }
    stamp.remove();
    List<Path> classPath = new ArrayList<>();
    classPath.add(classes);
    classPath.addAll(LIBRARIES);
    Compiled compiled = compiler().compile(of.testSources(), classPath, tests);
    if (compiled.errors().isEmpty()) {
      stamp.write();
    }
    return compiled.errors();
  }

  private Path api() {
    return output.resolve("classes.api");
  }

  private List<String> surroundings() throws IOException {
    List<String> surroundings = new ArrayList<>();
    surroundings.add(Runtime.version().toString());
    surroundings.add("%x".formatted(Stamp.crc(Files.readString(api()).getBytes(UTF_8))));
    for (Path library : LIBRARIES) {
      if (Files.exists(library)) {
        surroundings.add(library + " " + Files.getLastModifiedTime(library));
      }
    }
    return surroundings;
  }

  private Compiler compiler() throws IOException {
    if (compiler == null) {
      compiler = new Compiler();
    }
    return compiler;
  }
}
