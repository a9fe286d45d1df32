package logkv.grading.inside;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import logkv.crash.Step;

/**
 * Makes up workloads for the crash kit. Few keys, so that steps meet each other, and short values,
 * because every byte is a place to tear; some are a little longer than what they overwrite.
 */
record Workload(boolean deletes, boolean compactions) {
  private static final String[] KEYS = {"a", "b", "c", "tea", "\u8336"};
  private static final String[] VALUES = {
    "1", "2", "3", "", "55", "\u00e9", "a longer value", "null"
  };

  static final Workload PUTS = new Workload(false, false);
  static final Workload PUTS_AND_DELETES = new Workload(true, false);
  static final Workload ALL = new Workload(true, true);

  /** Returns {@code length} steps. */
  List<Step> make(Random random, int length) {
    List<Step> steps = new ArrayList<>();
    int keys = 2 + random.nextInt(KEYS.length - 1);
    while (steps.size() < length) {
      int kind = random.nextInt(12);
      String key = KEYS[random.nextInt(keys)];
      if (kind == 0) {
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
