package logkv.grading.hidden;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import logkv.grading.bench.StoreThrew;
import logkv.grading.bench.StoreUnderTest;
import logkv.grading.inside.Shown;
import logkv.grading.inside.Story;

/** All that a store holds, compared with all that it should hold. */
final class Contents {
  private Contents() {}

  /** Reads everything, each value through get. */
  static Map<String, String> of(StoreUnderTest store) {
    Map<String, String> contents = new TreeMap<>();
    for (String key : store.keys()) {
      store.get(key).ifPresent(value -> contents.put(key, value));
    }
    return contents;
  }

  /**
   * Requires that {@code store} holds {@code expected} and nothing else.
   *
   * @param sentence what is wrong if not
   * @param done what was done, with this reading at the end
   */
  static void require(
      StoreUnderTest store,
      Map<String, String> expected,
      String sentence,
      String done,
      String hint) {
    Map<String, String> came;
    try {
      came = of(store);
    } catch (StoreThrew threw) {
      throw Story.of(sentence)
          .workload(done)
          .expected("%d keys with their values", expected.size())
          .came(Play.said(threw))
          .hint(hint);
    }
    difference(expected, came).ifPresent(problem -> {
      throw Story.of(sentence).workload(done).with("problem", problem).hint(hint);
    });
  }

  /** The first difference in the words of the crash kit. */
  static Optional<String> difference(Map<String, String> expected, Map<String, String> came) {
    TreeMap<String, String> all = new TreeMap<>(expected);
    all.putAll(came);
    for (String key : all.keySet()) {
      String right = expected.get(key);
      String found = came.get(key);
      if (right == null) {
        return Optional.of("%s should have no value, the store has %s"
            .formatted(Shown.text(key), Shown.text(found)));
      }
      if (!right.equals(found)) {
        return Optional.of("%s%s was %s and acknowledged, the store has %s"
            .formatted(
                found == null ? "LOST: " : "",
                Shown.text(key),
                Shown.text(right),
                found == null ? "nothing" : Shown.text(found)));
      }
    }
    return Optional.empty();
  }
}
