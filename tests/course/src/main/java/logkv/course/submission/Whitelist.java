package logkv.course.submission;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import logkv.course.Course;
import logkv.course.Phase;
import logkv.course.Skeleton;

/**
 * The rule: which files of a submission are taken.
 *
 * <ul>
 *   <li>Java sources that lie in a phase's {@code src/main/java/logkv} or {@code .../logkv/log}.
 *   <li>Their class names are letters and digits, and are not those of the phase's tests.
 *   <li>They are texts in UTF-8, of at most {@link #MOST_BYTES_OF_A_FILE}.
 *   <li>At most {@link #MOST_FILES} in a phase, {@link #MOST_CHARACTERS} together.
 *   <li>And what they compile to lies in these two packages too: {@link #strangers}.
 * </ul>
 *
 * <p>All else is left where it is: tests, build files, notes and the like without a word, but with one
 * what looks as if somebody had counted on it: other packages, resources, links.
 */
public final class Whitelist {
  public static final int MOST_FILES = 200;
  public static final int MOST_BYTES_OF_A_FILE = 256 * 1024;
  public static final int MOST_CHARACTERS = 2 * 1024 * 1024;

  private static final String SOURCES = "src/main/java/";
  private static final Pattern TAKEN =
      Pattern.compile("logkv/(?:log/)?([A-Za-z][A-Za-z0-9_]{0,99}|package-info)\\.java");
  private static final Pattern COMPILED =
      Pattern.compile("(logkv/(?:log/)?)([A-Za-z][A-Za-z0-9_]*|package-info)(\\$.*)?\\.class");
  private static final Pattern LEFTOVER = Pattern.compile(
      "\\..*|.*~|.*\\.(class|swp|swo|bak|orig|rej|iml|tmp)|Thumbs\\.db|desktop\\.ini",
      Pattern.CASE_INSENSITIVE);

  private final Course course;
  private final Map<Integer, Set<String>> namesOfTests = new TreeMap<>();

  /**
   * @param course a clean one: its phases and tests count, not those of the submission
   */
  public Whitelist(Course course) throws IOException {
    this.course = course;
    for (Phase phase : course.phases()) {
      Set<String> names = new TreeSet<>();
      Skeleton.files(phase.testSources())
          .keySet()
          .forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
      namesOfTests.put(phase.number(), names);
    }
  }

  /** What is to become of a file. */
  public sealed interface Judgement {}

  /**
   * It is a source of {@code phase}.
   *
   * @param name as in {@code "logkv/log/LogFile.java"}; safe to be used below any folder
   */
  public record Taken(Phase phase, String name) implements Judgement {}

  /** It is no business of the grader. */
  public record Left() implements Judgement {}

  /** It is not taken, and {@code sentence} says why; the sentence is printable. */
  public record Refused(String sentence) implements Judgement {}

  /**
   * Judges a file by its name.
   *
   * @param path from the folder in which the phases are, with slashes, as in {@code
   *     "phase-2-persistence/src/main/java/logkv/log/LogFile.java"}
   */
  public Judgement judge(String path) {
    Optional<Phase> phase = phaseOf(path);
    if (phase.isEmpty()) {
      return new Left();
    }
    String inside = path.substring(phase.get().name().length() + 1);
    String fileName = path.substring(path.lastIndexOf('/') + 1);
    if (!inside.startsWith("src/main/") || LEFTOVER.matcher(fileName).matches()) {
      return new Left();
    }
    if (!inside.startsWith(SOURCES)) {
      return refused(path, "only src/main/java is taken, no resources and no services");
    }
    return judgeSource(phase.get(), path, inside.substring(SOURCES.length()));
  }

