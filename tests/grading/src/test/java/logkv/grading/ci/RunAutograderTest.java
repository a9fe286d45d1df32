package logkv.grading.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import logkv.grading.score.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Gradescope gets a results.json whatever happens; here the grader is a script of three lines. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Gradescope's machines run Linux")
@DisplayNameGeneration(ReplaceUnderscores.class)
class RunAutograderTest {
  @TempDir
  Path autograder;

  @BeforeEach
  void gradescopes_folders() throws IOException {
    Files.createDirectories(autograder.resolve("submission/phase-1-inmemory"));
    Files.createDirectories(autograder.resolve("results"));
  }

  @Test
  void the_grade_becomes_the_result() throws Exception {
    grader("""
        while [ "$1" != --out ]; do echo "$1"; shift; done
        mkdir -p "$2/students"
        echo '{"score": 85.5}' > "$2/students/submission.gradescope.json"
        """);

    String said = run();

    assertThat(said)
        .contains("grade\n" + autograder.resolve("submission") + "\n--as\nsubmission\n");
    assertThat(result()).containsOnlyKeys("score");
  }

  @Test
  void a_grader_that_fails_is_not_the_students_fault_and_she_reads_that() throws Exception {
    grader("echo 'course: no space left on device' >&2; exit 2");

    String said = run();

    assertThat(said).contains("no space left on device").contains("./course grade ended with 2");
    assertThat(result().get("output").toString()).contains("That is not your fault");
    assertThat(result().get("stdout_visibility")).isEqualTo("hidden");
  }

  @Test
  void without_results_or_without_a_course_there_is_a_result_too() throws Exception {
    assertThat(run()).contains("has no folder course");
    assertThat(result()).containsKey("score");

    grader("exit 0");
    assertThat(run()).contains("there are no results");
    assertThat(result().get("output").toString()).contains("could not be graded");
  }

  private void grader(String script) throws IOException {
    Path course = autograder.resolve("source/course/course");
    Files.createDirectories(course.getParent());
    Files.writeString(course, "#!/bin/sh\n" + script);
    assertThat(course.toFile().setExecutable(true)).isTrue();
  }

  private String run() throws IOException, InterruptedException {
    Path log = autograder.resolve("log.txt");
    ProcessBuilder builder = new ProcessBuilder(
            "bash", Path.of("ci/gradescope/run_autograder").toAbsolutePath().toString())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile());
    builder.environment().put("AUTOGRADER", autograder.toString());
    Process process = builder.start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
    return Files.readString(log);
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> result() throws Exception {
    return (Map<String, Object>)
        Json.read(Files.readString(autograder.resolve("results/results.json")));
  }
}
