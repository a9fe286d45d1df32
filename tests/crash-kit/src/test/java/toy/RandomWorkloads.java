package toy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import logkv.crash.Step;

/** Workloads of 3 to 27 steps, always the same for the same seed. */
public final class RandomWorkloads {
  private final Random random;

  public RandomWorkloads(long seed) {
    random = new Random(seed);
  }

  /** Returns the next workload: half of it puts, a quarter deletes, and a few of the others. */
  public List<Step> next() {
    List<Step> steps = new ArrayList<>();
    int count = 3 + random.nextInt(25);
    for (int i = 0; i < count; i++) {
      steps.add(step(String.valueOf("abc".charAt(random.nextInt(3))), random.nextInt(100)));
    }
    return steps;
  }

  private Step step(String key, int kind) {
    if (kind < 50) {
      return Step.put(key, String.valueOf(1 + random.nextInt(9)));
    } else if (kind < 75) {
      return Step.delete(key);
    }
    return kind < 84 ? Step.compact() : kind < 93 ? Step.reopen() : Step.sync();
  }
}
