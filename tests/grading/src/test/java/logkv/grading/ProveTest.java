package logkv.grading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProveTest {
  @TempDir
  Path root;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void a_course_that_keeps_its_rules_ends_with_0() throws IOException {
    TinyCourse.writtenTo(root).compiled();

    assertThat(prove("--pristine")).isZero();
    assertThat(out.toString(UTF_8)).startsWith("tests of").doesNotContain("BROKEN");
  }

  @Test
  void a_course_of_which_nothing_was_compiled_ends_with_1_and_says_what_to_run()
      throws IOException {
    TinyCourse.writtenTo(root);

    assertThat(prove()).isEqualTo(1);
    assertThat(out.toString(UTF_8))
        .contains("BROKEN  every module compiles with its tests")
        .contains("there is no class of it; see why: ./mvnw -pl phase-1-cup compile");
  }

  @Test
  void outside_of_a_course_there_is_nothing_to_prove() {
    assertThat(prove()).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains(root + " does not lie in a course");
  }

  @Test
  void an_option_that_it_does_not_know_is_not_passed_over() {
    assertThat(prove("--pristin")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).isEqualToIgnoringNewLines("usage: prove [--pristine]");
  }

  private int prove(String... options) {
    return Prove.prove(root, List.of(options), print(out), print(err));
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, UTF_8);
  }
}
