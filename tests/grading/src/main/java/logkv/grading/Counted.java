package logkv.grading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import logkv.course.Phase;

/**
 * As many tests are found as {@code phase.properties} says.
 *
 * <p>Who has begun a phase may have written tests of his own; fewer than there were is always wrong.
 */
final class Counted implements Rule {
  private final Runs runs;

  Counted(Runs runs) {
    this.runs = runs;
  }

  @Override
  public String name() {
    return "counted";
  }

  @Override
  public String promise() {
    return "every phase has as many tests as its phase.properties says";
  }

  @Override
  public List<Violation> check(Chain chain) throws IOException {
    List<Violation> violations = new ArrayList<>();
    for (Phase phase : chain.phases()) {
      int found = runs.of(phase, chain.answerTo(phase)).found();
      if (found < phase.tests() || found > phase.tests() && !phase.isBegun()) {
        violations.add(new Violation(
            name(),
            chain.nameOf(phase.folder().resolve("phase.properties")),
            "%d tests were found; find the others, or write tests=%d".formatted(found, found)));
      }
    }
    return violations;
  }
}
