package logkv.peers.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * All that was measured. If there were at least {@value #ENOUGH_ROUNDS} rounds, the first one only
 * warmed up the machine, and does not count.
 */
public final class Figures {
  public static final int ENOUGH_ROUNDS = 3;

  private final List<Figure> counted;
  private final Set<String> engines = new LinkedHashSet<>();

  public Figures(List<Figure> all) {
    all.forEach(figure -> engines.add(figure.engine()));
    long rounds = all.stream().map(Figure::round).distinct().count();
    counted = all.stream()
        .filter(figure -> rounds < ENOUGH_ROUNDS || figure.round() > 0)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** Whose figures these are, in the order in which they came. */
  public Set<String> engines() {
    return engines;
  }

  /** Returns how many keys there were, the smallest number first. */
  public List<Long> sizes() {
    return counted.stream().map(Figure::keys).distinct().sorted().toList();
  }

  /** The numbers of the rounds that count. */
  public List<Integer> rounds() {
    return counted.stream().map(Figure::round).distinct().sorted().toList();
  }

  public boolean has(Measure measure, long keys) {
    return counted.stream().anyMatch(of(measure, keys));
  }

  public Optional<Spread> spread(String engine, Measure measure, long keys) {
    Map<Integer, Double> rounds = rounds(engine, measure, keys);
    return rounds.isEmpty() ? Optional.empty() : Optional.of(Spread.of(rounds.values()));
  }

  /** The value of each round that counts. */
  public Map<Integer, Double> rounds(String engine, Measure measure, long keys) {
    Map<Integer, Double> values = new TreeMap<>();
    counted.stream()
        .filter(of(measure, keys).and(figure -> figure.engine().equals(engine)))
        .forEach(figure -> values.put(figure.round(), figure.value()));
    return values;
  }

  /** Whether the time was over in some round before all was done. */
  public boolean cut(String engine, Measure measure, long keys) {
    return counted.stream()
        .filter(of(measure, keys).and(figure -> figure.engine().equals(engine)))
        .anyMatch(Figure::cut);
  }

  /** For each percentile the median of the rounds. */
  public Optional<Latency> latency(String engine, Measure measure, long keys) {
    List<Latency> all = counted.stream()
        .filter(of(measure, keys).and(figure -> figure.engine().equals(engine)))
        .flatMap(figure -> figure.latency().stream())
        .toList();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Latency(
        Spread.of(all.stream().map(Latency::p50).toList()).median(),
        Spread.of(all.stream().map(Latency::p99).toList()).median(),
        Spread.of(all.stream().map(Latency::p999).toList()).median(),
        Spread.of(all.stream().map(Latency::max).toList()).median()));
  }

  private static Predicate<Figure> of(Measure measure, long keys) {
    return figure -> figure.measure() == measure && figure.keys() == keys;
  }
}
