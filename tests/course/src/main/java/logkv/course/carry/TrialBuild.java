package logkv.course.carry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import logkv.course.Course;
import logkv.course.Phase;
import logkv.course.build.CompileError;
import logkv.course.build.Compiler;
import logkv.course.carry.Carrying.Errors;
import logkv.course.run.ThisJvm;

/** Compiles sources that are not in their phase yet, and the tests that will run against them. */
final class TrialBuild implements Carrying.Trial, AutoCloseable {
  private final Course course;
  private final Phase phase;
  private final Path folder;
  private final Path sources;
  private final Path classes;
  private final Compiler compiler = new Compiler();

  TrialBuild(Course course, Phase phase) throws IOException {
    this.course = course;
    this.phase = phase;
    this.folder = phase.folder().resolve("target").resolve("course").resolve("trial");
    this.sources = folder.resolve("sources");
    this.classes = folder.resolve("classes");
  }

  @Override
  public Errors errors(SortedMap<String, String> texts) throws IOException {
    Tree.delete(sources);
    Tree.writeNew(sources, texts);
    List<CompileError> errors = compiler.compile(sources, List.of(), classes).errors();
    return errors.isEmpty() ? errorsOfTests() : new Errors(false, words(errors));
  }

  private Errors errorsOfTests() throws IOException {
    List<Path> classPath = new ArrayList<>();
    classPath.add(classes);
    classPath.addAll(ThisJvm.classPath());
    List<Phase> phases = new ArrayList<>(course.before(phase));
    phases.add(phase);
    List<String> errors = new ArrayList<>();
    for (Phase of : phases) {
      errors.addAll(words(
          compiler.compile(of.testSources(), classPath, folder.resolve("tests")).errors()));
    }
    return new Errors(true, errors);
  }

  private List<String> words(List<CompileError> errors) {
    return errors.stream().map(this::words).toList();
  }

  private String words(CompileError error) {
    String file = error.file().startsWith(sources)
        ? sources.relativize(error.file()).toString().replace('\\', '/')
        : course.nameOf(error.file());
    String message = error
        .message()
        .lines()
        .map(String::strip)
        .reduce("", (all, line) -> all.isEmpty() ? line : all + ", " + line);
    return "%s:%d: %s".formatted(file, error.line(), message);
  }

  @Override
  public void close() throws IOException {
    Tree.delete(folder);
  }
}
