package logkv;

import static logkv.crash.Step.delete;
import static logkv.crash.Step.put;
import static logkv.crash.Step.reopen;

import logkv.crash.CrashTest;
import logkv.crash.Disk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The process is killed after every operation, and the store is opened on what is left. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DeleteCrashTest {
  private final CrashTest killedAnywhere = CrashTest.of(LogStoreUnderTest::open)
      .on(Disk.PROCESS_KILL)
      .readMore("lectures/03-tombstones.md#crashes");

  @Test
  void an_acknowledged_delete_survives_a_killed_process() {
    killedAnywhere.check(put("a", "1"), delete("a"));
  }

  @Test
  void a_delete_takes_one_key_and_leaves_the_others() {
    killedAnywhere.check(put("a", "1"), put("b", "2"), delete("a"), put("c", "3"), delete("c"));
  }

  @Test
  void a_key_that_was_deleted_and_put_again_has_its_new_value() {
    killedAnywhere.check(put("a", "1"), delete("a"), put("a", "2"), delete("a"), put("a", "3"));
  }

  @Test
  void a_delete_of_what_an_earlier_process_put_survives_as_well() {
    killedAnywhere.check(
        put("a", "1"), reopen(), delete("a"), reopen(), delete("a"), put("b", "2"), reopen());
  }

  @Test
  void a_process_killed_while_it_recovers_from_a_kill_does_no_harm() {
    killedAnywhere
        .crashingAgainDuringRecovery()
        .check(put("a", "1"), put("b", "2"), delete("a"), put("a", "3"), delete("b"));
  }
}
