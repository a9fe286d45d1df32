package logkv.grading.hidden;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import logkv.grading.bench.StoreThrew;
import logkv.grading.bench.Trial;
import logkv.grading.hidden.Play.Difference;
import logkv.grading.hidden.Play.Opening;
import logkv.grading.inside.Story;

/**
 * Plays a long history to a store and tells the shortest story that it can find of where the answers
 * begin to differ from those of a map.
 */
final class Comparison {
  private static final int MOST_REPLAYS = 60;
  private static final int MOST_REPLAYS_WITH_KILLS = 6;
  private static final int MOST_SHOWN = 14;

  private final Trial trial;
  private final Opening opening;
  private int replays;

  private Comparison(Trial trial, Opening opening) {
    this.trial = trial;
    this.opening = opening;
  }

  /**
   * Returns if a new store gives all the right answers to {@code calls}.
   *
   * @param sentence what is wrong if it does not
   */
  static void require(Trial trial, Opening opening, List<Call> calls, String sentence, String hint)
      throws IOException {
    Optional<Difference> found = Play.of(trial, opening, calls);
    if (found.isPresent()) {
      throw new Comparison(trial, opening).broken(calls, found.get(), sentence, hint);
    }
  }

  private RuntimeException broken(List<Call> calls, Difference found, String sentence, String hint)
      throws IOException {
    boolean kills = calls.stream().anyMatch(Call.Kill.class::isInstance);
    replays = kills ? MOST_REPLAYS_WITH_KILLS : MOST_REPLAYS;
    List<Call> shortest = upTo(calls, found);
    Difference last = found;
    if (found.key().isPresent()) {
      List<Call> ofOneKey =
          shortest.stream().filter(call -> concerns(call, found)).toList();
      Optional<Difference> same = replay(ofOneKey);
      if (same.isPresent()) {
        shortest = upTo(ofOneKey, same.get());
        last = same.get();
      }
    }
    for (int size = shortest.size() / 2; size >= 1; size /= 2) {
      for (int end = shortest.size() - 1; end > 0; end -= size) {
        List<Call> fewer = new ArrayList<>(shortest);
        fewer.subList(Math.max(0, end - size), end).clear();
        Optional<Difference> same = replay(fewer);
        if (same.isPresent()) {
          shortest = upTo(fewer, same.get());
          last = same.get();
          end = Math.min(end, shortest.size());
        }
      }
    }
    return Story.of(sentence)
        .workload(shown(shortest, calls.size()))
        .with("problem", last.problem())
        .hint(hint);
  }

  private Optional<Difference> replay(List<Call> calls) throws IOException {
    if (replays == 0 || trial.shouldHurry()) {
      return Optional.empty();
    }
    replays--;
    return Play.of(trial, opening, calls);
  }

  private static List<Call> upTo(List<Call> calls, Difference found) {
    return calls.subList(0, Math.max(0, found.at()) + (calls.isEmpty() ? 0 : 1));
  }

  private static boolean concerns(Call call, Difference found) {
    String key = found.key().orElse("");
    if (call instanceof Call.Put put) {
      return put.key().equals(key);
    } else if (call instanceof Call.Get get) {
      return get.key().equals(key);
    } else if (call instanceof Call.Delete delete) {
      return delete.key().equals(key);
    }
    return true;
  }

  /** Returns the calls as stories show them; of many only the last. */
  static String shown(List<Call> calls, int given) {
    int from = Math.max(0, calls.size() - MOST_SHOWN);
    String before = from == 0 ? "" : "... ";
    String few =
        calls.subList(from, calls.size()).stream().map(Call::toString).collect(joining(", "));
    String from400 = calls.size() < given ? "  (shortened from " + given + " calls)" : "";
    return before + (few.isEmpty() ? "open" : few) + from400;
  }

  /** Returns what a store threw, as stories say it. */
  static String said(StoreThrew threw) {
    return Play.said(threw);
  }
}
