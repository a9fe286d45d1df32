package logkv.grading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import logkv.course.Phase;
import logkv.course.Skeleton;

/** A folder with sources, and the classes that Maven made of them. */
record CourseModule(Path folder) {

  static CourseModule of(Phase phase) {
    return new CourseModule(phase.folder());
  }

  /** The name of the folder, as in {@code phase-1-inmemory}. */
  public String name() {
    return folder.getFileName().toString();
  }

  public Path sources() {
    return folder.resolve("src/main/java");
  }

  public Path testSources() {
    return folder.resolve("src/test/java");
  }

  public Path classes() {
    return folder.resolve("target/classes");
  }

  public Path testClasses() {
    return folder.resolve("target/test-classes");
  }

  /**
   * Returns the files below {@code root} by their names relative to it, with slashes, sorted. A
   * folder that does not exist has no files.
   */
  static SortedSet<String> names(Path root) throws IOException {
    return new TreeSet<>(Skeleton.files(root).keySet());
  }

  /** Returns the {@link #names} below {@code root} and what each file says. */
  static SortedMap<String, String> texts(Path root) throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    for (String name : names(root)) {
      texts.put(name, text(root.resolve(name)));
    }
    return texts;
  }

  /** Returns what {@code file} says, with {@code \n} at the ends of its lines. */
  static String text(Path file) throws IOException {
    return Files.readString(file).replace("\r\n", "\n");
  }

  @Override
  public String toString() {
    return name();
  }
}
