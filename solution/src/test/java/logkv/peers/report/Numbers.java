package logkv.peers.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as tables show them: three digits that mean something, and no more. */
final class Numbers {
  private static final MathContext THREE_DIGITS = new MathContext(3);

  private Numbers() {}

  static String text(double number) {
    BigDecimal rounded = BigDecimal.valueOf(number).round(THREE_DIGITS);
    double size = Math.abs(rounded.doubleValue());
    int behindPoint = size == 0 || size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 3;
    return String.format(Locale.ROOT, "%,." + behindPoint + "f", rounded);
  }

  /** The median, and the least and the greatest if there are several. */
  static String text(Spread spread, double scale) {
    String median = text(spread.median() / scale);
    return spread.count() == 1
        ? median
        : "%s (%s to %s)"
            .formatted(median, text(spread.least() / scale), text(spread.greatest() / scale));
  }
}
