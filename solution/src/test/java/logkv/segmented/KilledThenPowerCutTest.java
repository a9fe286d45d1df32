package logkv.segmented;

import static logkv.crash.Step.compact;
import static logkv.crash.Step.put;
import static logkv.crash.Step.reopen;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import logkv.crash.CrashStore;
import logkv.crash.Step;
import logkv.segmented.Explorations.Policy;
import logkv.segmented.Killed.ProcessKilledException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A killed process leaves behind what is neither lost nor durable. The next one sees all of it, and must
 * not build on it before it has made it durable, because the power may fail later.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KilledThenPowerCutTest {
  private static final Explorations CUTS = new Explorations();

  private Killed killed;

  @Test
  void what_is_written_behind_what_a_killed_process_left_survives() {
    sweep(Killed::beforeForce, Policy.ALWAYS, List.of(put("a", "1"), reopen(), put("b", "2")));
  }

  @Test
  void a_segment_that_it_had_just_sealed_is_durable_before_the_next_one_is_begun() {
    Step fill = put("a", "a value that fills more than half of a segment");

    sweep(Killed::beforeForce, Policy.NEVER, List.of(fill, put("b", "2"), reopen(), put("c", "3")));
  }

  @Test
  void the_output_of_its_compaction_is_durable_before_the_inputs_are_deleted() {
    sweep(
        Killed::beforeForce,
        Policy.ALWAYS,
        List.of(put("a", "1"), compact(), reopen(), put("b", "2")));
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource
  void any_story_goes_on_after_a_kill(Policy policy) {
    for (Stories story : Stories.values()) {
      List<Step> steps = new ArrayList<>(story.steps());
      steps.addAll(List.of(reopen(), put("d", "8"), put("e", "9")));
      sweep(Killed::beforeOperation, policy, steps);
    }
  }

  @AfterAll
  static void many_states_were_tried() {
    assertThat(CUTS.report("killed, then the power fails")).isGreaterThan(5_000);
  }

  private void sweep(IntFunction<Killed> nth, Policy policy, List<Step> steps) {
    CrashStore.Opener opener = TestStores.crashing(policy.options());
    CUTS.add(policy
        .test(directory -> restart(opener, directory))
        .sweep(n -> killed = nth.apply(n), steps));
  }

  private CrashStore restart(CrashStore.Opener opener, Path directory) throws IOException {
    killed.restart();
    try {
      return opener.open(directory);
    } catch (ProcessKilledException e) {
      killed.restart();
      return opener.open(directory);
    }
  }
}
