package logkv.grading.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import logkv.course.Course;
import logkv.grading.sandbox.Sandbox;
import logkv.grading.score.PhaseResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The tests that students have, run by the grader on submissions of phase 2. */
@EnabledOnOs(OS.LINUX) // where grading works
@DisplayNameGeneration(ReplaceUnderscores.class)
class VisibleTestsTest {
  private static final Map<String, PhaseResult> results = new ConcurrentHashMap<>();

  @BeforeAll
  static void grade(@TempDir Path folder) throws Exception {
    Map<String, String> answer = Answers.right();
    Path submissions = folder.resolve("submissions");
    for (Hostile one : List.of(
        Hostile.named("right", answer),
        Hostile.named("forgets", answer).first(Hostile.PUT, "if (key.length() > 3) return;"),
        Hostile.named("exits", answer).first(Hostile.KEYS, "System.exit(0);"),
        Hostile.named("hangs", answer)
            .first(Hostile.KEYS, "while (index != null) { Thread.onSpinWait(); }"),
        Hostile.named("leads-out", answer)
            .first(Hostile.KEYS, "try { Class.forName(\"x\"); } catch (Exception e) { }"))) {
      one.writeTo(submissions);
    }
    try (ClassRun run = new ClassRun(
        Course.at(Answers.root()),
        SmallExamination.of().withVisibleTests(true),
        "a secret",
        Sandbox.Strength.NAMESPACES,
        Answers.SMALL)) {
      run.grade(
          Submissions.in(List.of(submissions), run.unpacked()),
          new Results(folder.resolve("results")),
          2,
          (found, grade, took) -> results.put(found.student(), grade.phases().get(1)));
    }
  }

  @Test
  void a_right_store_passes_all_but_the_slow_ones_which_are_not_run() {
    assertThat(results.get("right").visibleTotal()).isEqualTo(89); // of 90
    assertThat(results.get("right").visiblePassed()).isEqualTo(89);
  }

  @Test
  void a_wrong_one_passes_some() {
    assertThat(results.get("forgets").visibleTotal()).isEqualTo(89);
    assertThat(results.get("forgets").visiblePassed()).isBetween(40, 88);
  }

  @Test
  void after_the_first_file_that_ends_the_process_or_hangs_no_more_is_run() {
    assertThat(results.get("exits").visiblePassed()).isBetween(1, 70);
    assertThat(results.get("hangs").visiblePassed())
        .isEqualTo(results.get("exits").visiblePassed());
  }

  @Test
  void a_store_that_could_reach_the_tests_does_not_get_to_them() {
    assertThat(results.get("leads-out").visibleTotal()).isZero();
  }

  @Test
  void no_points_hang_on_them() {
    assertThat(results.get("right").maxPoints()).isEqualTo(60);
  }
}
