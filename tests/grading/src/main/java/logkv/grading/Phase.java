package logkv.grading;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One phase of the course, as its folder and its {@code phase.properties} describe it.
 *
 * @param number the number in the folder's name; 1 is the first
 * @param module the folder
 * @param tests how many tests the phase says it has; -1 if it does not say
 * @param skeleton the fingerprint of the sources that were handed out; empty if none is written down
 */
public record Phase(int number, CourseModule module, int tests, String skeleton) {
  private static final Pattern FOLDER = Pattern.compile("phase-([1-9][0-9]*)-.+");

  /** Returns the phase in {@code folder}, or empty if the folder is not called {@code phase-N-...}. */
  static Optional<Phase> in(Path folder) throws IOException {
    Matcher name = FOLDER.matcher(folder.getFileName().toString());
    if (!name.matches() || !Files.isDirectory(folder)) {
      return Optional.empty();
    }
    Properties facts = new Properties();
    Path file = folder.resolve("phase.properties");
    if (Files.exists(file)) {
      facts.load(new StringReader(CourseModule.text(file)));
    }
    String tests = facts.getProperty("tests", "").strip();
    return Optional.of(new Phase(
        Integer.parseInt(name.group(1)),
        new CourseModule(folder),
        tests.matches("[0-9]{1,6}") ? Integer.parseInt(tests) : -1,
        facts.getProperty("skeleton", "").strip()));
  }

  /** Where {@code tests} and {@code skeleton} are written down. */
  Path properties() {
    return module.folder().resolve("phase.properties");
  }

  String name() {
    return module.name();
  }

  /** Whether somebody has changed what was handed out. */
  boolean begun() throws IOException {
    return !skeleton.equals(fingerprint());
  }

  /** The fingerprint of the sources as they are now. */
  String fingerprint() throws IOException {
    return Fingerprint.of(module.sources());
  }

  @Override
  public String toString() {
    return name();
  }
}
