package logkv.cli.bench;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How long a part of a run took, and each of its operations.
 *
 * @param nanos how long all of it took
 * @param latencies of the operations, in nanoseconds
 */
public record Result(long nanos, Map<Operation, Histogram> latencies) {

  /** An hour; what takes longer counts as that. */
  private static final long LONGEST = 3_600_000_000_000L;

  static Map<Operation, Histogram> noLatencies() {
    return new EnumMap<>(Operation.class);
  }

  static void record(Map<Operation, Histogram> latencies, Operation operation, long nanos) {
    latencies
        .computeIfAbsent(operation, o -> new Histogram(LONGEST, 3))
        .recordValue(Math.min(nanos, LONGEST));
  }

  static void addAll(Map<Operation, Histogram> from, Map<Operation, Histogram> to) {
    from.forEach((operation, times) ->
        to.computeIfAbsent(operation, o -> new Histogram(LONGEST, 3)).add(times));
  }

  public long operations() {
    return latencies.values().stream().mapToLong(Histogram::getTotalCount).sum();
  }

  public double perSecond() {
    return operations() * 1e9 / Math.max(1, nanos);
  }

  /** A line for each kind of operation, with the times that a part of them did not exceed. */
  public String table() {
    StringBuilder table = new StringBuilder("  %-18s %10s %9s %9s %9s %9s %9s%n"
        .formatted("", "count", "p50", "p95", "p99", "p99.9", "max"));
    latencies.forEach((operation, times) -> table.append("  %-18s %,10d %9s %9s %9s %9s %9s%n"
        .formatted(
            operation,
            times.getTotalCount(),
            time(times.getValueAtPercentile(50)),
            time(times.getValueAtPercentile(95)),
            time(times.getValueAtPercentile(99)),
            time(times.getValueAtPercentile(99.9)),
            time(times.getMaxValue()))));
    return table.toString();
  }

  /** Returns a time with three digits and its unit. */
  public static String time(long nanos) {
    double value = nanos;
    String unit = "ns";
    for (String larger : new String[] {"µs", "ms", "s"}) {
      if (value >= 999.5) {
        value /= 1000;
        unit = larger;
      }
    }
    int digits = value >= 99.95 || unit.equals("ns") ? 0 : value >= 9.995 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + digits + "f %s", value, unit);
  }
}
