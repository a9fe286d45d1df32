package logkv.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProveTest {
  @TempDir
  Path root;

  @Test
  void a_course_that_keeps_its_rules_holds() throws IOException {
    TinyCourse.writtenTo(root).withExhibit().compiled();

    Prove prove = Prove.of(root, true);

    assertThat(prove.report())
        .startsWith("tests of")
        .doesNotContain("BROKEN")
        .endsWith("\nmuseum: 1 of 1 wrong stores are caught\n");
    assertThat(prove.holds()).isTrue();
  }

  @Test
  void a_wrong_store_that_is_not_caught_breaks_a_rule() throws IOException {
    TinyCourse course = TinyCourse.writtenTo(root).withExhibit();
    course.write(TinyCourse.EXHIBIT_FACTS, TinyCourse.FACTS.replace("CupTest", "SipTest"));
    course.compiled();

    Prove prove = Prove.of(root, true);

    assertThat(prove.report())
        .contains("BROKEN  every wrong store")
        .endsWith("\nmuseum: 0 of 1 wrong stores are caught\n");
    assertThat(prove.holds()).isFalse();
  }

  @Test
  void a_course_of_which_nothing_was_compiled_is_told_what_to_run() throws IOException {
    TinyCourse.writtenTo(root);

    Prove prove = Prove.of(root, false);

    assertThat(prove.report())
        .contains("BROKEN  every module compiles with its tests")
        .contains("there is no class of it; see why: ./mvnw -pl phase-1-cup compile");
    assertThat(prove.holds()).isFalse();
  }

  @Test
  void outside_of_a_course_there_is_nothing_to_prove() {
    assertThatThrownBy(() -> Prove.of(root, false)).hasMessage(root + " does not lie in a course");
  }
}
