package logkv.grading.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class VisibleTrialsTest {
  private static final Set<String> EXPECTED = Set.of("T#a", "T#b", "T#c");

  private static int passed(List<String> passed, List<String> failed) {
    return VisibleTrials.passed(passed, failed, EXPECTED);
  }

  @Test
  void of_a_file_with_every_result_those_that_passed_count() {
    assertThat(passed(List.of("T#c", "T#a"), List.of("T#b"))).isEqualTo(2);
  }

  @Test
  void of_a_file_with_a_result_missing_none_counts() {
    assertThat(passed(List.of("T#c", "T#a"), List.of())).isZero();
  }

  @Test
  void of_a_file_with_a_result_twice_none_counts() {
    assertThat(passed(List.of("T#c", "T#a", "T#b", "T#b"), List.of())).isZero();
    assertThat(passed(List.of("T#c", "T#a", "T#b"), List.of("T#b"))).isZero();
    assertThat(passed(List.of("T#c", "T#a", "T#a"), List.of())).isZero();
  }

  @Test
  void of_a_file_with_a_result_that_nobody_expects_none_counts() {
    assertThat(passed(List.of("T#c", "T#a", "T#d"), List.of())).isZero();
    assertThat(passed(List.of("T#c", "T#a", "T#b", "T#d"), List.of())).isZero();
  }
}
