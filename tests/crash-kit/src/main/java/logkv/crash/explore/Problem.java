package logkv.crash.explore;

import java.util.List;
import java.util.Map;
import logkv.crash.Step;
import logkv.crash.Verdict;
import logkv.crash.explore.Recovered.Again;

/**
 * What is wrong, in words.
 *
 * @param details one sentence per thing that is wrong, the first of them the verdict's; never empty
 * @param key the key that the verdict is about, or empty
 * @param again the second crash, if it took one; else null
 */
record Problem(Verdict verdict, List<String> details, String key, Again again) {

  static Problem whileRunning(
      Verdict verdict,
      List<Step> done,
      boolean lastReturned,
      Map<String, String> expected,
      Map<String, String> found) {
    Step last = done.get(done.size() - 1);
    String what = last + (lastReturned ? " returned" : " threw");
    return new Problem(
        verdict,
        List.of(
            "after " + what + ", before any crash, readers must see " + Text.shown(expected),
            "but they see " + Text.shown(found)),
        "",
        null);
  }

  /** Whether {@code call}, as in {@code put(a, 1)}, is about the key of the problem. */
  boolean isAbout(String call) {
    return !key.isEmpty() && (call.contains("(" + key + ",") || call.contains("(" + key + ")"));
  }

  /** Whether the store was wrong while it was running. */
  boolean isBeforeAnyCrash() {
    return verdict == Verdict.PHANTOM || verdict == Verdict.WRONG_ANSWER;
  }

  static Problem of(Trouble trouble, Again again) {
    return new Problem(trouble.verdict(), List.of(trouble.sentence()), "", again);
  }
}
