package logkv.grading.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import logkv.course.Phase;
import logkv.course.submission.Printable;
import logkv.course.submission.Whitelist;
import logkv.grading.child.CompileMain;
import logkv.grading.child.Wire;
import logkv.grading.sandbox.Cell;
import logkv.grading.sandbox.Child;
import logkv.grading.sandbox.Limits;

/**
 * Compiles the phases of one submission, and the adapter against each, in a child that runs javac and
 * nothing of the submission.
 *
 * <pre>
 *   cell/sources/phase-2-persistence/     written by the grader, as the whitelist took them
 *   cell/built/phase-2-persistence/       classes, by javac
 *   cell/built/phase-2-persistence.adapter/
 * </pre>
 *
 * <p>Used by one thread.
 */
public final class Compiling implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MOST_CHARACTERS = 200_000;

  private final Cell cell;
  private final Surroundings surroundings;
  private final Whitelist whitelist;
  private final Path sources;
  private final Path built;
  private Child child;

  public Compiling(Cell cell, Surroundings surroundings, Whitelist whitelist) throws IOException {
    this.cell = cell;
    this.surroundings = surroundings;
    this.whitelist = whitelist;
    this.sources = Files.createDirectories(cell.folder().resolve("sources"));
    this.built = cell.openFolder("built");
  }

  /**
   * What came of it.
   *
   * @param errors lines; empty if and only if {@code classes} may be run
   * @param classes the folder with the submission's classes, and that with the adapter
   */
  public record Built(List<String> errors, List<Path> classes) {}

  /**
   * Compiles {@code texts}.
   *
   * @param texts by names that the whitelist has taken
   */
  public Built compile(Phase phase, SortedMap<String, String> texts) throws IOException {
    Path from = sources.resolve(phase.name());
    for (Map.Entry<String, String> text : texts.entrySet()) {
      write(from.resolve(text.getKey()), text.getValue());
    }
    Path classes = built.resolve(phase.name());
    // The class path is a folder without classes: an empty one would mean the current folder.
    List<String> errors = new ArrayList<>();
    for (Error error : javac(from, List.of(from), classes)) {
      errors.add("%s/src/main/java/%s:%s: %s"
          .formatted(phase.name(), error.file(), error.line(), error.words()));
    }
    if (errors.isEmpty()) {
      errors.addAll(whitelist.strangers(phase, classes));
    }
    return errors.isEmpty() ? withAdapter(phase, classes) : new Built(errors, List.of());
  }

  private Built withAdapter(Phase phase, Path classes) throws IOException {
    Path from = sources.resolve(phase.name() + ".adapter");
    write(from.resolve(Adapter.FILE), Adapter.source(phase.number()));
    Path adapter = built.resolve(phase.name() + ".adapter");
    List<Path> classPath = List.of(classes, surroundings.store().get(0));
    List<String> errors = new ArrayList<>();
    for (Error error : javac(from, classPath, adapter)) {
      errors.add("The store cannot be called as the tests call it: " + error.words());
    }
    return new Built(errors, List.of(classes, adapter));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private record Error(String file, String line, String words) {}

  private List<Error> javac(Path from, List<Path> classPath, Path classes) throws IOException {
    try {
      start();
      child.asked(PATIENCE);
      Wire.writeText(child.out(), from.toString());
      Wire.writeTexts(child.out(), classPath.stream().map(Path::toString).toList());
      Wire.writeText(child.out(), classes.toString());
      child.out().flush();
      List<String> words = Wire.readTexts(child.in(), MOST_CHARACTERS);
      child.answered();
      return errors(words);
    } catch (IOException e) {
      child.kill();
      String why = child
          .stoppedBecause()
          .map(sentence -> "javac was stopped: " + sentence)
          .orElse("javac ended before it was done.");
      return List.of(new Error("", "1", why));
    }
  }

  private static List<Error> errors(List<String> words) throws IOException {
    if (words.size() % 3 != 0) {
      throw new IOException("not a list of errors");
    }
    List<Error> errors = new ArrayList<>();
    for (int i = 0; i < words.size(); i += 3) {
      String message =
          String.join(", ", words.get(i + 2).lines().map(String::strip).toList());
      errors.add(
          new Error(Printable.of(words.get(i)), words.get(i + 1), Printable.of(message, 500)));
    }
    return errors;
  }

  private void start() throws IOException {
    if (child != null && child.isAlive()) {
      return;
    }
    child = cell.start(
        Limits.COMPILER,
        surroundings.compiler(),
        List.of(sources),
        built,
        CompileMain.class,
        List.of());
    child.asked(PATIENCE);
    if (child.in().readInt() != Wire.READY) {
      throw new IOException("javac does not start");
    }
    child.answered();
  }

  /** Ends javac; nobody changes the classes any more. */
  @Override
  public void close() throws IOException {
    if (child != null) {
      child.kill();
    }
    cell.seal(built);
  }
}
