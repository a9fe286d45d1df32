package logkv.segmented;

import static logkv.crash.Step.compact;
import static logkv.crash.Step.delete;
import static logkv.crash.Step.put;
import static logkv.crash.Step.reopen;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import logkv.segmented.Explorations.Policy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The power fails at every operation of every story, on a disk that keeps no more than it must. What an
 * acknowledgement means is a paragraph of {@link SegmentedStore}; this is its proof.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PowerCutTest {
  private static final Explorations CUTS = new Explorations();

  @ParameterizedTest
  @EnumSource
  void under_policy_always_whatever_was_acknowledged_is_there(Stories story) {
    CUTS.once(Policy.ALWAYS.test(), story.steps());
  }

  @ParameterizedTest
  @EnumSource(names = {"ROTATION", "OVERWRITTEN_IN_WHAT_MAY_NOT_BE_DURABLE"})
  void under_policy_never_what_is_left_is_what_the_store_once_held(Stories story) {
    CUTS.once(Policy.NEVER.test(), story.steps());
  }

  @Test
  void a_power_cut_in_the_recovery_from_a_power_cut_takes_nothing_more() {
    CUTS.twice(Policy.ALWAYS.test(), List.of(put("a", "1"), reopen(), delete("a"), compact()));
  }

  @ParameterizedTest
  @EnumSource
  void a_batch_is_there_or_not_at_all(Policy policy) {
    Options options = policy.options();

    CUTS.once(policy.test(TestStores.batching(options, 2)), Stories.SHORT.steps());
  }

  @ParameterizedTest
  @EnumSource(names = {"ALWAYS", "NEVER"})
  void so_is_a_batch_that_is_longer_than_a_segment(Policy policy) {
    Options options = policy.options().with().segmentBytes(64).build();

    CUTS.once(policy.test(TestStores.batching(options, 3)), Stories.SHORT.steps());
  }

  @AfterAll
  static void a_hundred_thousand_states_were_tried() {
    assertThat(CUTS.report("power cuts")).isGreaterThan(100_000);
  }
}
