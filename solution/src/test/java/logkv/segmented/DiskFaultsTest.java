package logkv.segmented;

import static logkv.crash.Step.compact;
import static logkv.crash.Step.delete;
import static logkv.crash.Step.put;
import static logkv.crash.Step.reopen;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import logkv.crash.CrashTest;
import logkv.crash.Disk;
import logkv.crash.Step;
import logkv.crash.disk.Faults;
import logkv.segmented.Explorations.Policy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every operation on the disk fails once, in a run of its own; what the store answers is compared after
 * each call, and a crash may follow anywhere.
 *
 * <p>Without a crash in between these run on {@link Disk#PROCESS_KILL}, which has one state for each
 * operation.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DiskFaultsTest {
  private static final List<Step> STORY = List.of(
      put("a", "1"),
      put("b", "2"),
      reopen(),
      put("a", "3"),
      delete("b"),
      compact(),
      reopen(),
      put("c", "4"));
  private static final List<Step> SHORT = List.of(put("a", "1"), reopen(), put("a", "2"));
  private static final Explorations CUTS = new Explorations();

  @ParameterizedTest
  @EnumSource
  void an_operation_that_fails_fails_its_call_and_nothing_else_is_lost(Policy policy) {
    sweep(Disk.PROCESS_KILL, policy, Faults::failAnything, STORY);
  }

  @ParameterizedTest
  @EnumSource
  void nor_is_anything_if_the_power_fails_after_a_failed_force(Policy policy) {
    sweep(Disk.STRICT, policy, Faults::failForce, List.of(put("a", "1"), reopen(), compact()));
  }

  @ParameterizedTest
  @EnumSource(names = {"ALWAYS", "NEVER"}) // which EVERY is, between two forces
  void a_read_that_fails_fails_its_call_only(Policy policy) {
    sweep(Disk.PROCESS_KILL, policy, Faults::failRead, STORY);
  }

  @ParameterizedTest
  @EnumSource
  void a_disk_that_is_full_after_any_number_of_bytes_harms_nothing_that_is_there(Policy policy) {
    sweep(Disk.PROCESS_KILL, policy, n -> Faults.diskFullAfter(29L * n), SHORT);
  }

  @Test
  void short_writes_and_short_reads_are_written_and_read_on() {
    CrashTest test = Policy.ALWAYS.test().on(Disk.PROCESS_KILL);

    CUTS.once(test.withFaults(() -> Faults.shortWrites(7)), STORY);
    CUTS.once(test.withFaults(() -> Faults.shortReads(64)), STORY);
  }

  @ParameterizedTest
  @EnumSource(names = {"ALWAYS", "NEVER"}) // which EVERY is, between two forces
  void an_interrupt_at_any_operation_costs_nothing(Policy policy) {
    CUTS.add(policy.test().on(Disk.PROCESS_KILL).sweep(Faults::interrupt, STORY));
  }

  @AfterAll
  static void many_states_were_tried() {
    assertThat(CUTS.report("disks that say no")).isGreaterThan(1_000);
  }

  private static void sweep(
      Disk disk, Policy policy, IntFunction<Faults> faults, List<Step> steps) {
    CUTS.explore(() -> policy.test().on(disk).sweep(faults, steps));
  }
}
