package logkv;

import static logkv.Promise.promise;
import static logkv.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** When a log is rewritten: two questions, and both must be answered with yes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore("04-compaction.md#wantscompaction")
class CompactionPolicyTest {
  private static final String READ = "04-compaction.md#wantscompaction";

  private final CompactionPolicy halfOf1000 = new CompactionPolicy(1000, 0.5);

  @Test
  void a_long_log_that_is_mostly_dead_is_rewritten() {
    requireAnswer(halfOf1000, 1000, 900, true, "long enough, and more than half of it is dead");
  }

  @Test
  void a_log_of_exactly_the_minimum_is_long_enough() {
    requireAnswer(halfOf1000, 1000, 600, true, "1,000 bytes are the minimum, and it has them");
    requireAnswer(halfOf1000, 999, 600, false, "one byte less than the minimum");
  }

  @Test
  void exactly_the_ratio_is_dead_enough() {
    requireAnswer(halfOf1000, 2000, 1000, true, "half of the log is dead: at least the ratio");
    requireAnswer(halfOf1000, 2000, 999, false, "one dead byte less than half");
  }

  @Test
  void a_short_log_is_left_alone_however_dead_it_is() {
    requireAnswer(halfOf1000, 500, 500, false, "all of it is dead, but it is not long enough");
  }

  @Test
  void a_long_log_that_is_mostly_alive_is_left_alone() {
    requireAnswer(halfOf1000, 1_000_000, 300_000, false, "there are many dead bytes, but not half");
  }

  @Test
  void the_ratio_is_a_part_of_the_log_and_not_a_whole_number() {
    requireAnswer(
        new CompactionPolicy(0, 0.25), 1000, 250, true, "250 / 1000 of two whole numbers is 0");
    requireAnswer(
        new CompactionPolicy(0, 0.75), 1000, 750, true, "750 / 1000 of two whole numbers is 0");
    requireAnswer(new CompactionPolicy(0, 0.75), 1000, 500, false, "the ratio is not always half");
  }

  @Test
  void without_a_dead_byte_there_is_nothing_to_win() {
    CompactionPolicy eager = new CompactionPolicy(0, 0.001);

    requireAnswer(eager, 0, 0, false, "an empty log has nothing dead in it");
    requireAnswer(eager, 1000, 0, false, "everything is alive");
    requireAnswer(eager, 1000, 1, true, "one byte of a thousand is dead, which is the ratio");
  }

  @Test
  void a_ratio_of_one_waits_until_everything_is_dead() {
    CompactionPolicy patient = new CompactionPolicy(0, 1);

    requireAnswer(patient, 1000, 999, false, "one byte is alive");
    requireAnswer(patient, 1000, 1000, true, "everything is dead");
  }

  @Test
  void logs_longer_than_an_int_can_count_are_logs_too() {
    requireAnswer(halfOf1000, 1L << 40, 1L << 39, true, "half of a terabyte is dead");
    requireAnswer(halfOf1000, 1L << 40, 1L << 32, false, "4 GiB of a terabyte are dead");
  }

  @Test
  void by_hand_means_never_by_itself() {
    requireAnswer(
        CompactionPolicy.BY_HAND, 1L << 60, 1L << 60, false, "BY_HAND asks for more than any log");
  }

  @Test
  void a_policy_that_makes_no_sense_is_refused() {
    requireAnswer(new CompactionPolicy(0, 1), 1, 1, true, "these are the limits of a policy");

    for (double ratio : new double[] {0, -0.5, 1.01, Double.NaN, Double.POSITIVE_INFINITY}) {
      requireRefused(0, ratio);
    }
    requireRefused(-1, 0.5);
  }

  private static void requireAnswer(
      CompactionPolicy policy, long logBytes, long deadBytes, boolean expected, String why) {
    assertThat(policy.wantsCompaction(logBytes, deadBytes))
        .as(promise(READ, "%s, log of %,d bytes, %,d dead: %s", policy, logBytes, deadBytes, why))
        .isEqualTo(expected);
  }

  private static void requireRefused(long minimumBytes, double deadRatio) {
    refuses(
        () -> new CompactionPolicy(minimumBytes, deadRatio),
        IllegalArgumentException.class,
        promise(READ, "at least %d bytes, ratio %s: refused", minimumBytes, deadRatio));
  }
}
