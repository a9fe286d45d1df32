package logkv.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import toy.Hunt;
import toy.RandomWorkloads;
import toy.ToyStore;

/**
 * A store that makes no mistake is never accused of one: in random workloads, on every disk, with
 * and without second crashes, with every call forced and with none.
 *
 * <p>{@code -DargLine=-Dsoundness.states=5000000} looks at more states than the 600,000 of the ordinary
 * build, 200,000 on every disk.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SoundnessTest {
  private static final long STATES = Long.getLong("soundness.states", 600_000);
  private static final int WAYS = 3 * 2 * 2;

  @Test
  void a_correct_store_is_never_accused() {
    Exploration all = Exploration.NONE;
    for (Disk disk : Disk.values()) {
      for (boolean forcing : new boolean[] {true, false}) {
        for (boolean nested : new boolean[] {true, false}) {
          Exploration one = explore(disk, forcing, nested);
          System.out.printf(
              "soundness: %-12s %-9s %-7s %s%n",
              disk, forcing ? "forcing" : "unforced", nested ? "nested" : "once", one);
          all = all.plus(one);
        }
      }
    }

    assertThat(all.states() + all.nested()).isGreaterThanOrEqualTo(STATES);
  }

  private static Exploration explore(Disk disk, boolean forcing, boolean nested) {
    CrashTest once =
        CrashTest.of(directory -> ToyStore.open(directory, forcing)).on(disk);
    CrashTest test = nested ? once.crashingAgainDuringRecovery() : once;
    Exploration all = Exploration.NONE;
    RandomWorkloads workloads = new RandomWorkloads(20_261_120);
    while (all.states() + all.nested() < STATES / WAYS) {
      all = all.plus((forcing ? test : test.durableOnlyAfterSync()).check(workloads.next()));
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void a_correct_store_is_never_accused_on_a_failing_disk(Hunt hunt) {
    for (Disk disk : Disk.values()) {
      assertThat(hunt.in(disk).finding().map(Finding::report)).isEmpty();
    }
  }
}
