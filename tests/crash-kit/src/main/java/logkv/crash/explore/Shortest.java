package logkv.crash.explore;

import java.util.ArrayList;
import java.util.List;
import logkv.crash.Exploration;
import logkv.crash.Finding;
import logkv.crash.Step;
import logkv.crash.Verdict;

/**
 * Leaves out the steps of a failing workload that are not needed for it to fail with the same
 * verdict: first halves, then quarters, down to single steps, until none can go.
 */
public final class Shortest {
  /** After so many states it is good enough; a count, since a clock would vary the report. */
  private static final long MOST_STATES = 300_000;

  private final Settings settings;
  private final Verdict verdict;
  private List<Step> steps;
  private long states;

  private Shortest(Settings settings, Finding finding) {
    this.settings = settings;
    this.verdict = finding.verdict();
    this.steps = finding.workload();
  }

  /** Returns {@code finding}, or what is found with fewer steps. */
  public static Finding of(Settings settings, Finding finding) {
    if (settings.onlyOperation() != Settings.EVERY) {
      return finding;
    }
    Shortest shortest = new Shortest(settings.withKeepIn(null), finding);
    shortest.shorten();
    int given = finding.workload().size();
    return Explorer.explore(settings, shortest.steps, given).finding().orElse(finding);
  }

  private void shorten() {
    int length = Math.max(1, steps.size() / 2);
    while (length >= 1) {
      boolean shorter = leaveOut(length);
      length = length > 1 ? length / 2 : shorter ? 1 : 0;
    }
  }

  /** Tries to leave out every part of {@code length} steps; returns whether one could go. */
  private boolean leaveOut(int length) {
    int before = steps.size();
    for (int from = 0; from + length <= steps.size(); ) {
      List<Step> fewer = new ArrayList<>(steps);
      fewer.subList(from, from + length).clear();
      if (failsAlike(fewer)) {
        steps = fewer;
      } else {
        from += length;
      }
    }
    return steps.size() < before;
  }

  private boolean failsAlike(List<Step> fewer) {
    if (fewer.isEmpty() || states > MOST_STATES) {
      return false;
    }
    try {
      Exploration exploration = Explorer.explore(settings, fewer);
      states += exploration.states() + exploration.nested();
      return exploration.finding().filter(found -> found.verdict() == verdict).isPresent();
    } catch (AssertionError e) {
      return false; // a step threw: another story
    }
  }
}
