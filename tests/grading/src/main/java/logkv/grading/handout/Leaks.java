package logkv.grading.handout;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import logkv.course.Course;
import logkv.course.Phase;
import logkv.course.Skeleton;
import logkv.course.carry.Skeletons;

/**
 * Looks for answers where they must not be.
 *
 * <p>The answer to a phase is every method body that the next module has and the phase itself has
 * not. Bodies are compared without comments and white space, so one that was copied into a test, a
 * lecture or another class is found too. Those of less than {@value #SHORTEST} characters are
 * everybody's: {@code return size;} is no answer. In pages also pieces of a body are looked for.
 */
final class Leaks {
  static final int SHORTEST = 40;

  private static final Pattern COMMENTS_AND_SPACES =
      Pattern.compile("(\"(?:\\\\.|[^\"\\\\\n])*\")|//[^\n]*|/\\*(?s:.*?)\\*/|\\s+");

  /** How many characters in a row are no coincidence. */
  static final int PIECE = 60;

  /** Hints show pieces on purpose; and how a directory is forced, the crash kit shows to everybody. */
  private static final Pattern PAGE =
      Pattern.compile("(phase-[^/]*/)?README\\.md|lectures/.*\\.(md|txt)");

  private static final Pattern NUMBERED =
      Pattern.compile("lectures/(?:predict/)?([0-9]+)(?:-[a-z0-9-]+\\.md|\\.txt)");
  private static final Pattern ABOUT_ALL =
      Pattern.compile("lectures/(README|plan|glossary|bibliography)\\.md");

  private Leaks() {}

  /**
   * Returns a sentence for each answer to phase {@code handout.through()} or a later one that is in
   * {@code handout}, and for each file that belongs to later phases or to the instructors.
   */
  static List<String> in(Handout handout, Course course) throws IOException {
    List<String> leaks = new ArrayList<>();
    Map<String, String> answers = answers(course, handout.through());
    Map<String, String> pieces = pieces(answers, handout);
    handout.files().forEach((name, bytes) -> {
      if (isNotForStudents(name, course, handout.through())) {
        leaks.add(name + " is not for students");
      }
      String text = compact(new String(bytes, UTF_8));
      if (PAGE.matcher(name).matches()) {
        addPieces(name, new String(bytes, UTF_8), pieces, leaks);
      }
      answers.forEach((body, method) -> {
        if (text.contains(body)) {
          leaks.add("%s has the answer %s".formatted(name, method));
        }
      });
    });
    return leaks;
  }

  private static boolean isNotForStudents(String name, Course course, int through) {
    return name.startsWith("solution/")
        || name.startsWith("tests/grading/")
        || isLaterLecture(name, through)
        || course.phases().stream()
            .anyMatch(phase -> phase.number() > through && name.startsWith(phase.name() + "/"));
  }

  /** Numbers in names of chapters and of questions are those of phases; other pages are named. */
  private static boolean isLaterLecture(String name, int through) {
    Matcher number = NUMBERED.matcher(name);
    if (number.matches()) {
      return Integer.parseInt(number.group(1)) > through;
    }
    return name.startsWith("lectures/")
        && !name.startsWith("lectures/pictures/")
        && !ABOUT_ALL.matcher(name).matches();
  }

  /** Looks through the paragraphs of a page for pieces of answers: {@value #PIECE} characters or more. */
  private static void addPieces(
      String name, String page, Map<String, String> pieces, List<String> leaks) {
    for (String paragraph : page.split("\\R\\s*\\R")) {
      String code = compact(paragraph);
      for (int i = 0; i + PIECE <= code.length(); i++) {
        String piece = code.substring(i, i + PIECE);
        if (pieces.containsKey(piece)) {
          leaks.add(
              "%s has a piece of the answer %s: %s".formatted(name, pieces.get(piece), piece));
          break;
        }
      }
    }
  }

  /** All pieces of the answers that are not in what students are given anyway. */
  private static Map<String, String> pieces(Map<String, String> answers, Handout handout) {
    Map<String, String> pieces = new HashMap<>();
    answers.forEach((body, method) -> {
      for (int i = 0; i + PIECE <= body.length(); i++) {
        pieces.put(body.substring(i, i + PIECE), method);
      }
    });
    handout.files().forEach((name, bytes) -> {
      if (name.startsWith("phase-") && name.contains("/src/main/")) {
        String given = compact(new String(bytes, UTF_8));
        for (int i = 0; i + PIECE <= given.length(); i++) {
          pieces.remove(given.substring(i, i + PIECE));
        }
      }
    });
    return pieces;
  }

  /** Which method each of the answers is, by their bodies. */
  private static Map<String, String> answers(Course course, int from) throws IOException {
    Skeletons skeletons = new Skeletons(course);
    Map<String, String> answers = new LinkedHashMap<>();
    for (Phase phase : course.phases()) {
      if (phase.number() >= from) {
        Map<String, String> bodies = bodies(answerTo(course, phase, skeletons));
        bodies.keySet().removeAll(bodies(skeletons.of(phase)).keySet());
        bodies.forEach((body, method) ->
            answers.put(body, "to phase %d: %s".formatted(phase.number(), method)));
      }
    }
    return answers;
  }

  private static SortedMap<String, String> answerTo(Course course, Phase phase, Skeletons skeletons)
      throws IOException {
    int next = course.phases().indexOf(phase) + 1;
    if (next < course.phases().size()) {
      return skeletons.of(course.phases().get(next));
    }
    SortedMap<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, Path> file :
        Skeleton.files(course.answerTo(phase).resolve("src/main/java")).entrySet()) {
      if (file.getKey().matches("logkv/(log/)?[A-Za-z]*\\.java")) {
        texts.put(file.getKey(), Files.readString(file.getValue()));
      }
    }
    return texts;
  }

  /** The methods of {@code texts}, by their bodies as {@link #compact} writes them. */
  private static Map<String, String> bodies(SortedMap<String, String> texts) throws IOException {
    Map<String, String> bodies = new LinkedHashMap<>();
    for (Map.Entry<String, String> text : texts.entrySet()) {
      if (text.getKey().endsWith(".java")) {
        collect(text.getKey(), text.getValue(), bodies);
      }
    }
    return bodies;
  }

  private static void collect(String name, String text, Map<String, String> bodies)
      throws IOException {
    JavaFileObject source =
        new SimpleJavaFileObject(URI.create("string:///" + name), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreErrors) {
            return text;
          }
        };
    JavacTask javac = (JavacTask) ToolProvider.getSystemJavaCompiler()
        .getTask(null, null, problem -> {}, List.of("-proc:none"), null, List.of(source));
    SourcePositions positions = Trees.instance(javac).getSourcePositions();
    for (CompilationUnitTree unit : javac.parse()) {
      new TreePathScanner<Void, Void>() {
        @Override
        public Void visitMethod(MethodTree method, Void none) {
          if (method.getBody() != null) {
            long begin = positions.getStartPosition(unit, method.getBody());
            long end = positions.getEndPosition(unit, method.getBody());
            if (begin >= 0 && end > begin) {
              String body = compact(text.substring((int) begin + 1, (int) end - 1));
              if (body.length() >= SHORTEST) {
                bodies.put(body, "%s of %s".formatted(method.getName(), name));
              }
            }
          }
          return super.visitMethod(method, none);
        }
      }.scan(unit, null);
    }
  }

  /** Without comments and white space; what is in quotation marks stays. */
  static String compact(String text) {
    return COMMENTS_AND_SPACES
        .matcher(text)
        .replaceAll(
            found -> found.group(1) == null ? "" : Matcher.quoteReplacement(found.group(1)));
  }
}
