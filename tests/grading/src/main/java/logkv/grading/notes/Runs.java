package logkv.grading.notes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * What somebody would see who types the commands of a file {@code lectures/runs/NAME.run}. They are
 * played in this process, in an empty folder that is gone afterwards.
 *
 * <pre>
 *   # a comment
 *   &#64; store 3 data put tea green          played, and not shown; what it prints is
 *   $ ./kv --dir data get tea            shown with what it prints
 *   $ ./kv inspect data | head -n 4      also | tail -n N and | grep TEXT
 *   ~ [0-9a-f]{2}( [0-9a-f]{2}){3}       what differs from one run to the next
 * </pre>
 *
 * <p>{@link Commands} says which commands there are.
 */
final class Runs {
  private final Commands commands;

  Runs(Commands commands) {
    this.commands = commands;
  }

  /**
   * What was shown.
   *
   * @param varying what differs from run to run
   */
  record Transcript(String text, List<Pattern> varying) {

    /** Whether {@code kept} is this transcript, but for what varies. */
    boolean isAlso(String kept) {
      return fixed(text).equals(fixed(kept));
    }

    private String fixed(String shown) {
      String fixed = shown.lines().map(String::stripTrailing).reduce("", (a, b) -> a + b + "\n");
      for (Pattern one : varying) {
        fixed = one.matcher(fixed).replaceAll("~");
      }
      return fixed.strip();
    }
  }

  /** The lines of {@code run} that mean something. */
  static List<String> lines(String run) {
    return run.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  /**
   * Plays the text of a file.
   *
   * @throws StaleException if it has a line that cannot be played
   */
  Transcript play(String run) throws IOException, StaleException {
    StringBuilder shown = new StringBuilder();
    List<Pattern> varying = new ArrayList<>();
    Path folder = Files.createTempDirectory("logkv-notes");
    try {
      for (String line : lines(run)) {
        String rest = line.substring(1).strip();
        switch (line.charAt(0)) {
          case '~' -> varying.add(pattern(rest));
          case '$' -> shown.append("$ ").append(rest).append('\n').append(output(rest, folder));
          case '@' -> shown.append(output(rest, folder));
          default -> throw new StaleException("a line begins with $, @, ~ or #, and not: " + line);
        }
      }
    } finally {
      delete(folder);
    }
    return new Transcript(shown.toString().stripTrailing(), varying);
  }

  /**
   * Plays commands, and compares: a line that begins with {@code =} stands in what the command in front
   * of it prints, or says that it prints nothing.
   *
   * @throws StaleException at the first difference
   */
  void prove(List<String> lines) throws IOException, StaleException {
    Path folder = Files.createTempDirectory("logkv-notes");
    try {
      String said = "";
      for (String line : lines) {
        if (!line.startsWith("=")) {
          said = output(line, folder).strip();
          continue;
        }
        String expected = line.substring(1).strip();
        if (expected.isEmpty() ? !said.isEmpty() : !said.contains(expected)) {
          throw new StaleException(
              "is not true: expected \"%s\", and there is \"%s\"".formatted(expected, said));
        }
      }
    } finally {
      delete(folder);
    }
  }

  private static Pattern pattern(String regex) throws StaleException {
    try {
      return Pattern.compile(regex, Pattern.MULTILINE);
    } catch (PatternSyntaxException e) {
      throw new StaleException("is no regular expression: " + e.getMessage());
    }
  }

  private String output(String line, Path folder) throws IOException, StaleException {
    String[] pipe = line.split(" \\| ");
    String said = commands.run(Commands.words(pipe[0]), folder);
    for (int i = 1; i < pipe.length; i++) {
      said = through(Commands.words(pipe[i]), said);
    }
    return said.isEmpty() || said.endsWith("\n") ? said : said + "\n";
  }

  private static String through(List<String> filter, String text) throws StaleException {
    List<String> lines = text.lines().toList();
    String argument = filter.get(filter.size() - 1);
    switch (filter.get(0)) {
      case "head":
        return joined(lines.subList(0, Math.min(number(argument), lines.size())), line -> true);
      case "tail":
        return joined(
            lines.subList(Math.max(0, lines.size() - number(argument)), lines.size()),
            line -> true);
      case "grep":
        return joined(lines, line -> line.contains(argument));
      default:
        throw new StaleException("nothing is piped through " + filter.get(0));
    }
  }

  private static int number(String text) throws StaleException {
    try {
      return Math.abs(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      throw new StaleException(text + " is no number of lines");
    }
  }

  private static String joined(List<String> lines, Predicate<String> which) {
    return lines.stream().filter(which).reduce("", (a, b) -> a + b + "\n");
  }

  private static void delete(Path folder) throws IOException {
    List<Path> inside;
    try (Stream<Path> all = Files.walk(folder)) {
      inside = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : inside) {
      Files.deleteIfExists(file);
    }
  }
}
