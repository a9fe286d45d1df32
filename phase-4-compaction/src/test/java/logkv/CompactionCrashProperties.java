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

/** Random workloads; after each of their operations on the disk the process is killed. */
class CompactionCrashProperties {
  private static final String READ = "lectures/04-compaction.md#crashes";

  @Property(seed = "2010", tries = 100)
  void whatever_is_done_to_it_a_killed_process_loses_nothing(
      @ForAll("workloads") List<Step> workload) {
    CrashTest.of(LogStoreUnderTest::open)
        .on(Disk.PROCESS_KILL)
        .readMore(READ)
        .crashingAgainDuringRecovery()
        .check(workload);
  }

  @Property(seed = "2011", tries = 100)
  void a_store_that_compacts_itself_loses_nothing_either(@ForAll("workloads") List<Step> workload) {
    CrashTest.of(directory -> LogStoreUnderTest.open(directory, new CompactionPolicy(0, 0.3)))
        .on(Disk.PROCESS_KILL)
        .readMore(READ)
        .check(workload);
  }

  @Provide
  Arbitrary<List<Step>> workloads() {
    return Workloads.puts().withDeletes().withCompaction().steps();
  }
}
