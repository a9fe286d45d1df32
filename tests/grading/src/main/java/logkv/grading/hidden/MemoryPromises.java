package logkv.grading.hidden;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import logkv.grading.bench.StoreUnderTest;
import logkv.grading.bench.Trial;
import logkv.grading.inside.Shown;
import logkv.grading.inside.Story;
import logkv.grading.inside.Texts;

/** Phase 1: what a store in memory promises, asked with texts and histories that nobody knows. */
public final class MemoryPromises extends PromisedSuite {
  private static final int KEYS = 60;
  private static final int CALLS = 2_000;
  private static final int FRUITS = 300;

  public MemoryPromises() {
    super(1);
    promise("map", this::map);
    promise("sorted", this::sorted);
    promise("snapshot", this::snapshot);
    promise("texts", this::texts);
    promise("refusals", this::refusals);
    promise("closed", this::closed);
  }

  private void map(Trial trial) throws Exception {
    Comparison.require(
        trial,
        (process, folder) -> process.openInMemory(),
        Histories.of(KEYS).withDeletes().withoutReopenings().make(trial.random(), CALLS),
        "The store does not answer as a map does.",
        "the last put of a key wins, a delete forgets it, and no other key notices");
  }

  private void sorted(Trial trial) {
    StoreUnderTest store = trial.process().openInMemory();
    List<String> keys = new Texts(trial.random()).keys(FRUITS);
    for (int i = 0; i < FRUITS; i++) {
      store.put(keys.get(i), "fruit");
      if (i % 3 == 0) {
        store.delete(keys.get(i / 2));
      }
    }
    TreeSet<String> expected = new TreeSet<>(keys);
    for (int i = 0; i < FRUITS; i += 3) {
      expected.remove(keys.get(i / 2));
    }

    List<String> came = store.keys();
    for (int i = 0; i < Math.max(came.size(), expected.size()); i++) {
      String right = i < expected.size() ? List.copyOf(expected).get(i) : null;
      String found = i < came.size() ? came.get(i) : null;
      if (right == null || !right.equals(found)) {
        throw Story.of("keys() does not give the keys that have a value, sorted.")
            .workload("puts of %d keys, with a delete after every third".formatted(FRUITS))
            .expected("%d keys; number %d is %s", expected.size(), i, name(right))
            .came("%d keys; number %d is %s", came.size(), i, name(found))
            .hint("which kind of set keeps its elements in order?");
      }
    }
    if (store.size() != expected.size()) {
      throw Story.of("size() does not count the keys that have a value.")
          .workload("puts of %d keys, with a delete after every third".formatted(FRUITS))
          .expected("%d", expected.size())
          .came("%d", store.size())
          .hint("size() and keys() tell of the same keys");
    }
  }

  private static String name(String key) {
    return key == null ? "not there" : Shown.text(key);
  }

  private void snapshot(Trial trial) {
    StoreUnderTest store = trial.process().openInMemory();
    Texts texts = new Texts(trial.random());
    TreeSet<String> now = new TreeSet<>();
    List<String> done = new ArrayList<>();
    for (String key : texts.keys(12)) {
      store.holdKeys();
      TreeSet<String> before = new TreeSet<>(now);
      done.add("keys() (kept)");
      String gone = now.isEmpty() || trial.random().nextBoolean() ? null : now.first();
      if (gone != null) {
        store.delete(gone);
        now.remove(gone);
        done.add("delete(" + Shown.text(gone) + ")");
      }
      store.put(key, texts.value(50));
      now.add(key);
      done.add("put(" + Shown.text(key) + ", ...)");
      List<String> held = store.heldKeys();
      if (!new TreeSet<>(held).equals(before)) {
        throw Story.of("The set that keys() has returned changes when the store does.")
            .workload(String.join(", ", done.subList(Math.max(0, done.size() - 6), done.size())))
            .expected("the kept set still has its %d keys", before.size())
            .came("it has %d, and not the same", held.size())
            .hint("copy the keys; a view of the map's own keys changes with the map");
      }
    }
  }

