package logkv.grading.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import logkv.course.command.CourseCommand;
import logkv.course.report.Terminal;
import logkv.grading.TinyCourse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who goes to the museum, and who brings a test along. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MuseumCommandTest {
  @TempDir
  Path root;

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

  @BeforeEach
  void a_course_with_one_wrong_store() throws IOException {
    TinyCourse.writtenTo(root).withExhibit();
  }

  @Test
  void all_exhibits_are_listed_by_phases() {
    assertThat(museum()).isZero();

    assertThat(shown()).startsWith("""
            1 wrong stores, each with one mistake that somebody made.

            Phase 1: Tea
               1  four-cups                  One more

            """);
  }

  @Test
  void one_tells_its_story_and_not_how_it_is_caught() {
    assertThat(museum("four-cups")).isZero();

    assertThat(shown()).isEqualTo("""
            1  four-cups: One more (phase 1)

              Somebody counted from zero to three.

              found by   an ordinary test
            """);
  }

  @Test
  void who_asks_is_told_the_answer_and_shown_the_mistake() {
    assertThat(museum("1", "--answer", "--diff")).isZero();

    assertThat(shown())
        .contains("  caught by  CupTest\n  they say   ...but was: 4...\n")
        .contains("-    return 3;\n+    return 4;\n");
  }

  @Test
  void a_test_that_catches_it() throws IOException {
    assertThat(attempt("assertThat(new Cup().size()).isEqualTo(3);")).isZero();

    assertThat(shown())
        .startsWith(
            "ok MyTest.java catches four-cups: it passes on the right store and fails on the"
                + " wrong one.\n\n  on the wrong store, mine:\n")
        .contains("but was: 4");
  }

  @Test
  void a_test_that_passes_on_both() throws IOException {
    assertThat(attempt("assertThat(new Cup().size()).isPositive();")).isEqualTo(1);

    assertThat(shown())
        .isEqualTo("x MyTest.java does not catch four-cups: it passes on the wrong store too.\n");
  }

  @Test
  void a_test_that_fails_on_both() throws IOException {
    assertThat(attempt("assertThat(new Cup().size()).isEqualTo(5);")).isEqualTo(1);

    assertThat(shown())
        .startsWith("x MyTest.java fails on the right store, too: it asks for something that nobody"
            + " promised.\n\n  on the right store, mine:\n")
        .contains("but was: 3");
  }

  @Test
  void a_test_that_has_it_the_wrong_way_round() throws IOException {
    assertThat(attempt("assertThat(new Cup().size()).isEqualTo(4);")).isEqualTo(1);

    assertThat(shown()).startsWith("x MyTest.java has it the wrong way round: ");
  }

  @Test
  void a_test_may_use_the_helpers_of_its_phase() throws IOException {
    assertThat(attempt("Taste.requireGreen(new Cup().size() == 3 ? \"green\" : \"black\");"))
        .isZero();
  }

  @Test
  void a_helper_may_be_named_after_what_is_under_test() throws IOException {
    Files.writeString(
        root.resolve("phase-1-cup/src/test/java/logkv/CupUnderTest.java"),
        "package logkv; class CupUnderTest { static int size() { return new Cup().size(); } }");

    assertThat(attempt("assertThat(CupUnderTest.size()).isEqualTo(3);")).isZero();
  }

  @Test
  void a_test_that_does_not_compile() throws IOException {
    assertThat(attempt("assertThat(new Cup().width()).isEqualTo(3);")).isEqualTo(2);

    assertThat(complaints()).startsWith("course: MyTest.java:10: cannot find symbol\n");
  }

  @Test
  void a_class_without_a_test() throws IOException {
    Path file = Files.writeString(root.resolve("MyTest.java"), "class MyTest {}");

    assertThat(museum("four-cups", "--try", file.toString())).isEqualTo(2);

    assertThat(complaints()).contains("There is no test in MyTest.java");
  }

  @Test
  void a_class_that_nobody_would_run() throws IOException {
    Path file = Files.writeString(root.resolve("Mine.java"), "class Mine {}");

    assertThat(museum("four-cups", "--try", file.toString())).isEqualTo(2);

    assertThat(complaints()).startsWith("course: Mine.java: a test class is called ...Test");
  }

  @Test
  void an_exhibit_that_there_is_not() {
    assertThat(museum("five-cups")).isEqualTo(2);

    assertThat(complaints())
        .isEqualTo("course: The museum has no five-cups; ./course museum lists its 1 exhibits.\n");
  }

  @Test
  void a_test_without_an_exhibit() {
    assertThat(museum("--try", "MyTest.java")).isEqualTo(2);

    assertThat(complaints()).startsWith("course: Which one?");
  }

  private int attempt(String body) throws IOException {
    Path file = Files.writeString(root.resolve("MyTest.java"), """
        package logkv;

        import static org.assertj.core.api.Assertions.assertThat;

        import org.junit.jupiter.api.Test;

        class MyTest {
          @Test
          void mine() {
            %s
          }
        }
        """.formatted(body));
    return museum("four-cups", "--try", file.toString());
  }

  private int museum(String... arguments) {
    Terminal terminal = new Terminal(print(shown), false, false, false, 80);
    String[] all = new String[arguments.length + 1];
    all[0] = "museum";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return new CourseCommand(root, terminal, print(complaints), new MuseumCommand()).execute(all);
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, UTF_8);
  }

  private String shown() {
    return shown.toString(UTF_8).replace("\r\n", "\n");
  }

  private String complaints() {
    return complaints.toString(UTF_8).replace("\r\n", "\n");
  }
}
