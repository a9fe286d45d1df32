package logkv.grading.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import logkv.course.Phase;
import logkv.course.Skeleton;
import logkv.course.submission.Printable;
import logkv.course.submission.Whitelist;
import logkv.grading.child.CompileMain;
import logkv.grading.child.Wire;
import logkv.grading.sandbox.Cell;
import logkv.grading.sandbox.Child;
import logkv.grading.sandbox.Removal;

/**
 * Compiles submissions, and the adapter against each, in a child that runs javac and no code of a
 * submission, so that one child does for many of them.
 *
 * <pre>
 *   cell/work/sources/     as the whitelist took them
 *   cell/work/classes/     by javac, from where they go to where the submission will run
 * </pre>
 *
 * <p>Used by one thread.
 */
public final class Compiling implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MOST_CHARACTERS = 200_000;
  private static final int BEFORE_A_NEW_ONE = 100; // compilations

  private final Cell cell;
  private final Surroundings surroundings;
  private final Whitelist whitelist;
  private final Path work;
  private Child child;
  private int compiled;

  /**
   * @param cell of this alone
   */
  public Compiling(Cell cell, Surroundings surroundings, Whitelist whitelist) throws IOException {
    this.cell = cell;
    this.surroundings = surroundings;
    this.whitelist = whitelist;
    this.work = cell.openFolder("work");
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
   * @param target a folder that does not exist yet
   */
  public Built compile(Phase phase, SortedMap<String, String> texts, Path target)
      throws IOException {
    if (++compiled % BEFORE_A_NEW_ONE == 0) {
      renew();
    }
    Path place = Files.createDirectory(work.resolve(String.valueOf(compiled)));
    cell.giveAway(Files.getFileAttributeView(place, FileOwnerAttributeView.class));
    try {
      Path classes = place.resolve("classes");
      List<String> errors = new ArrayList<>();
      for (Error error : javac(write(place.resolve("sources"), texts), List.of(), classes)) {
        errors.add("%s/src/main/java/%s:%s: %s"
            .formatted(phase.name(), error.file(), error.line(), error.words()));
      }
      if (errors.isEmpty()) {
        errors.addAll(whitelist.strangers(phase, classes));
      }
      return errors.isEmpty()
          ? withAdapter(phase, classes, place, target)
          : new Built(errors, List.of());
    } finally {
      Removal.remove(place);
    }
  }

  private Built withAdapter(Phase phase, Path classes, Path place, Path target) throws IOException {
    SortedMap<String, String> source = new TreeMap<>();
    source.put(Adapter.FILE, Adapter.source(phase.number()));
    Path adapter = place.resolve("adapter-classes");
    List<Path> classPath = List.of(classes, surroundings.store().get(0));
    List<String> errors = new ArrayList<>();
    for (Error error : javac(write(place.resolve("adapter"), source), classPath, adapter)) {
      errors.add("The store cannot be called as the tests call it: " + error.words());
    }
    return errors.isEmpty()
        ? new Built(
            List.of(),
            List.of(
                copy(classes, target.resolve("classes")), copy(adapter, target.resolve("adapter"))))
        : new Built(errors, List.of());
  }

  private Path write(Path folder, SortedMap<String, String> texts) throws IOException {
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Path file = folder.resolve(text.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.getValue());
    }
    return folder;
  }

  /** To where no child can write. */
  private static Path copy(Path from, Path to) throws IOException {
    for (Map.Entry<String, Path> file : Skeleton.files(from).entrySet()) {
      Path copy = to.resolve(file.getKey());
      Files.createDirectories(copy.getParent());
      Files.copy(file.getValue(), copy);
    }
    return to;
  }

  private record Error(String file, String line, String words) {
    /** It does not say what is wrong with the source, but that javac could not say. */
    boolean ofJavacItself() {
      return file.isEmpty();
    }
  }

  private List<Error> javac(Path from, List<Path> classPath, Path classes) throws IOException {
    boolean used = child != null && child.isAlive();
    List<Error> errors = tryJavac(from, classPath, classes);
    if (errors.stream().noneMatch(Error::ofJavacItself)) {
      return errors;
    }
    renew();
    // It may have been worn out by others.
    return used ? tryJavac(from, classPath, classes) : errors;
  }

  private List<Error> tryJavac(Path from, List<Path> classPath, Path classes) {
    try {
      start();
      child.asked(PATIENCE);
      Wire.writeText(child.out(), from.toString());
      // An empty class path would mean the current folder.
      List<Path> folders = classPath.isEmpty() ? List.of(from) : classPath;
      Wire.writeTexts(child.out(), folders.stream().map(Path::toString).toList());
      Wire.writeText(child.out(), classes.toString());
      child.out().flush();
      List<String> words = Wire.readTexts(child.in(), MOST_CHARACTERS);
      child.answered();
      return errors(words);
    } catch (IOException e) {
      String why = stoppedBecause()
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

  private Optional<String> stoppedBecause() {
    if (child == null) {
      return Optional.empty();
    }
    child.kill();
    return child.stoppedBecause();
  }

  /** It may have been stopped, or have run as long as a child may. */
  private void start() throws IOException {
    if (child != null && child.isAlive()) {
      return;
    }
    child = cell.start(
        surroundings.allowance().compiler(),
        surroundings.compiler(),
        List.of(),
        work,
        CompileMain.class,
        List.of());
    child.asked(PATIENCE);
    if (child.in().readInt() != Wire.READY) {
      throw new IOException("javac does not start");
    }
    child.answered();
  }

  /** Ends javac, so that the next sources begin with a new one. */
  private void renew() {
    if (child != null) {
      child.kill();
    }
  }

  @Override
  public void close() throws IOException {
    cell.close();
  }
}
