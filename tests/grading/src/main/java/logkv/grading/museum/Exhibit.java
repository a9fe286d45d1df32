package logkv.grading.museum;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Phase;
import logkv.course.run.TestId;

/**
 * One wrong store: the answer to a phase with one mistake in it.
 *
 * <pre>
 *   NAME/exhibit.properties
 *     phase=5                       whose answer is changed, and whose tests must notice
 *     title=...                     a few words
 *     story=...                     what somebody wrote, why it looked right, what it cost
 *     seen=etcd #14370              where it happened; may be missing
 *     finder=C                      letters of {@link #FINDERS}
 *     caught.by=ATest,BTest#method  every one of these must fail
 *     message=...                   at least one of their failures says this
 *     base=answer                   or the name of the module that holds it
 *   NAME/change.patch               from the answer to the wrong store
 * </pre>
 *
 * @param name of the folder
 * @param caughtBy at least one
 */
public record Exhibit(
    String name,
    Phase phase,
    String title,
    String story,
    Optional<String> seen,
    String finder,
    List<Catcher> caughtBy,
    String message,
    Path folder) {

  private static final String FACTS = "exhibit.properties";
  private static final String BASE = "answer";
  private static final Set<String> NEEDED =
      Set.of("phase", "title", "story", "finder", "caught.by", "message", "base");

  /**
   * What finds a mistake: F an ordinary test, P a property, K a killed process, C a power cut, N the
   * second reopening or a crash in recovery, E a failing disk, R bit rot, T threads.
   */
  private static final String FINDERS = "FPKCNERT";

  /**
   * A test, or all tests of a file.
   *
   * @param file the class without its package
   * @param method as in {@link TestId#method}; if it is missing, any test of the file will do
   */
  public record Catcher(String file, Optional<String> method) {
    static Catcher parse(String text) {
      int at = text.indexOf('#');
      return at < 0
          ? new Catcher(text, Optional.empty())
          : new Catcher(text.substring(0, at), Optional.of(text.substring(at + 1)));
    }

    boolean is(TestId test) {
      return test.file().equals(file) && (method.isEmpty() || method.get().equals(test.method()));
    }

    @Override
    public String toString() {
      return file + method.map(name -> "#" + name).orElse("");
    }
  }

  /**
   * Reads the exhibit in {@code folder}.
   *
   * @throws CourseException if something is missing or makes no sense, with file and line
   */
  static Exhibit in(Path folder, Course course) throws IOException {
    Path file = folder.resolve(FACTS);
    if (!Files.isRegularFile(file)) {
      throw new CourseException(course.nameOf(file) + ": is missing; an exhibit needs it");
    }
    return new Reader(course, file, Files.readString(file)).read();
  }

  Path patch() {
    return folder.resolve("change.patch");
  }

  /** What the patch says. */
  public String diff() throws IOException {
    return Files.readString(patch());
  }

  @Override
  public String toString() {
    return name;
  }

  /** Reads the facts and complains with the line at which they are wrong. */
  private static final class Reader {
    private final Course course;
    private final Path file;
    private final List<String> lines;
    private final Properties facts = new Properties();

    Reader(Course course, Path file, String text) throws IOException {
      this.course = course;
      this.file = file;
      this.lines = text.lines().toList();
      facts.load(new StringReader(text));
    }

    Exhibit read() throws IOException {
      Set<String> unknown = new TreeSet<>(facts.stringPropertyNames());
      unknown.removeAll(NEEDED);
      unknown.remove("seen");
      for (String key : unknown) {
        throw wrong(key, "an exhibit says nothing about \"" + key + "\"");
      }
      Phase phase = phase();
      String answer = course.answerTo(phase).getFileName().toString();
      if (!Set.of(BASE, answer).contains(fact("base"))) {
        throw wrong("base", "the base is always the \"" + BASE + "\", here " + answer);
      }
      Path folder = file.getParent();
      return new Exhibit(
          folder.getFileName().toString(),
          phase,
          fact("title"),
          fact("story"),
          Optional.ofNullable(facts.getProperty("seen")).map(String::strip),
          finder(),
          Stream.of(fact("caught.by").split(","))
              .map(String::strip)
              .map(Catcher::parse)
              .toList(),
          fact("message"),
          folder);
    }

    private Phase phase() throws CourseException {
      try {
        return course.phase(fact("phase"));
      } catch (CourseException e) {
        throw wrong("phase", e.getMessage());
      }
    }

    private String finder() throws CourseException {
      String letters = fact("finder");
      if (!letters.matches("[" + FINDERS + "]( [" + FINDERS + "])*")) {
        throw wrong("finder", "these are letters of " + FINDERS + ", with spaces between them");
      }
      return letters;
    }

    private String fact(String key) throws CourseException {
      String value = facts.getProperty(key, "").strip();
      if (value.isEmpty()) {
        throw wrong(key, "needs a line " + key + "=...");
      }
      return value;
    }

    /** What is not there at all is missing at the end. */
    private CourseException wrong(String key, String what) {
      int line = 1;
      while (line <= lines.size() && !lines.get(line - 1).strip().startsWith(key)) {
        line++;
      }
      return new CourseException(
          "%s:%d: %s".formatted(course.nameOf(file), Math.min(line, lines.size()), what));
    }
  }
}
