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

/** The same for histories that nobody thought of; a failure shrinks to the shortest one. */
class LogStoreCrashProperties {

  @Property(seed = "1998", tries = 100)
  void no_history_of_puts_loses_one_when_the_process_is_killed(
      @ForAll("histories") List<Step> history) {
    CrashTest.of(EndlessReading::open)
        .on(Disk.PROCESS_KILL)
        .readMore("lectures/02-persistence.md#crashes")
        .check(history);
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    return Workloads.puts().steps();
  }
}
