package logkv.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import logkv.course.Progress.Result;
import logkv.course.Progress.Results;
import logkv.course.run.TestId;
import logkv.course.run.TestResult.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProgressTest {
  private static final Results RESULTS = new Results(
      "abc",
      List.of(
          new Result(test("red"), Status.FAILED, Optional.of("Tea.brew"), false),
          new Result(test("lost"), Status.FAILED, Optional.empty(), false),
          new Result(test("broken"), Status.FAILED, Optional.of("Tea.pour"), true),
          new Result(test("green"), Status.PASSED, Optional.empty(), true)));

  @TempDir
  Path root;

  private Course course;
  private Phase phase;

  @BeforeEach
  void a_course() throws IOException {
    course = new TinyCourse(root).withPhase(1, 3).withTea(1, "").course();
    phase = course.phases().get(0);
  }

  @Test
  void results_come_back_as_they_were_saved() {
    new Progress(course).save(phase, RESULTS);

    assertThat(new Progress(course).results(phase)).isEqualTo(RESULTS);
    assertThat(RESULTS.passed()).isEqualTo(1);
    assertThat(RESULTS.firstOpenStep()).hasValue("Tea.brew");
    assertThat(RESULTS.onceGreen()).containsExactlyInAnyOrder(test("broken"), test("green"));
  }

  @Test
  void hints_come_back_as_they_were_saved() {
    new Progress(course).saveHintsShown(phase, "Tea.brew", 2);
    new Progress(course).saveHintsShown(phase, "Tea.pour", 1);

    assertThat(new Progress(course).hintsShown(phase, "Tea.brew")).isEqualTo(2);
    assertThat(new Progress(course).hintsShown(phase, "Tea.pour")).isEqualTo(1);
    assertThat(new Progress(course).hintsShown(phase, "Tea.drink")).isZero();
  }

  @Test
  void nothing_is_known_at_first() {
    assertThat(new Progress(course).results(phase)).isEqualTo(Results.NONE);
  }

  @Test
  void a_damaged_file_counts_as_empty() throws IOException {
    new Progress(course).save(phase, RESULTS);
    new Progress(course).saveHintsShown(phase, "Tea.brew", 2);
    Path folder = root.resolve(".course");

    for (String damage : List.of(
        "",
        "\0\1\2",
        "logkv-course 1\n",
        "logkv-course 1\nsources abc\nPASSED\n",
        "logkv-course 1\nsources abc\nSOMEHOW tea.TeaTest#green\n",
        "logkv-course 99\nx\n")) {
      Files.writeString(folder.resolve("phase-1-tiny.results"), damage);
      Files.writeString(folder.resolve("phase-1-tiny.hints"), damage);

      assertThat(new Progress(course).results(phase)).as(damage).isEqualTo(Results.NONE);
      assertThat(new Progress(course).hintsShown(phase, "Tea.brew")).as(damage).isZero();
    }
  }

  @Test
  void that_nothing_can_be_saved_is_no_reason_to_fail() throws IOException {
    Files.writeString(root.resolve(".course"), "a file where the folder should be");

    new Progress(course).save(phase, RESULTS);

    assertThat(new Progress(course).results(phase)).isEqualTo(Results.NONE);
  }

  @Test
  void green_is_all_tests_with_these_very_sources() throws IOException {
    String sources = Skeleton.fingerprint(phase.sources());
    List<Result> allGreen = List.of(green("a"), green("b"), green("c"));

    new Progress(course).save(phase, new Results(sources, allGreen));
    assertThat(new Progress(course).isGreen(phase)).isTrue();

    new Progress(course).save(phase, new Results(sources, allGreen.subList(0, 2)));
    assertThat(new Progress(course).isGreen(phase))
        .as("one test of three is missing")
        .isFalse();

    new Progress(course).save(phase, new Results("other", allGreen));
    assertThat(new Progress(course).isGreen(phase)).as("changed since").isFalse();
  }

  private static Result green(String name) {
    return new Result(test(name), Status.PASSED, Optional.empty(), true);
  }

  private static TestId test(String name) {
    return new TestId("tea.TeaTest", name);
  }
}
