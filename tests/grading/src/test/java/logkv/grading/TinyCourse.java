package logkv.grading;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import logkv.course.Skeleton;

/**
 * A course of two phases with one thing to do in each, made anew for every test that breaks it.
 *
 * <pre>
 *                   src/main/java/logkv              src/test/java/logkv
 *   phase-1-cup     Todo, Cup: size is a TODO        CupTest, Taste
 *   phase-2-pot     Todo, Cup, Pot: pour is a TODO   PotTest, Taste
 *   solution              Cup, Pot
 * </pre>
 */
public final class TinyCourse {
  static final String CUP = "phase-1-cup";
  static final String POT = "phase-2-pot";
  static final String SOLUTION = "solution";

  static final String EXHIBIT_FACTS = "tests/grading/museum/four-cups/exhibit.properties";
  static final String EXHIBIT_PATCH = "tests/grading/museum/four-cups/change.patch";

  private static final Map<List<Map<String, String>>, Map<String, byte[]>> COMPILED =
      new HashMap<>();

  private final Path root;

  private TinyCourse(Path root) {
    this.root = root;
  }

  /** Writes the course into {@code root}; nothing is wrong with it. */
  public static TinyCourse writtenTo(Path root) throws IOException {
    TinyCourse course = new TinyCourse(root);
    Files.createDirectories(root.resolve(".mvn"));
    course.write("pom.xml", POM);
    course.write("lectures/01-cup.md", "# Cups\n\n## Size\n");
    course.write("lectures/02-pot.md", "# Pots\n\n## Pour\n");

    course.write("phase-1-cup/hints.md", hints(1, "Cup.size", "01-cup.md#size"));
    course.main(CUP, "Todo", TODO);
    course.main(CUP, "Cup", CUP_SKELETON);
    course.test(CUP, "CupTest", CUP_TEST);
    course.test(CUP, "Taste", TASTE);

    course.write("phase-2-pot/hints.md", hints(2, "Pot.pour", "02-pot.md#pour"));
    course.main(POT, "Todo", TODO);
    course.main(POT, "Cup", CUP_ANSWER);
    course.main(POT, "Pot", POT_SKELETON);
    course.test(POT, "PotTest", POT_TEST);
    course.test(POT, "Taste", TASTE);

    course.main(SOLUTION, "Cup", CUP_ANSWER);
    course.main(SOLUTION, "Pot", POT_ANSWER);
    course.handOut(CUP, 1);
    course.handOut(POT, 1);
    return course;
  }

  /** Hangs the exhibit {@code four-cups} into the museum: a cup that holds four. */
  public TinyCourse withExhibit() throws IOException {
    return write(EXHIBIT_FACTS, FACTS).write(EXHIBIT_PATCH, CHANGE);
  }

  /** Compiles everything that compiles, as Maven would have done. */
  Chain compiled() throws IOException {
    for (String module : List.of(CUP, POT, SOLUTION)) {
      CourseModule it = new CourseModule(root.resolve(module));
      compile(it.sources(), it.classes(), List.of());
      compile(it.testSources(), it.testClasses(), List.of(it.sources()));
    }
    return Chain.in(root);
  }

  /** The course as it is on disk, not compiled. */
  Chain asItIs() throws IOException {
    return Chain.in(root);
  }

  /** Writes down the fingerprint of {@code phase} as it is now, and how many tests it has. */
  TinyCourse handOut(String phase, int tests) throws IOException {
    String fingerprint = Skeleton.fingerprint(root.resolve(phase).resolve("src/main/java"));
    return write(
        phase + "/phase.properties",
        "title=Tea\ntests=%d\nskeleton=%s\n".formatted(tests, fingerprint));
  }

  /** Replaces a main class; the phase counts as begun until it is handed out again. */
  TinyCourse main(String module, String name, String source) throws IOException {
    return write("%s/src/main/java/logkv/%s.java".formatted(module, name), source);
  }

  TinyCourse test(String module, String name, String source) throws IOException {
    return write("%s/src/test/java/logkv/%s.java".formatted(module, name), source);
  }

