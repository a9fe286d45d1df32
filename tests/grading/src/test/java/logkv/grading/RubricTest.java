package logkv.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import logkv.course.Phase;
import logkv.grading.hidden.Hidden;
import logkv.grading.score.Promise;
import logkv.grading.score.Rubric;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The rubric as it is handed to instructors. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RubricTest {
  private final Chain chain = chain();

  private static Chain chain() {
    try {
      return Chain.around(Path.of(""));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void the_promises_of_all_phases_are_worth_100_points() throws IOException {
    assertThat(rubric().points()).isEqualTo(100 * 10);
  }

  @Test
  void each_phase_has_6_to_12_promises() throws IOException {
    for (Phase phase : chain.phases()) {
      assertThat(rubric().of(phase.number())).as(phase.name()).hasSizeBetween(6, 12);
    }
  }

  @Test
  void each_promise_says_where_to_read_and_the_section_is_there() throws IOException {
    for (Promise promise : rubric().promises()) {
      assertThat(chain.lectures().missing(promise.lecture())).as(promise.id()).isEmpty();
    }
  }

  @Test
  void each_promise_is_a_sentence() throws IOException {
    for (Promise promise : rubric().promises()) {
      assertThat(promise.sentence()).as(promise.id()).endsWith(".").hasSizeLessThan(160);
    }
  }

  @Test
  void each_promise_is_tried_by_one_suite_and_no_suite_tries_another() throws IOException {
    assertThat(Hidden.examination(chain.course()).rubric()).isEqualTo(rubric());
  }

  private Rubric rubric() throws IOException {
    return Rubric.read(chain.root().resolve("tests/grading/rubric.txt"));
  }
}
