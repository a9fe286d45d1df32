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

/** The same for histories that nobody thought of; a failure shrinks to the shortest one. */
@Tag("exploration")
class StrictPowerCutProperties {
  private static final String READ = "lectures/06-checksums.md#crashes";

  @Property(seed = "2014", tries = 30)
  void no_history_loses_what_was_acknowledged(@ForAll("histories") List<Step> history) {
    CrashTest.of(LogStoreUnderTest::open).on(Disk.STRICT).readMore(READ).check(history);
  }

  @Property(seed = "2015", tries = 8)
  void not_even_when_the_power_fails_again_during_recovery(
      @ForAll("shortHistories") List<Step> history) {
    CrashTest.of(LogStoreUnderTest::open)
        .on(Disk.STRICT)
        .readMore(READ)
        .crashingAgainDuringRecovery()
        .check(history);
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    return historiesOfAtMost(12);
  }

  /** A second crash multiplies the states. */
  @Provide
  Arbitrary<List<Step>> shortHistories() {
    return historiesOfAtMost(4);
  }

  private static Arbitrary<List<Step>> historiesOfAtMost(int steps) {
    return Workloads.puts()
        .withDeletes()
        .withCompaction()
        .steps()
        .map(history -> history.subList(0, Math.min(history.size(), steps)));
  }
}
