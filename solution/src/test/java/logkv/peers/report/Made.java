package logkv.peers.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Figures that nobody has measured. */
final class Made {
  static final long KEYS = 1_000_000;

  private Made() {}

  /** A figure of each round, from round 0 on. */
  static List<Figure> list(Measure measure, long keys, String engine, double... values) {
    List<Figure> made = new ArrayList<>();
    for (int round = 0; round < values.length; round++) {
      made.add(new Figure(engine, measure, keys, round, values[round], false, Optional.empty()));
    }
    return made;
  }

  static Figures figures(Measure measure, String engine, double... values) {
    return new Figures(list(measure, KEYS, engine, values));
  }
}
