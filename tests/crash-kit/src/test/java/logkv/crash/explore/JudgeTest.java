package logkv.crash.explore;

import static logkv.crash.Step.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import logkv.crash.Verdict;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What the judge makes of contents, when step i begins with operation 2i and is promised at 2i+1. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class JudgeTest {
  private final Promises promises =
      new Promises(List.of(put("a", "1"), put("b", "2"), put("a", "3")));

  JudgeTest() {
    for (int step = 0; step < 3; step++) {
      promises.begun(step + 1, 2 * step);
      promises.durable(step + 1, 2 * step + 1);
    }
  }

  private Problem judge(Map<String, String> contents, int operation) {
    return new Judge(promises).judge(new Recovered(contents, null, List.of()), operation);
  }

  @Test
  void a_call_in_flight_is_there_or_not() {
    assertThat(judge(Map.of("a", "1"), 2)).isNull();
    assertThat(judge(Map.of("a", "1", "b", "2"), 2)).isNull();
  }

  @Test
  void a_call_that_was_not_begun_cannot_be_there() {
    assertThat(judge(Map.of("a", "1", "b", "2"), 1).verdict()).isEqualTo(Verdict.GARBAGE);
  }

  @Test
  void an_acknowledged_call_must_be_there() {
    assertThat(judge(Map.of("a", "1"), 3).verdict()).isEqualTo(Verdict.LOST);
    assertThat(judge(Map.of("a", "1", "b", "2"), 5).verdict()).isEqualTo(Verdict.STALE);
  }

  @Test
  void the_first_of_several_keys_is_the_one_the_report_is_about() {
    Problem problem = judge(Map.of(), 3);

    assertThat(problem.key()).isEqualTo("a");
    assertThat(problem.details())
        .containsExactly(
            "a was 1 and acknowledged, the store has nothing",
            "b was 2 and acknowledged, the store has nothing");
  }

  @Test
  void a_call_that_threw_is_there_or_not_and_nobody_expects_it() {
    promises.failed(2);

    assertThat(judge(Map.of("a", "3", "b", "2"), 5)).isNull();
    assertThat(judge(Map.of("a", "1", "b", "2"), 5)).isNull();
    assertThat(judge(Map.of("b", "2"), 5).details().get(0)).startsWith("a was 1 and acknowledged");
  }
}
