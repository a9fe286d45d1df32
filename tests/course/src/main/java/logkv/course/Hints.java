package logkv.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The steps of a phase, in the order in which they are best solved, each with its three hints.
 *
 * <pre>
 *   # Hints for phase 2
 *
 *   ## RecordCodec.encode                   the step, by the name that its Todo has
 *   lectures/02-persistence.md#encode       where it is explained
 *   1. a nudge
 *   2. an approach                          each may have several lines
 *   3. the shape of the code                and fenced code
 * </pre>
 */
public record Hints(List<Step> steps) {
  /** How many hints every step has. */
  public static final int LEVELS = 3;

  private static final Pattern POINTER = Pattern.compile("lectures/[a-z0-9-]+\\.md#[a-z0-9_-]+");
  private static final Pattern LEVEL = Pattern.compile("([0-9]+)\\.(?: (.*))?");

  public Hints {
    steps = List.copyOf(steps);
  }

  /**
   * One thing to write.
   *
   * @param name as in {@code "RecordCodec.encode"}
   * @param lecture as in {@code "lectures/02-persistence.md#encode"}
   * @param levels three, none of them empty
   */
  public record Step(String name, String lecture, List<String> levels) {
    public Step {
      levels = List.copyOf(levels);
    }

    /** The class in which it is to be written. */
    public String className() {
      return name.substring(0, Math.max(0, name.indexOf('.')));
    }

    /** Whether a failure's text sends its reader to this step. */
    boolean isNamedIn(String text) {
      return contains(text, lecture) || contains(text, "Implement " + name);
    }

    private static boolean contains(String text, String words) {
      int at = text.indexOf(words);
      while (at >= 0) {
        int end = at + words.length();
        if (end == text.length() || !isPartOfAnchor(text.charAt(end))) {
          return true;
        }
        at = text.indexOf(words, end);
      }
      return false;
    }

    private static boolean isPartOfAnchor(char c) {
      return Character.isLetterOrDigit(c) || c == '-' || c == '_';
    }
  }

  /** The first step, in their order, to which a failure's text sends its reader. */
  public Optional<Step> firstNamedIn(String text) {
    return steps.stream().filter(step -> step.isNamedIn(text)).findFirst();
  }

  /** The step whose method a line of a stack trace is in. */
  public Optional<Step> stepAt(StackTraceElement frame) {
    String className = frame.getClassName().replaceFirst(".*[.]", "");
    String method = frame.getMethodName().replaceFirst("^lambda\\$(.*)\\$.*", "$1");
    return steps.stream()
        .filter(step -> step.name().equals(className + "." + method))
        .findFirst();
  }

  /** The step called {@code typed}; the part behind the dot is enough if it is the only one. */
  public Optional<Step> step(String typed) {
    List<Step> exact =
        steps.stream().filter(s -> s.name().equalsIgnoreCase(typed)).toList();
    List<Step> ending = steps.stream()
        .filter(s -> s.name().toLowerCase().endsWith("." + typed.toLowerCase()))
        .toList();
    List<Step> found = exact.isEmpty() ? ending : exact;
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /**
   * Reads {@code file}.
   *
   * @param name how messages call it
   * @throws CourseException that names the line if the file is not as drawn above
   */
  public static Hints read(Path file, String name) throws IOException {
    try {
      return new Parser(name, Files.readAllLines(file)).parse();
    } catch (NoSuchFileException e) {
      throw new CourseException("There is no " + name + ", so there are no hints for this phase.");
    }
  }

  /** Goes through the lines once. */
  private static final class Parser {
    private final String file;
    private final List<String> lines;
    private final List<Step> steps = new ArrayList<>();
    private int at;

    Parser(String file, List<String> lines) {
      this.file = file;
      this.lines = lines;
    }

    Hints parse() throws CourseException {
      skipBlank();
      require(
          at < lines.size() && lines.get(at).startsWith("# "), "expected \"# Hints for phase N\"");
      at++;
      skipBlank();
      while (at < lines.size()) {
        steps.add(step());
      }
      require(!steps.isEmpty(), "expected at least one step, \"## Class.method\"");
      return new Hints(steps);
    }

    private Step step() throws CourseException {
      require(lines.get(at).matches("## \\S+"), "expected a step, \"## Class.method\"");
      String name = lines.get(at).substring(3);
      require(
          steps.stream().noneMatch(s -> s.name().equals(name)), "step " + name + " is here twice");
      at++;
      skipBlank();
      require(
          at < lines.size() && POINTER.matcher(lines.get(at).strip()).matches(),
          "expected where " + name + " is explained, \"lectures/NN-title.md#section\"");
      String lecture = lines.get(at++).strip();
      skipBlank();
      List<String> levels = new ArrayList<>();
      for (int level = 1; level <= LEVELS; level++) {
        levels.add(level(name, level));
      }
      return new Step(name, lecture, levels);
    }

    private String level(String step, int number) throws CourseException {
      int begin = at;
      Matcher first = LEVEL.matcher(at < lines.size() ? lines.get(at) : "");
      require(
          first.matches() && first.group(1).equals(String.valueOf(number)),
          "expected hint " + number + " of " + step + ", \"" + number + ". ...\"");
      List<String> text = new ArrayList<>();
      text.add(first.group(2) == null ? "" : first.group(2));
      at++;
      boolean inCode = false;
      while (at < lines.size() && (inCode || !beginsSomething(lines.get(at)))) {
        String line = lines.get(at).replaceFirst("^ {1,3}", "").stripTrailing();
        inCode ^= line.startsWith("```");
        text.add(line);
        at++;
      }
      requireAt(
          begin, !inCode, "the code of hint " + number + " of " + step + " has no end, \"```\"");
      String whole = String.join("\n", text).strip();
      requireAt(begin, !whole.isEmpty(), "hint " + number + " of " + step + " is empty");
      return whole;
    }

    private static boolean beginsSomething(String line) {
      return line.startsWith("## ") || LEVEL.matcher(line).matches();
    }

    private void skipBlank() {
      while (at < lines.size() && lines.get(at).isBlank()) {
        at++;
      }
    }

    private void require(boolean fine, String otherwise) throws CourseException {
      requireAt(at, fine, otherwise);
    }

    private void requireAt(int line, boolean fine, String otherwise) throws CourseException {
      if (!fine) {
        int number = Math.min(line + 1, Math.max(1, lines.size()));
        throw new CourseException("%s:%d: %s".formatted(file, number, otherwise));
      }
    }
  }
}
