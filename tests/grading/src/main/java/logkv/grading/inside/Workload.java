package logkv.grading.inside;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import logkv.crash.Step;

/**
 * Makes up workloads for the crash kit. Few keys, so that steps meet each other, and short values,
 * because every byte is a place to tear; some are a little longer than what they overwrite.
 */
record Workload(boolean deletes, boolean compactions, boolean reopens) {
  private static final String[] KEYS = {"a", "b", "c", "tea", "\u8336"};
  private static final String[] VALUES = {
    "1", "2", "3", "", "55", "\u00e9", "a longer value", "null"
  };

  static final Workload PUTS = new Workload(false, false, true);
  static final Workload PUTS_AND_DELETES = new Workload(true, false, true);
  static final Workload ALL = new Workload(true, true, true);

  /**
   * For disks that fail: closing after a failed write cuts the log without forcing it, and a power cut
   * after the next opening may undo that. No store of the course is asked to know better.
   */
  static final Workload ONE_OPENING = new Workload(true, true, false);

  Workload withoutDeletes() {
    return new Workload(false, compactions, reopens);
  }

  /** Returns {@code length} steps. */
  List<Step> make(Random random, int length) {
    List<Step> steps = new ArrayList<>();
    int keys = 2 + random.nextInt(KEYS.length - 1);
    while (steps.size() < length) {
      int kind = random.nextInt(12);
      String key = KEYS[random.nextInt(keys)];
      if (kind == 0 && reopens) {
        steps.add(Step.reopen());
      } else if (kind < 4 && deletes) {
        steps.add(Step.delete(key));
      } else if (kind == 4 && compactions) {
        steps.add(Step.compact());
      } else {
        steps.add(Step.put(key, VALUES[random.nextInt(VALUES.length)]));
      }
    }
    return steps;
  }
}
