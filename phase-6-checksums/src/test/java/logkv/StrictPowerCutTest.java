package logkv;

import static logkv.crash.Step.compact;
import static logkv.crash.Step.delete;
import static logkv.crash.Step.put;
import static logkv.crash.Step.reopen;

import logkv.crash.CrashTest;
import logkv.crash.Disk;
import logkv.crash.disk.Faults;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The power fails after every operation, on a disk that promises no more than POSIX does. */
@Tag("exploration")
@DisplayNameGeneration(ReplaceUnderscores.class)
class StrictPowerCutTest {

  @Test
  void every_acknowledged_put_survives_a_power_cut() {
    cuttingThePower().check(put("a", "1"), put("b", "2"), put("c", ""), put("a", "3"));
  }

  @Test
  void what_was_deleted_stays_deleted() {
    cuttingThePower().check(put("a", "1"), delete("a"), put("b", "2"), delete("b"), put("a", "3"));
  }

  @Test
  void a_value_that_looks_like_a_record_is_torn_like_any_other() {
    String tombstone = "\u0012\u001b\u0019\1\u0069\u0058\u003c\u0068\2\0\0\0\2\0\0\0\0gs";
    cuttingThePower().check(put("gs", "1"), put("b", tombstone), put("b", "2"));
  }

  @Test
  void a_compaction_loses_nothing_and_brings_nothing_back() {
    cuttingThePower()
        .check(
            put("a", "1"),
            put("b", "2"),
            delete("a"),
            compact(),
            put("b", "3"),
            compact(),
            put("c", "4"));
  }

  @Test
  void the_power_may_fail_again_while_the_store_recovers() {
    cuttingThePower()
        .crashingAgainDuringRecovery()
        .check(
            put("a", "1"),
            put("b", "2"),
            put("a", "3"),
            compact(),
            reopen(),
            delete("b"),
            put("a", "4"));
  }

  @Test
  void a_store_that_compacts_itself_survives_it_too() {
    CrashTest.of(directory -> LogStoreUnderTest.open(directory, new CompactionPolicy(0, 0.3)))
        .on(Disk.STRICT)
        .readMore("lectures/06-checksums.md#crashes")
        .crashingAgainDuringRecovery()
        .check(put("a", "1"), put("a", "2"), put("b", "3"), delete("a"), put("b", "4"));
  }

  @Test
  void a_disk_that_fails_once_and_then_loses_power_breaks_no_promise() {
    cuttingThePower()
        .sweep(
            Faults::failAnything,
            put("a", "1"),
            put("b", "2"),
            compact(),
            delete("a"),
            reopen(),
            put("b", "3"));
  }

  private static CrashTest cuttingThePower() {
    return CrashTest.of(LogStoreUnderTest::open)
        .on(Disk.STRICT)
        .readMore("lectures/06-checksums.md#crashes");
  }
}
