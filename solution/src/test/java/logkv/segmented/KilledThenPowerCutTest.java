package logkv.segmented;

import static logkv.crash.Step.compact;
import static logkv.crash.Step.delete;
import static logkv.crash.Step.put;
import static logkv.crash.Step.reopen;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import logkv.crash.CrashStore;
import logkv.crash.CrashTest;
import logkv.crash.Disk;
import logkv.crash.Exploration;
import logkv.crash.Step;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * A killed process leaves behind what is neither lost nor durable. The next one sees all of it, and must
 * not build on it before it has made it durable: the power may fail later.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KilledThenPowerCutTest {
  private Killed killed;

  @Test
  void what_a_killed_process_left_is_made_durable_before_anything_is_built_on_it() {
    Exploration all = sweep(
        CrashTest.of(this::open),
        put("a", "1"),
        put("b", "2"),
        put("a", "3"),
        reopen(),
        put("c", "4"),
        put("d", "5"));

    System.out.println("killed, then the power fails: " + all);
    assertThat(all.states()).isGreaterThan(1_000);
  }

  private Exploration sweep(CrashTest test, Step... steps) {
    return test.on(Disk.STRICT).sweep(n -> killed = new Killed(n), List.of(steps));
  }

  private CrashStore open(java.nio.file.Path directory) throws java.io.IOException {
    killed.restart();
    try {
      return TestStores.crashing(TestStores.TINY).open(directory);
    } catch (Killed.ProcessKilledException e) {
      killed.restart();
      return TestStores.crashing(TestStores.TINY).open(directory);
    }
  }
}
