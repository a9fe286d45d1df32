package logkv.segmented;

import static logkv.crash.Step.compact;
import static logkv.crash.Step.delete;
import static logkv.crash.Step.put;
import static logkv.crash.Step.reopen;
import static logkv.crash.Step.sync;

import java.util.List;
import logkv.crash.Step;

/**
 * Workloads that lead a store of {@link TestStores#TINY} segments into its corners. A segment takes
 * three records of one letter, and so does a compaction's output, so that compactions of more leave
 * several segments behind.
 */
enum Stories {
  SHORT(put("a", "1"), put("b", "2"), reopen(), delete("a"), compact()),

  ROTATION(put("a", "1"), put("b", "2"), put("a", "3"), put("c", "4"), put("b", "5"), sync()),

  DELETES_THAT_OUTLIVE_PARTIAL_MERGES(
      put("a", "1"),
      put("b", "2"),
      put("c", "3"),
      put("d", "4"),
      put("e", "5"),
      compact(),
      delete("a"),
      compact(),
      delete("e"),
      reopen(),
      compact()),

  COMPACTED_AGAIN_AND_AGAIN(
      put("a", "1"), put("b", "2"), compact(), put("a", "3"), compact(), delete("b"), compact()),

  COMPACTED_TO_NOTHING(
      put("a", "1"), delete("a"), compact(), put("a", "2"), delete("a"), compact(), reopen()),

  A_SNAPSHOT_THAT_COMPACTION_OUTDATES(
      put("a", "1"), put("b", "2"), reopen(), delete("a"), compact(), put("b", "3"), compact()),

  OVERWRITTEN_IN_WHAT_MAY_NOT_BE_DURABLE(
      put("a", "1"), put("b", "1"), sync(), put("a", "2"), put("b", "2"), compact(), put("a", "3")),

  OPENED_AGAIN_AND_AGAIN(
      put("a", "1"), reopen(), put("a", "2"), reopen(), delete("a"), reopen(), put("b", "3"));

  private final List<Step> steps;

  Stories(Step... steps) {
    this.steps = List.of(steps);
  }

  List<Step> steps() {
    return steps;
  }
}
