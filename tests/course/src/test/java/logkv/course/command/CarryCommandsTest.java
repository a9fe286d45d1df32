package logkv.course.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import logkv.course.TinyCourse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What somebody sees, and what becomes of her code, who types {@code start}, {@code reset}, {@code diff}. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CarryCommandsTest extends TypedCommands {
  private static final String TEA = "src/main/java/tea/Tea.java";
  private static final String CUP = "src/main/java/tea/Cup.java";
  private static final String UNWRITTEN = "{ throw new Error(); } // TODO(phase-%d)";
  private static final String TODO_1 = UNWRITTEN.formatted(1);
  private static final String TODO_2 = UNWRITTEN.formatted(2);

  private TinyCourse tiny;

  /** Brew a tea and wash a cup in phase 1; pour the tea in phase 2. */
  @BeforeEach
  void two_phases() throws IOException {
    tiny = new TinyCourse(root)
        .withPhase(1, 1)
        .write(1, TEA, tea("public static int brew() " + TODO_1))
        .write(1, CUP, cup("public static int wash() " + TODO_1))
        .withTest(1, "TeaTest", "@Test void brewing() { assertThat(Tea.brew()).isEqualTo(1); }")
        .handedOut(1)
        .withPhase(2, 1)
        .write(
            2,
            TEA,
            tea("public static int brew() { return 1; }", "public static int pour() " + TODO_2))
        .write(2, CUP, cup("public static int wash() { return 1; }"))
        .withTest(2, "CupTest", "@Test void a_cup() { assertThat(Tea.pour()).isEqualTo(2); }")
        .handedOut(2);
    course("status"); // which sees both phases untouched
    shown();
  }

  @Test
  void mine_is_her_code_with_the_new_todos() throws IOException {
    tiny.write(1, TEA, tea("public static int brew() { return 2 - 1; }"))
        .write(1, CUP, cup("public static int wash() { return 3 - 2; }"))
        .write(1, "src/main/java/tea/Kettle.java", "package tea; class Kettle {}");
    course("test", "1");
    shown();

    assertThat(course("start", "2", "--mine")).isZero();

    assertThat(shown()).isEqualTo("""
            Phase 2 has your code of phase 1 (3 of the 3 files that you have changed); all else is ours.

              tea/Cup.java  yours
              tea/Kettle.java  yours
              tea/Tea.java  yours, with what is new in phase 2

            What was in phase 2 is saved in .course/saved/phase-2-tiny-1
            next: read phase-2-tiny/README.md, then ./course test 2
            """);
    assertThat(text(2, CUP)).isEqualTo(text(1, CUP));
    assertThat(text(2, TEA))
        .isEqualTo(tea(
            "public static int brew() { return 2 - 1; }", "public static int pour() " + TODO_2));
    assertThat(root.resolve("phase-2-tiny/src/main/java/tea/Kettle.java")).exists();
    assertThat(root.resolve("phase-2-tiny/target/course/trial")).doesNotExist();
  }

  @Test
  void what_she_has_not_written_is_ours() throws IOException {
    tiny.write(
        1, CUP, cup("public static int wash() " + TODO_1, "public static int dry() { return 7; }"));

    assertThat(course("start", "2", "--mine")).isZero();

    assertThat(shown())
        .contains("tea/Cup.java  yours, with what is new")
        .contains("Phase 1 is not green as far as is known");
    assertThat(text(2, CUP)).contains("return 1;", "return 7;");
  }

  @Test
  void what_is_to_be_written_again_is_told_with_the_place_of_hers() throws IOException {
    tiny.write(
        1,
        TEA,
        tea("public static int brew() { return 1; }", "public static int pour() { return 9; }"));

    assertThat(course("start", "2", "--mine")).isZero();

    assertThat(shown())
        .contains("pour(): ours, to be written; yours is in"
            + " phase-1-tiny/src/main/java/tea/Tea.java:5");
    assertThat(text(2, TEA)).contains(TODO_2).doesNotContain("9");
  }

  @Test
  void a_file_with_which_phase_2_does_not_compile_stays_ours_and_she_is_told_why()
      throws IOException {
    tiny.write(1, TEA, tea("public static int brew() { return 1 + 0; }"))
        .write(1, CUP, cup("public static String wash() { return null; }"))
        .withTest(2, "CupTest", "@Test void a_cup() { assertThat(Cup.wash() + 1 > 1).isTrue(); }");

    assertThat(course("start", "2", "--mine")).isZero();

    assertThat(shown())
        .contains("(1 of the 2 files that you have changed)")
        .contains("tea/Cup.java  ours: yours does not compile here:"
            + " phase-2-tiny/src/test/java/tea/CupTest.java:10: bad operand types")
        .contains("yours is still in phase-1-tiny/src/main/java/tea/Cup.java");
    assertThat(text(2, CUP)).isEqualTo(cup("public static int wash() { return 1; }"));
    assertThat(text(2, TEA)).contains("1 + 0");
  }

  @Test
  void what_she_has_already_written_in_phase_2_is_saved_first() throws IOException {
    tiny.write(1, CUP, cup("public static int wash() { return 3 - 2; }"))
        .write(2, TEA, tea("her phase 2"));

    assertThat(course("start", "2", "--mine")).isZero();

    assertThat(Files.readString(root.resolve(".course/saved/phase-2-tiny-1/tea/Tea.java")))
        .contains("her phase 2");
    assertThat(text(2, TEA)).contains("return 1;", TODO_2);
    assertThat(text(2, CUP)).contains("3 - 2");
  }

  @Test
  void there_may_be_nothing_that_can_be_carried() throws IOException {
    assertThat(course("start", "2", "--mine")).isEqualTo(2);
    assertThat(complaints()).contains("You have changed nothing in phase 1");

    assertThat(course("start", "1", "--mine")).isEqualTo(2);
    assertThat(complaints()).contains("Phase 1 is the first one");

    tiny.write(1, CUP, cup("public static int wash() { return \"clean\"; }"));
    assertThat(course("start", "2", "--mine")).isEqualTo(2);
    assertThat(complaints())
        .contains("Phase 1 does not compile")
        .contains("phase-1-tiny/src/main/java/tea/Cup.java:4: incompatible types");

    assertThat(course("start", "2")).isEqualTo(2);
    assertThat(complaints()).contains("--mine", "--reference");
    assertThat(root.resolve(".course/saved")).doesNotExist();
  }

  @Test
  void the_reference_is_the_phase_as_it_was_handed_out() throws IOException {
    assertThat(course("start", "2", "--reference")).isZero();
    assertThat(shown())
        .startsWith("Phase 2 is as it was handed out, with our answer to phase 1 in it.")
        .doesNotContain("saved");
    String ours = text(2, TEA);
    tiny.write(2, TEA, "hers");

    assertThat(course("start", "2", "--reference")).isZero();

    assertThat(shown()).contains("What was in phase 2 is saved in .course/saved/phase-2-tiny-1");
    assertThat(text(2, TEA)).isEqualTo(ours);
  }

  @Test
  void reset_saves_and_puts_back() throws IOException {
    String skeleton = text(1, TEA);
    assertThat(course("reset", "1")).isZero();
    assertThat(shown()).isEqualTo("Phase 1 is as it was handed out; there is nothing to reset.\n");
    tiny.write(1, TEA, "hers");

    assertThat(course("reset", "1")).isZero();

    assertThat(shown()).isEqualTo("""
            Phase 1 is as it was handed out again.
            Your work is saved in .course/saved/phase-1-tiny-1
            next: ./course watch 1
            """);
    assertThat(text(1, TEA)).isEqualTo(skeleton);
    assertThat(Files.readString(root.resolve(".course/saved/phase-1-tiny-1/tea/Tea.java")))
        .isEqualTo("hers");
  }

  @Test
  void an_interrupted_reset_is_told_until_it_is_done() throws IOException {
    tiny.write(1, TEA, "half of ours");
    Files.createDirectories(root.resolve(".course/saved/phase-1-tiny-1"));
    Files.writeString(
        root.resolve(".course/phase-1-tiny.replacing"),
        "./course reset 1\n.course/saved/phase-1-tiny-1\n");

    course("status");
    assertThat(shown()).contains("./course reset 1 was interrupted half-way; run it again.");
    course("reset", "1");
    assertThat(shown())
        .contains("saved in .course/saved/phase-1-tiny-1 and .course/saved/phase-1-tiny-2");
    course("status");
    assertThat(shown()).doesNotContain("interrupted");
  }

  @Test
  void our_answer_is_shown_to_whom_is_green_or_gives_up() throws IOException {
    assertThat(course("diff", "1")).isEqualTo(2);
    assertThat(complaints())
        .isEqualTo("course: Phase 1 is not tested yet: ./course test 1 does it."
            + " ./course diff 1 --give-up shows our answer anyway.\n");

    course("test", "1");
    assertThat(course("diff", "1")).isEqualTo(2);
    assertThat(complaints())
        .isEqualTo("course: Phase 1 is not green yet: 0 of 1 tests pass. ./course hint 1 helps;"
            + " ./course diff 1 --give-up shows our answer anyway.\n");
    assertThat(course("diff", "1", "--give-up")).isZero();

    tiny.write(1, CUP, cup("public static int wash() { return 1; }"))
        .write(1, TEA, tea("public static int brew() { return 2 - 1; }"));
    course("test", "1");
    shown();
    assertThat(course("diff", "1")).isZero();
    assertThat(shown()).isEqualTo("""
            --- phase-1-tiny/src/main/java/tea/Tea.java
            +++ phase-2-tiny/src/main/java/tea/Tea.java
            @@ -1,5 +1,6 @@
             package tea;
            \s
             public class Tea {
            -  public static int brew() { return 2 - 1; }
            +  public static int brew() { return 1; }
            +  public static int pour() { throw new Error(); } // TODO(phase-2)
             }
            1 of 2 files are the same in yours and ours.
            """);

    tiny.write(1, TEA, tea("public static int brew() { return 1; }"));
    assertThat(course("diff", "1")).isEqualTo(2);
    assertThat(complaints()).contains("Phase 1 has changed since it was green");
  }

  @Test
  void our_answer_is_what_we_handed_out_whatever_she_has_made_of_it() throws IOException {
    tiny.write(2, TEA, "hers");

    course("diff", "1", "--give-up");

    assertThat(shown())
        .contains("+  public static int brew() { return 1; }")
        .doesNotContain("hers");
  }

  @Test
  void the_answer_to_the_last_phase_is_the_solution_if_it_is_there() throws IOException {
    assertThat(course("diff", "2", "--give-up")).isEqualTo(2);
    assertThat(complaints()).contains("answer to phase 2 is not part of this copy of the course");
    Path solution = root.resolve("solution/src/main/java/tea/Tea.java");
    Files.createDirectories(solution.getParent());
    Files.writeString(solution, tea("public static int pour() { return 2; }"));

    assertThat(course("diff", "2", "--give-up")).isZero();

    assertThat(shown()).contains("+++ solution/src/main/java/tea/Tea.java", "{ return 2; }");
  }

  private static String tea(String... members) {
    return type("Tea", members);
  }

  private static String cup(String... members) {
    return type("Cup", members);
  }

  private static String type(String name, String... members) {
    return "package tea;\n\npublic class " + name + " {\n  " + String.join("\n  ", members)
        + "\n}\n";
  }

  private String text(int phase, String file) throws IOException {
    return Files.readString(root.resolve("phase-%d-tiny".formatted(phase)).resolve(file));
  }
}
