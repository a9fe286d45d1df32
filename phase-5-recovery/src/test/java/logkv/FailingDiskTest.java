package logkv;

import static logkv.crash.Step.compact;
import static logkv.crash.Step.delete;
import static logkv.crash.Step.put;
import static logkv.crash.Step.reopen;

import logkv.crash.CrashTest;
import logkv.crash.Disk;
import logkv.crash.Step;
import logkv.crash.disk.Faults;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A disk that fails once, at any of its operations, and a power cut after any of those that follow.
 *
 * <p>The workload goes on after the failure, as a program does that catches an exception and tries its
 * luck with the next key, or closes the store and opens it again.
 */
@Tag("exploration")
@DisplayNameGeneration(ReplaceUnderscores.class)
class FailingDiskTest {
  private static final CrashTest POWER_CUTS = CrashTest.of(LogStoreUnderTest::open)
      .on(Disk.ORDERED)
      .readMore("lectures/05-recovery.md#failstop");

  private static final Step[] WORKLOAD = {
    put("a", "longer"),
    put("b", "2"),
    reopen(),
    put("a", "3"),
    delete("b"),
    compact(),
    put("c", "4"),
    reopen(),
    delete("a"),
    delete("b")
  };

  @Test
  void a_force_that_fails_costs_nothing_that_was_acknowledged() {
    POWER_CUTS.sweep(Faults::failForce, WORKLOAD);
  }

  @Test
  void a_write_that_fails_costs_nothing_that_was_acknowledged() {
    POWER_CUTS.sweep(Faults::failWrite, WORKLOAD);
  }

  @Test
  void any_operation_may_fail() {
    POWER_CUTS.sweep(Faults::failAnything, WORKLOAD);
  }

  @Test
  void the_disk_may_be_full_after_any_byte() {
    POWER_CUTS.sweep(Faults::diskFullAfter, WORKLOAD);
  }

  @Test
  void a_disk_that_writes_a_few_bytes_at_a_time_loses_nothing() {
    POWER_CUTS.withFaults(() -> Faults.shortWrites(5)).check(WORKLOAD);
  }
}
