package logkv.segmented;

import static org.assertj.core.api.Assertions.assertThat;

import logkv.segmented.Explorations.Policy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link PowerCutTest} for those who have minutes: every story, twice, under every policy. */
@Tag("long")
@DisplayNameGeneration(ReplaceUnderscores.class)
class PowerCutsEverywhereTest {
  private static final Explorations CUTS = new Explorations();

  @ParameterizedTest
  @EnumSource
  void under_policy_always(Stories story) {
    CUTS.twice(Policy.ALWAYS.test(), story.steps());
  }

  @ParameterizedTest
  @EnumSource
  void under_policy_never(Stories story) {
    CUTS.twice(Policy.NEVER.test(), story.steps());
  }

  @ParameterizedTest
  @EnumSource
  void under_policy_every(Stories story) {
    CUTS.once(Policy.EVERY.test(), story.steps());
  }

  @ParameterizedTest
  @CsvSource({"ALWAYS,1", "ALWAYS,2", "ALWAYS,4", "NEVER,1", "NEVER,2", "NEVER,4"})
  void with_batches_that_fit_into_a_segment_or_do_not(Policy policy, int size) {
    for (Stories story : Stories.values()) {
      CUTS.once(policy.test(TestStores.batching(policy.options(), size)), story.steps());
    }
  }

  @AfterAll
  static void a_million_states_were_tried() {
    assertThat(CUTS.report("power cuts everywhere")).isGreaterThan(1_000_000);
  }
}
