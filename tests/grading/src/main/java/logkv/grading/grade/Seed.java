package logkv.grading.grade;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import logkv.course.Course;
import logkv.course.CourseException;

/**
 * The secret from which the hidden tests draw. It must be the same for a whole class, on all machines
 * that share the work, and on a second run; and no student should know it.
 */
public final class Seed {
  private Seed() {}

  /** The one that was typed, or of the environment, or of the course's file, which is made if need be. */
  public static String of(Optional<String> typed, Course course) throws IOException {
    Optional<String> given =
        typed.or(() -> Optional.ofNullable(System.getenv("LOGKV_SEED"))).filter(s -> !s.isBlank());
    if (given.isPresent()) {
      return given.get().strip();
    }
    Path file = course.root().resolve("tests").resolve("grading").resolve("seed.txt");
    if (!Files.exists(file)) {
      write(file);
    }
    String seed = Files.readString(file).strip();
    if (seed.isEmpty()) {
      throw new CourseException(course.nameOf(file) + " is empty; remove it and a new one is made");
    }
    return seed;
  }

  private static void write(Path file) throws IOException {
    String seed = new BigInteger(128, new SecureRandom()).toString(16);
    try {
      Files.writeString(file, seed + "\n");
    } catch (IOException e) {
      throw new CourseException("Cannot write " + file + ", where the secret of the hidden tests is"
          + " kept. Give one with --seed, the same for all machines and runs.");
    }
  }
}
