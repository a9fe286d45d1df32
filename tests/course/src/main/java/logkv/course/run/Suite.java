package logkv.course.run;

import java.nio.file.Path;

/**
 * Compiled tests that belong together.
 *
 * @param name how messages call it, as in {@code "phase-2-persistence"}
 * @param testClasses the folder with their class files and resources
 */
public record Suite(String name, Path testClasses) {

  /** The tests of a module as Maven compiled them. */
  public static Suite of(Path moduleRoot) {
    Path root = moduleRoot.toAbsolutePath().normalize();
    return new Suite(root.getFileName().toString(), root.resolve("target/test-classes"));
  }
}