  private void texts(Trial trial) {
    StoreUnderTest store = trial.process().openInMemory();
    Texts texts = new Texts(trial.random());
    String word = texts.word(8);
    List<String> all = new ArrayList<>(texts.keys(60));
    all.addAll(List.of(
        word,
        word + " ",
        " " + word,
        word.toUpperCase(java.util.Locale.ROOT),
        word + "\0",
        word + "\ud83c\udf75",
        "\ud83c\udf75" + word,
        "\ud83c\udf75\ud83c\udf75",
        "\uffff",
        "\ufffe",
        "\ufffd",
        "e\u0301",
        "\u00e9",
        "\t",
        "\u00a0",
        "\u3000",
        word.repeat(2_000)));
    List<String> different = new ArrayList<>(new TreeSet<>(all));
    for (int i = 0; i < different.size(); i++) {
      String text = different.get(i);
      String value = i + text;
      store.put(text, value);
    }
    for (int i = 0; i < different.size(); i++) {
      String text = different.get(i);
      String came = store.get(text).orElse(null);
      if (!(i + text).equals(came)) {
        throw Story.of("A text that UTF-8 can write does not come back as it was.")
            .workload(different.size() + " puts of keys that all differ, then get("
                + Shown.text(text) + ")")
            .expected(Shown.text(i + text))
            .came(came == null ? "nothing" : Shown.text(came))
            .hint("keep keys and values as they are: no trimming, no other case, no normalising");
      }
    }
    for (String half : Refusals.halves(texts.word(4) + "\ud83c\udf75" + texts.word(4))) {
      refusesEverywhere(store, half, Refusals.ARGUMENT, "UTF-8 cannot write half of a pair");
    }
  }

  private void refusals(Trial trial) {
    StoreUnderTest store = trial.process().openInMemory();
    Texts texts = new Texts(trial.random());
    String key = texts.word(8);
    String value = texts.word(8);
    store.put(key, value);
    refusesEverywhere(store, null, Refusals.NULL, "null is no key");
    refusesEverywhere(store, "", Refusals.ARGUMENT, "a key has at least one character");
    refusesValue(store, key, null, Refusals.NULL);
    refusesValue(store, key, texts.word(3) + '\udf75', Refusals.ARGUMENT);
    if (!store.keys().equals(List.of(key))
        || !store.get(key).equals(java.util.Optional.of(value))) {
      throw Story.of("A call that was refused has changed the store.")
          .workload(
              "put(%s, %s), then puts, gets and deletes that are refused".formatted(key, value))
          .expected("%s is still %s, and the only key", key, value)
          .came("keys() is %s, the value %s", store.keys().size() + " keys", store.get(key))
          .hint("check both arguments first, then change");
    }
  }

  private static void refusesEverywhere(
      StoreUnderTest store, String key, String type, String reason) {
    String shown = Shown.text(key);
    String sentence = "A key that cannot be one is not refused as promised.";
    Refusals.require(type, () -> store.put(key, "v"), sentence, "put(" + shown + ", v)", reason);
    Refusals.require(type, () -> store.get(key), sentence, "get(" + shown + ")", reason);
    Refusals.require(type, () -> store.delete(key), sentence, "delete(" + shown + ")", reason);
  }

  private static void refusesValue(StoreUnderTest store, String key, String value, String type) {
    Refusals.require(
        type,
        () -> store.put(key, value),
        "A value that cannot be one is not refused as promised.",
        "put(" + key + ", " + Shown.text(value) + ")",
        "let put ask Text.requireValue before it changes anything");
  }

  private void closed(Trial trial) {
    StoreUnderTest store = trial.process().openInMemory();
    StoreUnderTest other = trial.process().openInMemory();
    String key = new Texts(trial.random()).word(8);
    store.put(key, "1");
    other.put(key, "2");
    store.close();
    store.close();
    String sentence = "A closed store does not refuse a call as promised.";
    String hint = "every method but close asks first whether the store is closed";
    String done = "put(%s, 1), close(), close(), ".formatted(key);
    Refusals.require(Refusals.STATE, () -> store.get(key), sentence, done + "get", hint);
    Refusals.require(Refusals.STATE, () -> store.put(key, "3"), sentence, done + "put", hint);
    Refusals.require(Refusals.STATE, () -> store.delete(key), sentence, done + "delete", hint);
    Refusals.require(Refusals.STATE, store::keys, sentence, done + "keys", hint);
    Refusals.require(Refusals.STATE, store::size, sentence, done + "size", hint);
    if (!other.get(key).equals(java.util.Optional.of("2")) || other.size() != 1) {
      throw Story.of("Two stores are not independent of each other.")
          .workload("one.put(%s, 1), other.put(%s, 2), one.close(), other.get(%s)"
              .formatted(key, key, key))
          .expected("2")
          .came(other.get(key).map(Shown::text).orElse("nothing"))
          .hint("every store has a map of its own: no static fields");
    }
  }
}
