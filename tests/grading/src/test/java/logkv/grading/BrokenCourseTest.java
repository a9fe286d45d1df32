package logkv.grading;

import static logkv.grading.TinyCourse.CUP;
import static logkv.grading.TinyCourse.POT;
import static logkv.grading.TinyCourse.SOLUTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import logkv.course.CourseException;
import logkv.course.Skeleton;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule that reads sources fails once, for a course that breaks it in one place. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BrokenCourseTest {
  @TempDir
  Path root;

  private TinyCourse course;

  @BeforeEach
  void a_course_with_nothing_wrong() throws IOException {
    course = TinyCourse.writtenTo(root);
  }

  @Test
  void a_whole_course_breaks_no_rule() throws IOException {
    Chain whole = course.compiled();

    for (Rule rule : Proof.rulesOfSources()) {
      assertThat(rule.check(whole)).as(rule.promise()).isEmpty();
    }
  }

  @Test
  void a_skeleton_that_does_not_compile() throws IOException {
    course.main(CUP, "Cup", TinyCourse.CUP_SKELETON.replace("int size", "ink size"));

    assertThat(new Compiled().check(course.compiled()))
        .extracting(Violation::toString)
        .first()
        .asString()
        .isEqualTo("phase-1-cup/src/main/java/logkv/Cup.java: there is no class of it; see why:"
            + " ./mvnw -pl phase-1-cup compile [compiles]");
  }

  @Test
  void tests_that_do_not_compile() throws IOException {
    course.test(CUP, "CupTest", TinyCourse.CUP_TEST.replace("size()", "width()"));

    assertThat(new Compiled().check(course.compiled()))
        .extracting(Violation::where)
        .contains("phase-1-cup/src/test/java/logkv/CupTest.java");
  }

  @Test
  void a_file_that_drifts_apart_between_two_phases() throws IOException {
    course.main(POT, "Todo", TinyCourse.TODO.replace("next", "now")).handOut(POT, 1);

    assertThat(new SameFiles().check(course.asItIs()))
        .extracting(Violation::toString)
        .containsExactly(
            "phase-1-cup/src/main/java/logkv/Todo.java: differs from the one in phase-2-pot, and"
                + " neither has a TODO; make them identical [same]");
  }

  @Test
  void a_file_that_drifts_apart_between_the_last_phase_and_the_solution() throws IOException {
    course.main(SOLUTION, "Cup", TinyCourse.CUP_ANSWER.replace("Cup {", "Cup { // better"));

    assertThat(new SameFiles().check(course.asItIs()))
        .extracting(Violation::where)
        .containsExactly("phase-2-pot/src/main/java/logkv/Cup.java");
  }

  @Test
  void a_file_that_is_gone_in_the_next_phase() throws IOException {
    course.main(CUP, "Saucer", "package logkv;\n\nclass Saucer {}\n").handOut(CUP, 1);

    assertThat(new SameFiles().check(course.asItIs()))
        .extracting(Violation::toString)
        .containsExactly(
            "phase-1-cup/src/main/java/logkv/Saucer.java: is gone in phase-2-pot; put it back"
                + " [same]");
  }

  @Test
  void a_phase_that_a_learner_has_begun_may_differ_from_its_neighbours() throws IOException {
    course.main(POT, "Cup", TinyCourse.CUP_ANSWER.replace("3", "1 + 2"));

    assertThat(new SameFiles().check(course.asItIs())).isEmpty();
  }

  @Test
  void a_test_helper_that_drifts_apart() throws IOException {
    course.test(POT, "Taste", TinyCourse.TASTE.replace("green", "black"));

    assertThat(new SameTestFiles().check(course.asItIs()))
        .extracting(Violation::toString)
        .containsExactly(
            "phase-2-pot/src/test/java/logkv/Taste.java: differs from the one in phase-1-cup; make"
                + " them one [same-tests]");
  }

  @Test
  void two_phases_with_a_test_of_one_name() throws IOException {
    course.test(POT, "CupTest", TinyCourse.CUP_TEST);

    assertThat(new SameTestFiles().check(course.asItIs()))
        .extracting(Violation::toString)
        .containsExactly(
            "phase-2-pot/src/test/java/logkv/CupTest.java: phase-1-cup has a test of this name too;"
                + " rename one [same-tests]");
  }

  @Test
  void a_wrong_fingerprint_names_the_right_one() throws IOException {
    course.main(CUP, "Cup", TinyCourse.CUP_SKELETON.replace("Cup {", "Cup { //"));
    String now = Skeleton.fingerprint(root.resolve(CUP).resolve("src/main/java"));

    assertThat(new Untouched().check(course.asItIs()))
        .extracting(Violation::toString)
        .containsExactly(
            "phase-1-cup/phase.properties: the sources have changed; if that was meant, write"
                + " skeleton=%s [fingerprint]".formatted(now));
  }

  @Test
  void a_skeleton_that_leaves_nothing_to_do() throws IOException {
    course.main(CUP, "Cup", TinyCourse.CUP_ANSWER).handOut(CUP, 1);

    assertThat(new OwnTodos().check(course.asItIs()))
        .extracting(Violation::toString)
        .containsExactly("phase-1-cup: leaves nothing to do: no TODO in src/main/java [own-todos]");
  }

  @Test
  void an_answer_that_was_forgotten_in_the_next_phase() throws IOException {
    course.main(POT, "Cup", TinyCourse.CUP_SKELETON).handOut(POT, 1);

    assertThat(new OwnTodos().check(course.asItIs()))
        .extracting(Violation::toString)
        .containsExactly(
            "phase-2-pot/src/main/java/logkv/Cup.java: still has a TODO of phase 1; solve it here"
                + " [own-todos]");
  }

  @Test
  void a_todo_that_points_at_no_section() throws IOException {
    course.main(CUP, "Cup", TinyCourse.CUP_SKELETON.replace("#size", "#width")).handOut(CUP, 1);

    assertThat(new Pointers().check(course.asItIs()))
        .extracting(Violation::toString)
        .containsExactly(
            "phase-1-cup/src/main/java/logkv/Cup.java: lectures/01-cup.md has no heading #width"
                + " [pointers]");
  }

  @Test
  void a_todo_that_points_at_no_lecture() throws IOException {
    course.main(CUP, "Cup", TinyCourse.CUP_SKELETON.replace("01-cup", "01-mug")).handOut(CUP, 1);

    assertThat(new Pointers().check(course.asItIs()))
        .extracting(Violation::what)
        .containsExactly("there is no lectures/01-mug.md");
  }

  @Test
  void a_todo_whose_pointer_nobody_can_check() throws IOException {
    String computed =
        TinyCourse.CUP_SKELETON.replace("\"01-cup.md#size\"", "\"01-cup.md\" + WHERE");
    course.main(CUP, "Cup", computed).handOut(CUP, 1);

    assertThat(new Pointers().check(course.asItIs()))
        .extracting(Violation::what)
        .containsExactly("give Todo.implement two literals, so that they can be checked");
  }

  @Test
  void tests_handouts_and_hints_that_point_at_no_section() throws IOException {
    course
        .test(
            CUP, "CupTest", TinyCourse.CUP_TEST.replace("class", "// lectures/01-cup.md#a\nclass"))
        .write(CUP + "/README.md", "See lectures/01-cup.md#b.")
        .write(POT + "/hints.md", "See lectures/01-cup.md#c, or lectures/02-pot.md#pour.");

    assertThat(new Pointers().check(course.asItIs()))
        .extracting(Violation::what)
        .isEqualTo(List.of(
            "lectures/01-cup.md has no heading #a",
            "lectures/01-cup.md has no heading #b",
            "lectures/01-cup.md has no heading #c"));
  }

  @Test
  void a_todo_that_is_no_step_and_a_step_that_is_no_todo() throws IOException {
    course.write(CUP + "/hints.md", TinyCourse.hints(1, "Cup.width", "01-cup.md#width"));

    assertThat(new Steps().check(course.asItIs()))
        .extracting(Violation::toString)
        .containsExactly(
            "phase-1-cup/src/main/java/logkv/Cup.java: hints.md has no step Cup.size with"
                + " lectures/01-cup.md#size [steps]",
            "phase-1-cup/hints.md: no TODO asks for Cup.width (lectures/01-cup.md#width) [steps]");
  }

  @Test
  void a_todo_comment_without_a_section_and_one_that_is_no_step() throws IOException {
    String comments = """
        // TODO(phase-1): taste it,
        // lectures/01-cup.md#taste explains how.
        interface Look {} // TODO(phase-1): look at it.
        """;
    course.main(CUP, "Cup", TinyCourse.CUP_SKELETON + comments).handOut(CUP, 1);

    assertThat(new Steps().check(course.asItIs()))
        .extracting(Violation::what)
        .containsExactly(
            "hints.md has no step with lectures/01-cup.md#taste",
            "has a TODO that names no section");
  }

  @Test
  void a_step_without_its_third_hint() throws IOException {
    String hints = TinyCourse.hints(1, "Cup.size", "01-cup.md#size");
    course.write(CUP + "/hints.md", hints.substring(0, hints.indexOf("3.")));

    assertThat(new Steps().check(course.asItIs()))
        .singleElement()
        .asString()
        .contains("phase-1-cup/hints.md:5: expected hint 3 of Cup.size");
  }

  @Test
  void a_folder_that_looks_like_a_phase_and_that_nobody_would_notice() throws IOException {
    course.write("phase-3-kettle/README.md", "# Kettles");

    assertThatThrownBy(course::asItIs)
        .isInstanceOf(CourseException.class)
        .hasMessageContaining("phase-3-kettle is called like a phase and is none");
  }
}
