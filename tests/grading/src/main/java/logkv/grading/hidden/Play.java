package logkv.grading.hidden;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import logkv.grading.bench.StoreFolder;
import logkv.grading.bench.StoreProcess;
import logkv.grading.bench.StoreThrew;
import logkv.grading.bench.StoreUnderTest;
import logkv.grading.bench.Trial;
import logkv.grading.inside.Shown;

/**
 * One history, played to a store of the submission and to a map that is surely right. The first
 * answer that differs ends it.
 */
final class Play {
  private final Trial trial;
  private final Opening opening;
  private final StoreFolder folder;
  private final TreeMap<String, String> model = new TreeMap<>();
  private final TreeMap<String, TreeSet<String>> everPut = new TreeMap<>();
  private StoreUnderTest store;

  /** How a store is opened. */
  @FunctionalInterface
  interface Opening {
    StoreUnderTest in(StoreProcess process, StoreFolder folder);
  }

  /**
   * Where the store and the map part.
   *
   * @param at the number of the call, from 0
   * @param key the one that it is about, if it is about one
   * @param problem in a few words
   */
  record Difference(int at, Optional<String> key, String problem) {}

  private Play(Trial trial, Opening opening) throws IOException {
    this.trial = trial;
    this.opening = opening;
    this.folder = trial.newFolder();
  }

  /** Plays {@code calls} to a new store; empty if all answers are right. */
  static Optional<Difference> of(Trial trial, Opening opening, List<Call> calls)
      throws IOException {
    return new Play(trial, opening).play(calls);
  }

  private Optional<Difference> play(List<Call> calls) {
    for (int at = -1; at < calls.size(); at++) {
      try {
        if (at < 0) {
          open();
        } else {
          make(calls.get(at));
        }
      } catch (Parted parted) {
        closeQuietly();
        return Optional.of(new Difference(at, parted.key, parted.problem));
      } catch (StoreThrew threw) {
        closeQuietly();
        return Optional.of(new Difference(at, keyOf(at < 0 ? null : calls.get(at)), said(threw)));
      }
    }
    closeQuietly();
    return Optional.empty();
  }

  static String said(StoreThrew threw) {
    String words = threw.words().isEmpty() ? "" : ": " + threw.words();
    String place = threw.place().isEmpty() ? "" : " at " + threw.place();
    return "it threw " + threw.type() + words + place;
  }

  private static Optional<String> keyOf(Call call) {
    if (call instanceof Call.Put put) {
      return Optional.of(put.key());
    } else if (call instanceof Call.Get get) {
      return Optional.of(get.key());
    } else if (call instanceof Call.Delete delete) {
      return Optional.of(delete.key());
    }
    return Optional.empty();
  }

  private void open() {
    store = opening.in(trial.process(), folder);
  }

  private void make(Call call) {
    if (call instanceof Call.Put put) {
      store.put(put.key(), put.value());
      model.put(put.key(), put.value());
      everPut.computeIfAbsent(put.key(), key -> new TreeSet<>()).add(put.value());
    } else if (call instanceof Call.Get get) {
      compareValue(get.key());
    } else if (call instanceof Call.Delete delete) {
      compareDelete(delete.key());
    } else if (call instanceof Call.Compact) {
      store.compact();
    } else if (call instanceof Call.Reopen) {
      store.close();
      open();
    } else if (call instanceof Call.Kill) {
      trial.process().kill();
      open();
    } else {
      compareAll();
    }
  }

  private void compareDelete(String key) {
    boolean there = model.remove(key) != null;
    boolean said = store.delete(key);
    if (said != there) {
      throw new Parted(
          key,
          "delete(%s) says %s; %s"
              .formatted(
                  Shown.text(key), said, there ? "there was a value" : "there was none to delete"));
    }
  }

  private void compareValue(String key) {
    Optional<String> expected = Optional.ofNullable(model.get(key));
    Optional<String> came = store.get(key);
    if (!came.equals(expected)) {
      throw new Parted(key, verdict(key, expected, came));
    }
  }

  private void compareAll() {
    List<String> keys = store.keys();
    TreeSet<String> missing = new TreeSet<>(model.keySet());
    missing.removeAll(keys);
    for (String key : missing) {
      throw new Parted(
          key,
          verdict(key, Optional.of(model.get(key)), store.get(key))
              .replaceFirst("^(?!LOST)", "keys() leaves it out; "));
    }
    TreeSet<String> unknown = new TreeSet<>(keys);
    unknown.removeAll(model.keySet());
    for (String key : unknown) {
      throw new Parted(
          key,
          verdict(key, Optional.empty(), store.get(key))
              .replaceFirst("^as it should be", "keys() names it, get does not know it"));
    }
    if (!keys.equals(List.copyOf(model.keySet()))) {
      throw new Parted(null, "keys() is not sorted, or names a key twice");
    }
    if (store.size() != model.size()) {
      throw new Parted(
          null, "size() says %d; %d keys have a value".formatted(store.size(), model.size()));
    }
    model.keySet().forEach(this::compareValue);
  }

  /** In the words of the crash kit. */
  private String verdict(String key, Optional<String> expected, Optional<String> came) {
    String is = came.map(Shown::text).orElse("nothing");
    if (came.equals(expected)) {
      return "as it should be";
    }
    if (expected.isEmpty()) {
      return everPut.containsKey(key)
          ? "RESURRECTED: %s was deleted, the store has %s".formatted(Shown.text(key), is)
          : "GARBAGE: nobody ever put the key %s, the store has %s".formatted(Shown.text(key), is);
    }
    String was = Shown.text(key) + " was " + Shown.text(expected.get()) + " and acknowledged, ";
    if (came.isEmpty()) {
      return "LOST: " + was + "the store has nothing";
    }
    boolean older = everPut.get(key).contains(came.get());
    return (older ? "STALE: " : "GARBAGE: ") + was + "the store has " + is;
  }

  private void closeQuietly() {
    try {
      if (store != null) {
        store.close();
      }
    } catch (RuntimeException e) {
      // what there is to tell is told already
    }
  }

  /** Thrown where the answers part. */
  private static final class Parted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<String> key;
    private final String problem;

    Parted(String key, String problem) {
      super(problem, null, false, false);
      this.key = Optional.ofNullable(key);
      this.problem = problem;
    }
  }
}
