package logkv.course;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder in which something is to be written so that tests become green.
 *
 * @param number from 1
 * @param folder an absolute path that ends in {@code phase-N-title}
 * @param title as in "A store on disk"
 * @param tests how many tests the phase has
 * @param skeleton fingerprint of the sources as they were handed out
 */
public record Phase(int number, Path folder, String title, int tests, String skeleton) {
  private static final Pattern NAME = Pattern.compile("phase-([0-9]{1,3})-[a-z0-9-]+");
  private static final String FACTS = "phase.properties";

  static boolean isPhase(Path folder) {
    return NAME.matcher(folder.getFileName().toString()).matches()
        && Files.isRegularFile(folder.resolve(FACTS));
  }

  static Phase at(Path folder) throws IOException {
    Matcher name = NAME.matcher(folder.getFileName().toString());
    if (!name.matches()) {
      throw new CourseException(folder + " is not a phase: a phase is called phase-N-title");
    }
    Properties facts = new Properties();
    try (Reader reader = Files.newBufferedReader(folder.resolve(FACTS), UTF_8)) {
      facts.load(reader);
    }
    int number = Integer.parseInt(name.group(1));
    String title = fact(folder, facts, "title");
    String tests = fact(folder, facts, "tests");
    if (!tests.matches("[0-9]{1,6}")) {
      throw new CourseException(folder.resolve(FACTS) + ": tests=" + tests + " is not a number");
    }
    return new Phase(
        number, folder, title, Integer.parseInt(tests), fact(folder, facts, "skeleton"));
  }

  private static String fact(Path folder, Properties facts, String key) throws CourseException {
    String value = facts.getProperty(key, "").strip();
    if (value.isEmpty()) {
      throw new CourseException("%s has no line %s=...".formatted(folder.resolve(FACTS), key));
    }
    return value;
  }

  /** The name of the folder, as in {@code "phase-2-persistence"}. */
  public String name() {
    return folder.getFileName().toString();
  }

  public Path sources() {
    return folder.resolve("src/main/java");
  }

  public Path testSources() {
    return folder.resolve("src/test/java");
  }

  public Path testResources() {
    return folder.resolve("src/test/resources");
  }

  public Path hints() {
    return folder.resolve("hints.md");
  }

  /** Whether the sources differ from what was handed out. */
  public boolean isBegun() throws IOException {
    return !Skeleton.fingerprint(sources()).equals(skeleton);
  }
}
