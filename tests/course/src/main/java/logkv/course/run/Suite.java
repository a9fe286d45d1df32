package logkv.course.run;

import java.nio.file.Path;
import java.util.Set;

/**
 * Compiled tests that belong together.
 *
 * @param name how messages call it, as in {@code "phase-2-persistence"}
 * @param testClasses the folder with their class files and resources
 * @param only the names of the files to run, as {@link TestId#file} says them; if there are none,
 *     everything runs
 */
public record Suite(String name, Path testClasses, Set<String> only) {

  public Suite {
    only = Set.copyOf(only);
  }

  public Suite(String name, Path testClasses) {
    this(name, testClasses, Set.of());
  }

  /** The tests of a module as Maven compiled them. */
  public static Suite of(Path moduleRoot) {
    Path root = moduleRoot.toAbsolutePath().normalize();
    return new Suite(root.getFileName().toString(), root.resolve("target/test-classes"));
  }

  /** The same suite without any test outside of {@code files}. */
  public Suite only(Set<String> files) {
    return new Suite(name, testClasses, files);
  }
}
