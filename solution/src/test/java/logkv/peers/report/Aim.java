package logkv.peers.report;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A ratio that the store should reach.
 *
 * @param workload in which
 * @param what over what, in words
 * @param above what stands above the line
 * @param below what stands below it
 * @param atLeast whether {@code bound} is the least allowed; if not, it is the most
 */
record Aim(String workload, String what, Term above, Term below, boolean atLeast, double bound) {

  /**
   * What came of it.
   *
   * @param byMedians the medians' ratio, which decides
   * @param byRounds the median, the least and the greatest of the rounds' ratios
   */
  record Outcome(
      Aim aim, double above, double below, double byMedians, Spread byRounds, boolean met) {}

  /** Returns the outcome, or empty if one of the sides was not measured. */
  Optional<Outcome> outcome(Figures figures) {
    OptionalDouble numerator = above.median(figures);
    OptionalDouble denominator = below.median(figures);
    Map<Integer, Double> rounds = above.over(below).rounds(figures);
    if (numerator.isEmpty() || denominator.isEmpty() || rounds.isEmpty()) {
      return Optional.empty();
    }
    double ratio = numerator.getAsDouble() / denominator.getAsDouble();
    boolean met = atLeast ? ratio >= bound : ratio <= bound;
    return Optional.of(new Outcome(
        this,
        numerator.getAsDouble(),
        denominator.getAsDouble(),
        ratio,
        Spread.of(rounds.values()),
        met));
  }
}