  TinyCourse write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    return this;
  }

  /** Compiles, or takes what the same sources gave the last time: most of them never change. */
  private static void compile(Path sources, Path classes, List<Path> sourcePath)
      throws IOException {
    List<Map<String, String>> texts = new ArrayList<>();
    texts.add(CourseModule.texts(sources));
    for (Path folder : sourcePath) {
      texts.add(CourseModule.texts(folder));
    }
    Files.createDirectories(classes);
    Map<String, byte[]> known = COMPILED.get(texts);
    if (known == null) {
      javac(sources, classes, sourcePath);
      known = new TreeMap<>();
      for (String name : CourseModule.names(classes)) {
        known.put(name, Files.readAllBytes(classes.resolve(name)));
      }
      COMPILED.put(texts, known);
    }
    for (Map.Entry<String, byte[]> file : known.entrySet()) {
      Path path = classes.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  private static void javac(Path sources, Path classes, List<Path> sourcePath) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
      List<Path> java =
          CourseModule.names(sources).stream().map(sources::resolve).toList();
      if (!java.isEmpty()) {
        files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
        files.setLocationFromPaths(StandardLocation.SOURCE_PATH, sourcePath);
        Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(java);
        List<String> options = List.of("-proc:none", "-implicit:none");
        compiler.getTask(new StringWriter(), files, null, options, null, units).call();
      }
    }
  }

  static String hints(int phase, String step, String section) {
    return """
        # Hints for phase %d
        ## %s
        lectures/%s
        1. Look at the cup.
        2. Count what is in it.
        3. One line is enough.
        """.formatted(phase, step, section);
  }

  private static final String POM = """
      <project><build><plugins><plugin>
        <artifactId>maven-surefire-plugin</artifactId>
        <configuration><includes>
          <include>**/*Test.java</include>
          <include>**/*Properties.java</include>
        </includes></configuration>
      </plugin></plugins></build></project>
      """;

  static final String TODO = """
      package logkv;

      public final class Todo extends Error {
        private Todo(String message) {
          super(message);
        }

        public static Todo implement(String what, String where) {
          return new Todo("Implement " + what + " next; lectures/" + where + " explains how.");
        }
      }
      """;

  static final String CUP_SKELETON = """
      package logkv;

      public final class Cup {
        public int size() {
          throw Todo.implement("Cup.size", "01-cup.md#size"); // TODO(phase-1)
        }
      }
      """;

  static final String CUP_ANSWER = """
      package logkv;

      public final class Cup {
        public int size() {
          return 3;
        }
      }
      """;

  static final String POT_SKELETON = """
      package logkv;

      public final class Pot {
        public String pour() {
          throw Todo.implement("Pot.pour", "02-pot.md#pour"); // TODO(phase-2)
        }
      }
      """;

  static final String POT_ANSWER = """
      package logkv;

      public final class Pot {
        public String pour() {
          return "green";
        }
      }
      """;

  static final String CUP_TEST = """
      package logkv;

      import static org.assertj.core.api.Assertions.assertThat;

      import org.junit.jupiter.api.Test;

      class CupTest {
        @Test
        void a_cup_holds_three() {
          assertThat(new Cup().size()).isEqualTo(3);
        }
      }
      """;

  static final String POT_TEST = """
      package logkv;

      import org.junit.jupiter.api.Test;

      class PotTest {
        @Test
        void green_tea_comes_out() {
          Taste.requireGreen(new Pot().pour());
        }
      }
      """;

  static final String TASTE = """
      package logkv;

      import static org.assertj.core.api.Assertions.assertThat;

      final class Taste {
        static void requireGreen(String tea) {
          assertThat(tea).isEqualTo("green");
        }
      }
      """;

  static final String FACTS = """
      phase=1
      title=One more
      story=Somebody counted from zero to three.
      finder=F
      caught.by=CupTest
      message=but was: 4
      base=answer
      """;

  static final String CHANGE = """
      --- a/logkv/Cup.java
      +++ b/logkv/Cup.java
      @@ -2,6 +2,6 @@

       public final class Cup {
         public int size() {
      -    return 3;
      +    return 4;
         }
       }
      """;
}
