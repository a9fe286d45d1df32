package logkv.crash.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import logkv.crash.Step;
import logkv.crash.Verdict;
import logkv.crash.explore.Recovered.Again;

/** Compares what a store shows after a crash with what it promised before. */
final class Judge {
  private final Promises promises;

  Judge(Promises promises) {
    this.promises = promises;
  }

  /** Returns what is wrong after a crash right behind {@code operation}; null if nothing. */
  Problem judge(Recovered recovered, int operation) {
    int least = promises.durableAt(operation);
    int most = promises.begunAt(operation);
    Problem problem = judge(recovered, least, most, null);
    for (Again again : recovered.again()) {
      if (problem == null) {
        problem = judge(again.recovered(), least, most, again);
      }
    }
    return problem;
  }

  private Problem judge(Recovered recovered, int least, int most, Again again) {
    Map<String, String> found = recovered.contents();
    if (found != null && !promises.allow(found, least, most)) {
      return wrongContents(found, least, most, again);
    }
    return recovered.trouble() == null ? null : Problem.of(recovered.trouble(), again);
  }

  private Problem wrongContents(Map<String, String> found, int least, int most, Again again) {
    Map<String, String> acknowledged = promises.expectedAfter(least);
    Map<String, String> issued = promises.expectedAfter(most);
    Set<String> keys = new TreeSet<>(acknowledged.keySet());
    keys.addAll(found.keySet());
    Verdict verdict = null;
    String culprit = "";
    List<String> details = new ArrayList<>();
    for (String key : keys) {
      String has = found.get(key);
      String had = acknowledged.get(key);
      if (!Objects.equals(has, had) && !Objects.equals(has, issued.get(key))) {
        Verdict one = verdict(key, had, has, most);
        details.add(sentence(one, key, had, has));
        culprit = verdict == null ? key : culprit;
        verdict = verdict == null ? one : verdict;
      }
    }
    if (verdict == null) {
      details.add("the store has " + Text.shown(found)
          + ", which it never held: an earlier call is missing");
      details.add("what survives must be what was there after some of the calls, in their order");
      verdict = Verdict.LOST;
    }
    return new Problem(verdict, details, culprit, again);
  }

  private Verdict verdict(String key, String had, String has, int most) {
    if (has == null) {
      return Verdict.LOST;
    }
    if (!wasPut(key, has, most)) {
      return Verdict.GARBAGE;
    }
    return had == null ? Verdict.RESURRECTED : Verdict.STALE;
  }

  private boolean wasPut(String key, String value, int most) {
    return promises.steps().subList(0, most).contains(Step.put(key, value));
  }

  private static String sentence(Verdict verdict, String key, String had, String has) {
    String about = Text.shown(key);
    return switch (verdict) {
      case LOST -> about + " was " + Text.shown(had) + " and acknowledged, the store has nothing";
      case STALE ->
        about + " was " + Text.shown(had) + " and acknowledged, the store still has "
            + Text.shown(has);
      case RESURRECTED ->
        about + " was deleted and acknowledged, the store has " + Text.shown(has) + " again";
      default ->
        "the store has \"" + about + "\" = \"" + Text.shown(has) + "\", which nobody ever wrote";
    };
  }
}
