package logkv.grading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import logkv.grading.museum.Museum;
import logkv.grading.museum.Tour;

/**
 * Everything that is known about a course after it was compiled: whether it keeps the rules of the
 * chain, suites by modules, and whether every wrong store in its museum is caught.
 */
public final class Prove {
  private final Proof proof;
  private final Tour tour;

  private Prove(Proof proof, Tour tour) {
    this.proof = proof;
    this.tour = tour;
  }

  /**
   * Runs every suite on every module that it can judge, and on the wrong stores of its phase.
   *
   * @param folder anywhere inside of the course
   * @param pristine whether all phases must still be what was handed out
   * @throws IOException if there is no course, a file cannot be read, or no JVM be started
   */
  public static Prove of(Path folder, boolean pristine) throws IOException {
    Chain chain = Chain.around(folder);
    Museum museum = Museum.of(chain.course());
    Proof proof = Proof.of(chain, pristine);
    Tour tour = Tour.through(museum);
    return new Prove(proof.and(new CaughtInMuseum(tour), chain), tour);
  }

  /** Whether no rule is broken. */
  public boolean holds() {
    return proof.holds();
  }

  /** The matrix, every rule with what breaks it, and what was left out. */
  public String report() {
    int visited = tour.outcomes().size();
    String museum = "museum: %d of %d wrong stores are caught%s\n"
        .formatted(
            visited - tour.missed().size(),
            visited,
            tour.leftOut().isEmpty()
                ? ""
                : "; " + tour.leftOut().size() + " more are made from phases that have been begun");
    return report(proof) + "\n" + museum;
  }

  static String report(Proof proof) {
    StringBuilder report = new StringBuilder(proof.matrix()).append('\n');
    for (Map.Entry<String, List<Violation>> rule : proof.violations().entrySet()) {
      report.append(rule.getValue().isEmpty() ? "kept    " : "BROKEN  ").append(rule.getKey());
      report.append('\n');
      rule.getValue().forEach(one -> report.append("        ").append(one).append('\n'));
    }
    proof.notes().forEach(note -> report.append('\n').append(note).append('\n'));
    return report.toString();
  }
}
