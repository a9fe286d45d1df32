package logkv.course.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.sun.source.util.JavacTask;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import logkv.course.CourseException;

/**
 * Compiles a folder of sources inside of this JVM, where the second time is much faster than the
 * first. Not for several threads at once.
 */
public final class Compiler {
  private static final int OLDEST_JAVA = 17;

  private final JavaCompiler javac;
  private final StandardJavaFileManager files;

  /**
   * @throws CourseException if this Java has no compiler
   */
  public Compiler() throws CourseException {
    javac = ToolProvider.getSystemJavaCompiler();
    if (javac == null) {
      throw new CourseException("This Java has no compiler: " + System.getProperty("java.home")
          + " is a JRE. Install a JDK, 17 or newer, and set JAVA_HOME to it.");
    }
    files = javac.getStandardFileManager(null, Locale.ENGLISH, UTF_8);
  }

  /**
   * Compiles all of {@code sources} into {@code output}, which afterwards holds that and nothing
   * else.
   */
  public Compiled compile(Path sources, List<Path> classPath, Path output) throws IOException {
    List<Path> javaFiles = javaFiles(sources);
    empty(output);
    if (javaFiles.isEmpty()) {
      return new Compiled(List.of(), "");
    }
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavacTask task = (JavacTask) javac.getTask(
        null,
        files,
        diagnostics,
        options(classPath, output),
        null,
        files.getJavaFileObjectsFromPaths(javaFiles));
    task.setLocale(Locale.ENGLISH);
    task.parse();
    Iterable<? extends Element> analyzed = task.analyze();
    List<CompileError> errors = errors(diagnostics);
    if (!errors.isEmpty()) {
      return new Compiled(errors, "");
    }
    String api = Api.of(analyzed);
    task.generate();
    return new Compiled(errors(diagnostics), api);
  }

  static List<Path> javaFiles(Path sources) throws IOException {
    if (!Files.isDirectory(sources)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(sources)) {
      return all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static List<String> options(List<Path> classPath, Path output) {
    List<String> options = new ArrayList<>(List.of("-proc:none", "-parameters", "-g", "-nowarn"));
    options.addAll(List.of("-Xlint:none", "-d", output.toString(), "-classpath"));
    options.add(classPath.stream().map(Path::toString).collect(joining(File.pathSeparator)));
    if (Runtime.version().feature() > OLDEST_JAVA) {
      // As Maven compiles; on 17 itself it means the same and costs time.
      options.addAll(List.of("--release", String.valueOf(OLDEST_JAVA)));
    }
    return options;
  }

  private static List<CompileError> errors(DiagnosticCollector<JavaFileObject> diagnostics) {
    return diagnostics.getDiagnostics().stream()
        .filter(found -> found.getKind() == Diagnostic.Kind.ERROR)
        .map(Compiler::error)
        .toList();
  }

  private static CompileError error(Diagnostic<? extends JavaFileObject> found) {
    Path file =
        found.getSource() == null ? Path.of("") : Path.of(found.getSource().toUri());
    return new CompileError(
        file, Math.max(1, found.getLineNumber()), found.getMessage(Locale.ENGLISH));
  }

  private static void empty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> inside;
      try (Stream<Path> all = Files.walk(folder)) {
        inside = all.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : inside) {
        Files.delete(file);
      }
    }
    Files.createDirectories(folder);
  }

  /**
   * What came of it.
   *
   * @param errors empty if and only if there are class files now
   * @param api what other code can see of these classes: if it is the same as before, code that was
   *     compiled against them need not be compiled again
   */
  public record Compiled(List<CompileError> errors, String api) {}
}
