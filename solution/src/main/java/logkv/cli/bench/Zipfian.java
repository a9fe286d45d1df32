package logkv.cli.bench;

import java.util.SplittableRandom;

/**
 * Numbers from 0 on, of which 0 is the most frequent, 1 the next, and so on: number i comes in
 * proportion to 1 / (i + 1)^0.99.
 *
 * <p>The algorithm is that of Gray et al., "Quickly Generating Billion-Record Synthetic Databases",
 * SIGMOD 1994, as YCSB uses it.
 */
public final class Zipfian {
  private static final double THETA = 0.99;
  private static final double ALPHA = 1 / (1 - THETA);

  private final long count;
  private final double zeta;
  private final double eta;

  /** @param count the numbers are smaller than this */
  public Zipfian(long count) {
    this.count = count;
    this.zeta = zeta(count);
    this.eta = (1 - Math.pow(2.0 / count, 1 - THETA)) / (1 - zeta(2) / zeta);
  }

  public long next(SplittableRandom random) {
    double u = random.nextDouble();
    double uz = u * zeta;
    if (uz < 1 || count == 1) {
      return 0;
    }
    if (uz < 1 + Math.pow(0.5, THETA)) {
      return 1;
    }
    return Math.min(count - 1, (long) (count * Math.pow(eta * u - eta + 1, ALPHA)));
  }

  private static double zeta(long count) {
    double sum = 0;
    for (long i = 1; i <= count; i++) {
      sum += 1 / Math.pow(i, THETA);
    }
    return sum;
  }
}
