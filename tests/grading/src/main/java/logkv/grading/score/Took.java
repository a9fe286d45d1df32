package logkv.grading.score;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long grading a submission took: what is measured, and so differs from run to run.
 *
 * @param millisPerPhase wall time by phase; phase 0 is what is done for all of them: intake, javac, visible tests
 */
public record Took(String student, SortedMap<Integer, Long> millisPerPhase) {

  public Took {
    millisPerPhase = new TreeMap<>(millisPerPhase);
  }

  public long millis() {
    return millisPerPhase.values().stream().mapToLong(Long::longValue).sum();
  }
}
