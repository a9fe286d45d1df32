package logkv.grading;

import java.util.ArrayList;
import java.util.List;
import logkv.grading.museum.Outcome;
import logkv.grading.museum.Tour;

/** Every wrong store in the museum is caught by the suite of its phase. */
final class CaughtInMuseum implements Rule {
  private final Tour tour;

  CaughtInMuseum(Tour tour) {
    this.tour = tour;
  }

  @Override
  public String name() {
    return "museum";
  }

  @Override
  public String promise() {
    return "every wrong store in the museum is caught by the tests that should, which say why";
  }

  @Override
  public List<Violation> check(Chain chain) {
    List<Violation> violations = new ArrayList<>();
    for (Outcome outcome : tour.missed()) {
      String where = chain.nameOf(outcome.exhibit().folder());
      outcome.complaints().forEach(what -> violations.add(new Violation(name(), where, what)));
    }
    return violations;
  }
}