  private Judgement judgeSource(Phase phase, String path, String name) {
    if (!name.endsWith(".java")) {
      return refused(path, "only Java sources are taken");
    }
    if (TAKEN.matcher(name).matches()) {
      return isOfTests(phase, name)
          ? refused(path, "a class of the tests has this name; give yours another one")
          : new Taken(phase, name);
    }
    int slash = name.lastIndexOf('/');
    String packageName = slash < 0 ? "" : name.substring(0, slash).replace('/', '.');
    return packageName.equals("logkv") || packageName.equals("logkv.log")
        ? refused(path, "the name of a class is letters, digits and _, at most 100 of them")
        : refused(path, "only the packages logkv and logkv.log are taken");
  }

  /** The phase in whose folder {@code path} lies. */
  Optional<Phase> phaseOf(String path) {
    return course.phases().stream()
        .filter(phase -> path.startsWith(phase.name() + "/"))
        .findFirst();
  }

  static Refused refused(String path, String why) {
    return new Refused(Printable.of(path) + ": " + why);
  }

  /** A text, or the sentence that says why it is none. */
  public record Decoded(Optional<String> text, Optional<Refused> refused) {}

  /** Decodes the contents of a file that was taken; line ends become {@code "\n"}. */
  public static Decoded text(String path, byte[] bytes) {
    if (bytes.length > MOST_BYTES_OF_A_FILE) {
      return new Decoded(Optional.empty(), Optional.of(tooLong(path)));
    }
    CharsetDecoder decoder = UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      return new Decoded(Optional.empty(), Optional.of(notUtf8(path, bytes, in.position())));
    }
    return new Decoded(Optional.of(out.flip().toString().replace("\r\n", "\n")), Optional.empty());
  }

  /**
   * Judges whether {@code text} may be added to what was taken for its phase already.
   *
   * @return empty if it may
   */
  static Optional<Refused> tooMuch(
      String path, String name, SortedMap<String, String> taken, String text) {
    if (taken.size() >= MOST_FILES) {
      return Optional.of(refused(path, "there are more than %d files".formatted(MOST_FILES)));
    }
    if (taken.keySet().stream().anyMatch(name::equalsIgnoreCase)) {
      return Optional.of(refused(path, "another file differs only in the case of letters"));
    }
    long characters = text.length();
    for (String other : taken.values()) {
      characters += other.length();
    }
    return characters > MOST_CHARACTERS
        ? Optional.of(
            refused(path, "the phase is longer than %,d characters".formatted(MOST_CHARACTERS)))
        : Optional.empty();
  }

  private static Refused tooLong(String path) {
    return refused(path, "it is longer than %,d bytes".formatted(MOST_BYTES_OF_A_FILE));
  }

  private static Refused notUtf8(String path, byte[] bytes, int at) {
    int line = 1;
    for (int i = 0; i < at; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return refused(
        path,
        "it is not a text in UTF-8: byte %02x in line %d. Save it as UTF-8 in your editor"
            .formatted(bytes[at], line));
  }

  /**
   * Looks at what sources have been compiled to, because the name of a file does not say which classes
   * are in it.
   *
   * @param classes the folder with nothing but the compiler's output
   * @return a sentence for each class that may not be there; none if all is well
   */
  public List<String> strangers(Phase phase, Path classes) throws IOException {
    List<String> sentences = new ArrayList<>();
    for (String name : Skeleton.files(classes).keySet()) {
      Matcher known = COMPILED.matcher(name);
      if (!known.matches()) {
        sentences.add(Printable.of(name)
            + ": only classes of the packages logkv and logkv.log are taken, with names of letters,"
            + " digits and _");
      } else if (isOfTests(phase, known.group(1) + known.group(2) + ".java")) {
        sentences.add(name + ": a class of the tests has this name; give yours another one");
      }
    }
    return sentences;
  }

  /** Whether the tests that run with {@code phase} have a file of that name, in any letter case. */
  private boolean isOfTests(Phase phase, String name) {
    String lowerCase = name.toLowerCase(Locale.ROOT);
    return !name.endsWith("package-info.java")
        && namesOfTests.entrySet().stream()
            .anyMatch(of -> of.getKey() <= phase.number() && of.getValue().contains(lowerCase));
  }
}
