package logkv.grading;

import static logkv.grading.TinyCourse.CUP;
import static logkv.grading.TinyCourse.POT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import logkv.course.run.TestRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule that runs the suites fails once, for a course that breaks it in one place. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BrokenSuiteTest {
  private static final String SIZE = "phase-1-cup logkv.CupTest#a_cup_holds_three";

  private static TestRunner runner;

  @TempDir
  Path root;

  private TinyCourse course;

  @BeforeAll
  static void one_jvm_for_all(@TempDir Path place) throws IOException {
    runner = TestRunner.start(place);
  }

  @AfterAll
  static void end_it() {
    runner.close();
  }

  @BeforeEach
  void a_course_with_nothing_wrong() throws IOException {
    course = TinyCourse.writtenTo(root);
  }

  @Test
  void a_whole_course_breaks_no_rule() throws IOException {
    Proof proof = proof(true);

    assertThat(Prove.report(proof)).startsWith("""
            tests of \\ classes of          phase 1       phase 2      solution
            phase-1-cup                      1 red       1 green       1 green
            phase-2-pot                                    1 red       1 green
            classes + of tests               2 + 2         3 + 2         2 + 0

            """).doesNotContain("BROKEN");
    assertThat(proof.holds()).isTrue();
    assertThat(proof.notes()).isEmpty();
  }

  @Test
  void a_skeleton_that_was_solved_already() throws IOException {
    course
        .main(CUP, "Cup", "// TODO(phase-1): lectures/01-cup.md#size\n" + TinyCourse.CUP_ANSWER)
        .handOut(CUP, 1);

    assertThat(broken())
        .containsExactly(
            SIZE + ": passes on the skeleton; let it ask for something that is still to do [red]");
  }

  @Test
  void one_test_that_passes_on_the_skeleton() throws IOException {
    course
        .test(CUP, "CupTest", withTest("void a_cup_can_be_had() { new Cup(); }"))
        .handOut(CUP, 2);

    assertThat(broken())
        .containsExactly(
            "phase-1-cup logkv.CupTest#a_cup_can_be_had: passes on the skeleton; let it ask for"
                + " something that is still to do [red]");
  }

  @Test
  void a_test_that_leaves_a_beginner_with_a_null_pointer() throws IOException {
    course.main(CUP, "Cup", CUP_IN_A_COMMENT).handOut(CUP, 1);
    course.test(
        CUP,
        "CupTest",
        TinyCourse.CUP_TEST
            .replace("new Cup().size()", "(int) size()")
            .replace(
                "  @Test",
                "  Integer size() { int n = new Cup().size(); if (n < 3) { return null; } return n; }\n  @Test"));

    assertThat(broken())
        .singleElement()
        .asString()
        .startsWith(SIZE + ": fails with java.lang.NullPointerException: ")
        .endsWith("; let a Todo or an assertion say what is missing [red]");
  }

  @Test
  void a_test_whose_failure_names_no_section() throws IOException {
    course.main(CUP, "Cup", CUP_IN_A_COMMENT).handOut(CUP, 1);

    assertThat(broken())
        .singleElement()
        .asString()
        .startsWith(SIZE + ": names no section of a lecture: \"");
  }

  @Test
  void a_test_whose_failure_names_a_section_that_does_not_exist() throws IOException {
    course.main(CUP, "Cup", CUP_IN_A_COMMENT).handOut(CUP, 1);
    course.test(
        CUP,
        "CupTest",
        TinyCourse.CUP_TEST.replace(
            ".isEqualTo", ".as(\"lectures/\" + \"01-cup.md#width\").isEqualTo"));

    assertThat(broken()).containsExactly(SIZE + ": lectures/01-cup.md has no heading #width [red]");
  }

  @Test
  void a_test_that_ends_the_jvm() throws IOException {
    course
        .main(CUP, "Cup", CUP_IN_A_COMMENT.replace("return 0;", "System.exit(0); return 0;"))
        .handOut(CUP, 1);

    assertThat(broken())
        .singleElement()
        .asString()
        .startsWith(SIZE + ": is red the wrong way: System.exit was called at Cup.size");
  }

  @Test
  void an_answer_that_fails() throws IOException {
    String wrong = TinyCourse.CUP_ANSWER.replace("3", "4");
    course.main(POT, "Cup", wrong).handOut(POT, 1).main(TinyCourse.SOLUTION, "Cup", wrong);

    assertThat(broken())
        .hasSize(2)
        .anySatisfy(one -> assertThat(one)
            .startsWith(SIZE + ": does not pass on phase-2-pot:")
            .contains("expected: 3", "but was: 4")
            .endsWith("[answered]"))
        .anySatisfy(one ->
            assertThat(one).startsWith(SIZE + ": does not pass on solution:").endsWith("[kept]"));
  }

  @Test
  void something_that_worked_and_breaks_later() throws IOException {
    course
        .main(POT, "Cup", "// TODO(phase-2): lectures/02-pot.md#pour\n" + TinyCourse.CUP_ANSWER)
        .handOut(POT, 1);
    course.main(TinyCourse.SOLUTION, "Cup", TinyCourse.CUP_ANSWER.replace("3", "4"));

    assertThat(broken())
        .singleElement()
        .asString()
        .startsWith(SIZE + ": does not pass on solution:")
        .endsWith("[kept]");
  }

  @Test
  void a_number_of_tests_that_is_not_the_one_written_down() throws IOException {
    course.handOut(POT, 3);

    assertThat(broken())
        .containsExactly(
            "phase-2-pot/phase.properties: 1 tests were found; find the others, or write tests=1"
                + " [counted]");
  }

  @Test
  void a_test_class_that_maven_passes_over() throws IOException {
    course
        .test(CUP, "CupChecks", TinyCourse.CUP_TEST.replace("CupTest", "CupChecks"))
        .handOut(CUP, 2);

    assertThat(broken())
        .contains("phase-1-cup logkv.CupChecks: Maven does not run a class of this"
            + " name; call it ...Test [all-run]");
  }

  @Test
  void a_test_that_junit_passes_over() throws IOException {
    course.test(CUP, "CupTest", withTest("private void a_cup_is_round() {}"));

    assertThat(broken())
        .contains(
            "phase-1-cup logkv.CupTest#a_cup_is_round: JUnit does not find it; is it private, or"
                + " @Nested missing? [all-run]");
  }

  @Test
  void an_exception_with_its_reason_is_none_until_it_is_idle() throws IOException {
    course.handOut(POT, 3);
    course.write(Exceptions.FILE, """
        # why not
        counted | phase-2-pot/phase.properties | two more are to come
        red     | phase-1-cup logkv.CupTest#x  | there is no such test
        same    | phase-1-cup
        """);

    assertThat(broken())
        .containsExactly(
            Exceptions.FILE + ":4: is not \"rule | where | reason\" [exceptions]",
            Exceptions.FILE + ":3: excuses nothing that happens; delete it [exceptions]");
  }

  @Test
  void a_phase_that_a_learner_has_begun_need_not_be_red_and_the_proof_says_so() throws IOException {
    course.main(CUP, "Cup", TinyCourse.CUP_ANSWER);
    Proof proof = proof(false);

    assertThat(proof.holds()).isTrue();
    assertThat(proof.notes())
        .containsExactly(
            "phase-1-cup has been begun, so what is true of skeletons was not asked of it.");
    assertThat(proof.matrix()).contains("phase-1-cup                      begun       1 green");
  }

  private Proof proof(boolean pristine) throws IOException {
    Chain compiled = course.compiled();
    return Proof.of(compiled, pristine, Runs.of(compiled, List.of(runner)));
  }

  /** Every violation of the course as it is now, where it is maintained. */
  private List<String> broken() throws IOException {
    return proof(true).violations().values().stream()
        .flatMap(List::stream)
        .map(Violation::toString)
        .toList();
  }

  private static String withTest(String method) {
    return TinyCourse.CUP_TEST.replace("  @Test", "  @Test\n  " + method + "\n\n  @Test");
  }

  private static final String CUP_IN_A_COMMENT = TinyCourse.CUP_ANSWER.replace(
      "return 3;", "return 0; // TODO(phase-1): lectures/01-cup.md#size");
}
