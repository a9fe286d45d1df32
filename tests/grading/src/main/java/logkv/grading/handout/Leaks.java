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
 * everybody's: {@code return size;} is no answer.
 */
final class Leaks {
  static final int SHORTEST = 40;

  private static final Pattern COMMENTS_AND_SPACES =
      Pattern.compile("(\"(?:\\\\.|[^\"\\\\\n])*\")|//[^\n]*|/\\*(?s:.*?)\\*/|\\s+");

  private Leaks() {}

  /**
   * Returns a sentence for each answer to phase {@code handout.through()} or a later one that is in
   * {@code handout}, and for each file that belongs to later phases or to the instructors.
   */
  static List<String> in(Handout handout, Course course) throws IOException {
    List<String> leaks = new ArrayList<>();
    Map<String, String> answers = answers(course, handout.through());
    handout.files().forEach((name, bytes) -> {
      if (isNotForStudents(name, course, handout.through())) {
        leaks.add(name + " is not for students");
      }
      String text = compact(new String(bytes, UTF_8));
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
        || name.startsWith("lectures/instructors")
        || course.phases().stream()
            .anyMatch(phase -> phase.number() > through && name.startsWith(phase.name() + "/"));
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
