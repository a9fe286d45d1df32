package logkv.segmented;

import static logkv.crash.Step.compact;
import static logkv.crash.Step.put;
import static logkv.crash.Step.reopen;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import logkv.crash.Step;
import logkv.segmented.Explorations.Policy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * A killed process leaves behind what is neither lost nor durable. The next one sees all of it, and must
 * not build on it before it has made it durable, because the power may fail later.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KilledThenPowerCutTest {
  private static final Explorations CUTS = new Explorations();

  @Test
  void what_is_written_behind_what_a_killed_process_left_survives() {
    sweep(Policy.ALWAYS, put("a", "1"), reopen(), put("b", "2"));
  }

  @Test
  void a_segment_that_it_had_just_sealed_is_durable_before_the_next_one_is_begun() {
    Step fill = put("a", "a value that fills more than half of a segment");

    sweep(Policy.NEVER, fill, put("b", "2"), reopen(), put("c", "3"));
  }

  @Test
  void the_output_of_its_compaction_is_durable_before_the_inputs_are_deleted() {
    sweep(Policy.ALWAYS, put("a", "1"), compact(), reopen(), put("b", "2"));
  }

  @AfterAll
  static void many_states_were_tried() {
    assertThat(CUTS.report("killed, then the power fails")).isGreaterThan(5_000);
  }

  private static void sweep(Policy policy, Step... steps) {
    CUTS.explore(() -> Restarting.sweep(Killed::beforeForce, policy, List.of(steps)));
  }
}
