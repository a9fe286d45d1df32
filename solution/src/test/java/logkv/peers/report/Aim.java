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

  /** Whether it was reached. */
  enum Met {
    YES("yes"),
    NO("no"),
    UNDECIDED("undecided"),
    NOT_MEASURED("not measured");

    private final String text;

    Met(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * What came of it. What was not measured is empty.
   *
   * @param byMedians the medians' ratio
   * @param byRounds the median, the least and the greatest of the rounds' ratios
   * @param met yes or no if the medians and every round that counts say so; else it is undecided
   */
  record Outcome(
      Aim aim,
      OptionalDouble above,
      OptionalDouble below,
      OptionalDouble byMedians,
      Optional<Spread> byRounds,
      Met met) {}

  Outcome outcome(Figures figures) {
    OptionalDouble numerator = above.median(figures);
    OptionalDouble denominator = below.median(figures);
    Map<Integer, Double> rounds = above.over(below).rounds(figures);
    if (numerator.isEmpty() || denominator.isEmpty() || rounds.isEmpty()) {
      return new Outcome(
          this, numerator, denominator, OptionalDouble.empty(), Optional.empty(), Met.NOT_MEASURED);
    }
    double ratio = numerator.getAsDouble() / denominator.getAsDouble();
    Spread byRounds = Spread.of(rounds.values());
    boolean inAll = rounds.keySet().containsAll(figures.rounds());
    return new Outcome(
        this,
        numerator,
        denominator,
        OptionalDouble.of(ratio),
        Optional.of(byRounds),
        inAll ? met(ratio, byRounds) : Met.UNDECIDED);
  }

  private Met met(double ratio, Spread byRounds) {
    boolean least = reaches(byRounds.least());
    boolean decided = least == reaches(byRounds.greatest()) && least == reaches(ratio);
    return !decided ? Met.UNDECIDED : least ? Met.YES : Met.NO;
  }

  private boolean reaches(double ratio) {
    return atLeast ? ratio >= bound : ratio <= bound;
  }
}
