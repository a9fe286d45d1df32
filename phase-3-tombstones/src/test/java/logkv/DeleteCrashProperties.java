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

/** A process is killed anywhere in any history of puts, deletes and reopenings. */
class DeleteCrashProperties {

  @Property(seed = "1979", tries = 30)
  void whatever_was_acknowledged_survives_a_killed_process(@ForAll("histories") List<Step> steps) {
    CrashTest.of(LogStoreUnderTest::open)
        .on(Disk.PROCESS_KILL)
        .readMore("lectures/03-tombstones.md#crashes")
        .check(steps);
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    return Workloads.puts().withDeletes().steps();
  }
}
