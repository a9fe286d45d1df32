package logkv.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Questions about the state of a disk, to be answered before any code is written.
 *
 * <pre>
 *   # a comment
 *   ? How many bytes has the log?         a question, with as many lines as it needs
 *     a) 25                               in it, if there are some to choose from, the choices
 *     b) 50
 *   = b                                   an answer; another one that is right, too, in another line
 *   ! The old record stays.               why, in as many lines as it needs
 *   % store 2 data put tea green          how it is made sure that the answer is true; not shown
 * </pre>
 *
 * @param questions in the order of the file, at least one
 */
public record Predictions(List<Question> questions) {
  private static final Pattern CHOICE = Pattern.compile("(?m)^\\s*([a-z])\\) .*");

  public Predictions {
    questions = List.copyOf(questions);
  }

  /**
   * One question.
   *
   * @param text what is asked
   * @param answers all that are right; the first is shown
   * @param why the first answer is right
   * @param proof lines that the course itself checks
   * @param line where it begins in its file
   */
  public record Question(
      String text, List<String> answers, String why, List<String> proof, int line) {
    public Question {
      answers = List.copyOf(answers);
      proof = List.copyOf(proof);
    }

    /** Whether somebody who typed {@code typed} means one of the answers. */
    public boolean isAnsweredBy(String typed) {
      return answers.stream().anyMatch(answer -> plain(answer).equals(plain(typed)));
    }

    private String plain(String answer) {
      String plain = answer
          .toLowerCase(Locale.ROOT)
          .strip()
          .replaceAll("(?<=[0-9])[,'_ ](?=[0-9]{3}\\b)", "")
          .replaceAll("[.!]$", "")
          .replaceAll("\\s+bytes?$", "");
      String letters = plain.replaceAll("\\band\\b|[\\s,;)+&]", "");
      if (CHOICE.matcher(text).find() && letters.matches("[a-z]{1,9}")) {
        return String.join(" ", new TreeSet<>(List.of(letters.split(""))));
      }
      return switch (plain) {
        case "y" -> "yes";
        case "n" -> "no";
        default -> plain.replaceAll("\\s+", " ");
      };
    }
  }

  /** Where the questions of a chapter are. */
  public static Path file(Course course, int number) {
    return course.root().resolve("lectures/predict").resolve(number + ".txt");
  }

  /**
   * Reads {@code file}.
   *
   * @param name how messages call it
   * @throws CourseException that names the line if the file is not as drawn above
   */
  public static Predictions read(Path file, String name) throws IOException {
    try {
      return new Parser(name, Files.readAllLines(file)).parse();
    } catch (NoSuchFileException e) {
      throw new CourseException("There is no " + name + ", so there is nothing to predict.");
    }
  }

  /** Goes through the lines once. */
  private static final class Parser {
    private final String file;
    private final List<String> lines;
    private int at;

    Parser(String file, List<String> lines) {
      this.file = file;
      this.lines = lines;
    }

    Predictions parse() throws CourseException {
      List<Question> questions = new ArrayList<>();
      skipBlank();
      while (at < lines.size()) {
        questions.add(question());
        skipBlank();
      }
      require(!questions.isEmpty(), "expected at least one question, \"? ...\"");
      return new Predictions(questions);
    }

    private Question question() throws CourseException {
      int begin = at + 1;
      String text = part('?', "a question, \"? ...\"");
      List<String> answers = new ArrayList<>();
      do {
        answers.add(part('=', "its answer, \"= ...\""));
      } while (isAt('='));
      String why = part('!', "why that is so, \"! ...\"");
      List<String> proof = new ArrayList<>();
      while (isAt('%')) {
        proof.add(lines.get(at++).substring(1).strip());
      }
      return new Question(text, answers, why, proof, begin);
    }

    private String part(char mark, String expected) throws CourseException {
      require(isAt(mark) && lines.get(at).length() > 2, "expected " + expected);
      List<String> part = new ArrayList<>();
      part.add(lines.get(at++).substring(1).strip());
      while (at < lines.size() && lines.get(at).startsWith(" ")) {
        part.add(lines.get(at++).replaceFirst("^ {1,2}", "").stripTrailing());
      }
      return String.join("\n", part);
    }

    private boolean isAt(char mark) {
      return at < lines.size() && lines.get(at).indexOf(mark) == 0;
    }

    private void skipBlank() {
      while (at < lines.size() && (lines.get(at).isBlank() || lines.get(at).startsWith("#"))) {
        at++;
      }
    }

    private void require(boolean fine, String otherwise) throws CourseException {
      if (!fine) {
        int number = Math.min(at + 1, Math.max(1, lines.size()));
        throw new CourseException("%s:%d: %s".formatted(file, number, otherwise));
      }
    }
  }
}
