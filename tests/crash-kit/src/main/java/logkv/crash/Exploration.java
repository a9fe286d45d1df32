package logkv.crash;

import java.util.Optional;

/**
 * What was tried, and what was found.
 *
 * @param crashPoints places in the journal at which the power was cut
 * @param states states of the disk that were judged, nested ones not counted
 * @param distinctStates those among them whose bytes and names differed
 * @param openings how often the store was opened on a crashed disk
 * @param nested states of the disk after a second crash, during the recovery from the first
 * @param finding the first failing state; empty if there was none
 */
public record Exploration(
    long crashPoints,
    long states,
    long distinctStates,
    long openings,
    long nested,
    Optional<Finding> finding) {

  /** Nothing tried, nothing found. */
  public static final Exploration NONE = new Exploration(0, 0, 0, 0, 0, Optional.empty());

  /** Returns the sums of both, and the finding of the first that has one. */
  public Exploration plus(Exploration more) {
    return new Exploration(
        crashPoints + more.crashPoints,
        states + more.states,
        distinctStates + more.distinctStates,
        openings + more.openings,
        nested + more.nested,
        finding.or(more::finding));
  }

  @Override
  public String toString() {
    return "%d crash points, %d states (%d distinct), %d nested, %d openings, %s"
        .formatted(
            crashPoints,
            states,
            distinctStates,
            nested,
            openings,
            finding.map(f -> f.verdict().toString()).orElse("nothing found"));
  }
}
