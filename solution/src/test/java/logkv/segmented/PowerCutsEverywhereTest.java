package logkv.segmented;

import static logkv.crash.Step.put;
import static logkv.crash.Step.reopen;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import logkv.crash.Step;
import logkv.crash.disk.Faults;
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

  @ParameterizedTest
  @EnumSource
  void after_any_operation_of_the_disk_has_failed(Policy policy) {
    for (Stories story : Stories.values()) {
      CUTS.explore(() -> policy.test().sweep(Faults::failAnything, story.steps()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void after_the_process_was_killed_at_any_operation(Policy policy) {
    for (Stories story : Stories.values()) {
      List<Step> steps = new ArrayList<>(story.steps());
      steps.addAll(List.of(reopen(), put("d", "8"), put("e", "9")));
      CUTS.explore(() -> Restarting.sweep(Killed::beforeOperation, policy, steps));
    }
  }

  @AfterAll
  static void a_million_states_were_tried() {
    assertThat(CUTS.report("power cuts everywhere")).isGreaterThan(1_000_000);
  }
}
