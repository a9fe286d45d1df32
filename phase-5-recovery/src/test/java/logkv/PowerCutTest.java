package logkv;

import static logkv.crash.Step.compact;
import static logkv.crash.Step.delete;
import static logkv.crash.Step.put;
import static logkv.crash.Step.reopen;

import logkv.crash.CrashTest;
import logkv.crash.Disk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The power fails after every operation on the disk, and takes with it what was not forced. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PowerCutTest {
  private static final CrashTest POWER_CUTS = CrashTest.of(LogStoreUnderTest::open)
      .on(Disk.ORDERED)
      .readMore("lectures/05-recovery.md#power-cuts");

  @Test
  void every_acknowledged_put_survives() {
    POWER_CUTS.check(put("a", "1"), put("b", "2"), put("a", "3"));
  }

  @Test
  void every_acknowledged_delete_survives() {
    POWER_CUTS.check(put("a", "1"), put("b", "2"), delete("a"), put("c", "3"), delete("b"));
  }

  @Test
  void a_second_power_cut_in_the_middle_of_the_recovery_changes_nothing() {
    POWER_CUTS
        .crashingAgainDuringRecovery()
        .check(put("a", "1"), put("b", "long enough to be torn"), reopen(), put("a", "2"));
  }

  @Test
  void a_compaction_is_whole_or_has_never_begun() {
    POWER_CUTS
        .crashingAgainDuringRecovery()
        .check(
            put("a", "1"),
            put("b", "2"),
            put("a", "3"),
            compact(),
            delete("b"),
            compact(),
            put("c", "4"));
  }

  @Test
  void compactions_that_the_policy_begins_lose_nothing_either() {
    CrashTest.of(directory -> LogStoreUnderTest.open(directory, new CompactionPolicy(0, 0.3)))
        .on(Disk.ORDERED)
        .readMore("lectures/05-recovery.md#power-cuts")
        .crashingAgainDuringRecovery()
        .check(
            put("a", "1"),
            put("a", "2"),
            put("b", "3"),
            delete("a"),
            put("b", "4"),
            reopen(),
            put("a", "5"));
  }
}
