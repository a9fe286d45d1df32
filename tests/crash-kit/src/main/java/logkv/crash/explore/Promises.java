package logkv.crash.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import logkv.crash.Step;

/**
 * What a store may show after a crash: the contents after m of the steps, where m lies between the
 * last step that was promised to be durable and the last that was begun.
 *
 * <p>A call that failed is in doubt: it counts as done or as not done, whichever fits.
 */
final class Promises {
  private final List<Step> steps;
  private final boolean[] inDoubt;
  private final NavigableMap<Integer, Integer> begun = new TreeMap<>(); // operation -> steps
  private final NavigableMap<Integer, Integer> durable = new TreeMap<>(); // operation -> steps
  private final List<Set<Map<String, String>>> possible = new ArrayList<>(); // by steps done

  Promises(List<Step> steps) {
    this.steps = steps;
    this.inDoubt = new boolean[steps.size()];
    possible.add(Set.of(Map.of()));
  }

  /** From {@code operation} on, the first {@code count} steps may be found. */
  void begun(int count, int operation) {
    begun.put(operation, count);
  }

  /** From {@code operation} on, the first {@code count} steps must be found. */
  void durable(int count, int operation) {
    durable.put(operation, count);
  }

  /** The step at {@code index} threw. */
  void failed(int index) {
    inDoubt[index] = true;
  }

  /** How many steps must be found after a crash right behind {@code operation}. */
  int durableAt(int operation) {
    Map.Entry<Integer, Integer> last = durable.floorEntry(operation);
    return last == null ? 0 : last.getValue();
  }

  /** How many steps may be found after a crash right behind {@code operation}. */
  int begunAt(int operation) {
    Map.Entry<Integer, Integer> last = begun.floorEntry(operation);
    return last == null ? 0 : last.getValue();
  }

  boolean isInDoubt(int step) {
    return inDoubt[step];
  }

  List<Step> steps() {
    return steps;
  }

  /** Whether {@code contents} may be found when between {@code least} and {@code most} are done. */
  boolean allow(Map<String, String> contents, int least, int most) {
    for (int count = most; count >= least; count--) {
      if (after(count).contains(contents)) {
        return true;
      }
    }
    return false;
  }

  /** Returns all that may be found after {@code count} steps: more than one if calls failed. */
  Set<Map<String, String>> after(int count) {
    while (possible.size() <= count) {
      int step = possible.size() - 1;
      Set<Map<String, String>> before = possible.get(step);
      Stream<Map<String, String>> done = before.stream().map(each -> after(each, steps.get(step)));
      possible.add((inDoubt[step] ? Stream.concat(before.stream(), done) : done)
          .collect(Collectors.toUnmodifiableSet()));
    }
    return possible.get(count);
  }

  /** Returns what is expected after {@code count} steps if the failed ones did nothing. */
  Map<String, String> expectedAfter(int count) {
    Map<String, String> contents = Map.of();
    for (int i = 0; i < count; i++) {
      contents = inDoubt[i] ? contents : after(contents, steps.get(i));
    }
    return contents;
  }

  static Map<String, String> after(Map<String, String> before, Step step) {
    if (!(step instanceof Step.Put || step instanceof Step.Delete)) {
      return before;
    }
    Map<String, String> after = new TreeMap<>(before);
    if (step instanceof Step.Put put) {
      after.put(put.key(), put.value());
    } else if (step instanceof Step.Delete delete) {
      after.remove(delete.key());
    }
    return after;
  }
}
