package logkv.peers.report;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A side of a ratio: something that was measured, or is made of such things. */
interface Term {

  /** The value of each round that counts; none if it was not measured. */
  Map<Integer, Double> rounds(Figures figures);

  /** The median of the rounds. */
  default OptionalDouble median(Figures figures) {
    Map<Integer, Double> rounds = rounds(figures);
    return rounds.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Spread.of(rounds.values()).median());
  }

  static Term of(String engine, Measure measure, long keys) {
    return figures -> figures.rounds(engine, measure, keys);
  }

  /** What the best of these engines reaches: by its medians, and in each round. */
  static Term best(List<String> engines, Measure measure, long keys) {
    return new Best(engines.stream().map(engine -> of(engine, measure, keys)).toList(), measure);
  }

  /** In every round 1, for what is held against no rival. */
  static Term one() {
    return figures -> {
      Map<Integer, Double> ones = new TreeMap<>();
      figures.rounds().forEach(round -> ones.put(round, 1.0));
      return ones;
    };
  }

  default Term times(double factor) {
    return figures -> {
      Map<Integer, Double> values = rounds(figures);
      values.replaceAll((round, value) -> value * factor);
      return values;
    };
  }

  /** In each round this over {@code divisor}; the median is that of the rounds' ratios. */
  default Term over(Term divisor) {
    return figures -> {
      Map<Integer, Double> quotients = new TreeMap<>();
      Map<Integer, Double> divisors = divisor.rounds(figures);
      rounds(figures).forEach((round, value) -> {
        if (divisors.containsKey(round)) {
          quotients.put(round, value / divisors.get(round));
        }
      });
      return quotients;
    };
  }

  /** The best of several. */
  record Best(List<Term> terms, Measure measure) implements Term {
    @Override
    public Map<Integer, Double> rounds(Figures figures) {
      Map<Integer, Double> best = new TreeMap<>();
      terms.forEach(term ->
          term.rounds(figures).forEach((round, value) -> best.merge(round, value, this::better)));
      return best;
    }

    @Override
    public OptionalDouble median(Figures figures) {
      return terms.stream()
          .map(term -> term.median(figures))
          .filter(OptionalDouble::isPresent)
          .mapToDouble(OptionalDouble::getAsDouble)
          .reduce(this::better);
    }

    private double better(double one, double other) {
      return measure.unit().moreIsBetter() ? Math.max(one, other) : Math.min(one, other);
    }
  }
}
