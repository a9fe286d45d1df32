package logkv.peers.report;

import java.util.Collection;

/** The median of some numbers, the least and the greatest of them, and how many they were. */
public record Spread(double median, double least, double greatest, int count) {

  /** @throws IllegalArgumentException if there are none */
  public static Spread of(Collection<Double> numbers) {
    double[] sorted = numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no numbers have no median");
    }
    return new Spread(median(sorted), sorted[0], sorted[sorted.length - 1], sorted.length);
  }

  private static double median(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
