package logkv;

import java.util.List;
import logkv.crash.CrashTest;
import logkv.crash.Disk;
import logkv.crash.Step;
import logkv.crash.Workloads;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Random workloads; the power is cut after each of their operations, and again while recovering. */
@Tag("exploration")
class PowerCutProperties {
  private static final String READ = "lectures/05-recovery.md#power-cuts";

  @Property(seed = "1978", tries = 50)
  void whatever_is_done_to_it_a_power_cut_loses_nothing(@ForAll("workloads") List<Step> workload) {
    CrashTest.of(LogStoreUnderTest::open)
        .on(Disk.ORDERED)
        .readMore(READ)
        .crashingAgainDuringRecovery()
        .check(workload);
  }

  @Property(seed = "1979", tries = 100)
  void a_store_that_compacts_itself_loses_nothing_either(@ForAll("workloads") List<Step> workload) {
    CrashTest.of(directory -> LogStoreUnderTest.open(directory, new CompactionPolicy(0, 0.3)))
        .on(Disk.ORDERED)
        .readMore(READ)
        .check(workload);
  }

  @Provide
  Arbitrary<List<Step>> workloads() {
    return Workloads.puts().withDeletes().withCompaction().steps();
  }
}
