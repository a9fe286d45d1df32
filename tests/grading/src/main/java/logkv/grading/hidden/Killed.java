package logkv.grading.hidden;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import logkv.grading.bench.StoreFolder;
import logkv.grading.bench.StoreUnderTest;
import logkv.grading.bench.Trial;
import logkv.grading.hidden.Play.Opening;
import logkv.grading.inside.Shown;
import logkv.grading.inside.Story;
import logkv.grading.inside.Texts;

/**
 * Kills a process in the middle of a put, opens the store in a second one, and in a third: what was
 * acknowledged is there, the put in flight entirely or not at all, and all of them agree.
 */
final class Killed {
  /** Only puts. */
  static final Mix PUTS = new Mix(false, false);

  static final Mix PUTS_AND_DELETES = new Mix(true, false);
  static final Mix ALL = new Mix(true, true);

  private static final String SENTENCE = "A killed process takes acknowledged work with it.";
  private static final String HINT =
      "when a call returns, its record must have left the process: no buffer of one's own";

  /** What the process does before it is killed. */
  record Mix(boolean deletes, boolean compactions) {}

  private final Trial trial;
  private final Opening opening;
  private final Mix mix;
  private final TreeMap<String, String> model = new TreeMap<>();
  private final List<String> done = new ArrayList<>();

  private Killed(Trial trial, Opening opening, Mix mix) {
    this.trial = trial;
    this.opening = opening;
    this.mix = mix;
  }

  /** Kills as many processes, one after the other, each at work on the same store. */
  static void require(Trial trial, Opening opening, Mix mix, int kills) throws IOException {
    new Killed(trial, opening, mix).kill(kills);
  }

  private void kill(int kills) throws IOException {
    Random random = trial.random();
    Texts texts = new Texts(random);
    List<String> keys = texts.keys(12);
    StoreFolder folder = trial.newFolder();
    StoreUnderTest store = opening.in(trial.process(), folder);
    done.add("open");
    for (int kill = 0; kill < kills; kill++) {
      work(store, random, texts, keys);
      String key = keys.get(random.nextInt(keys.size()));
      String value = texts.value(4_000);
      store.beginPut(key, value);
      trial.process().kill();
      done.add("begin put(%s, %s), kill -9".formatted(Shown.text(key), Shown.text(value)));
      store = opening.in(trial.process(), folder);
      done.add("another process opens");
      Map<String, String> found = Contents.of(store);
      if (value.equals(found.get(key))) {
        model.put(key, value);
      }
      Contents.require(store, model, SENTENCE, told(), HINT);
    }
    store.close();
    store = opening.in(trial.process(), folder);
    done.add("reopen");
    Contents.require(store, model, SENTENCE, told(), HINT);
    store.close();
  }

  private void work(StoreUnderTest store, Random random, Texts texts, List<String> keys) {
    int calls = 40 + random.nextInt(60);
    for (int i = 0; i < calls; i++) {
      String key = keys.get(random.nextInt(keys.size()));
      if (mix.deletes && random.nextInt(3) == 0) {
        boolean there = store.delete(key);
        if (there != (model.remove(key) != null)) {
          throw Story.of("delete does not say whether there was a value.")
              .workload(told() + ", ..., delete(" + Shown.text(key) + ")")
              .expected("%s", !there)
              .came("%s", there)
              .hint("the index of an opened store tells what the log tells");
        }
      } else {
        String value = texts.value(300);
        store.put(key, value);
        model.put(key, value);
      }
    }
    done.add(calls + (mix.deletes ? " puts and deletes" : " puts"));
    if (mix.compactions) {
      store.compact();
      String key = keys.get(0);
      store.put(key, "after the compaction");
      model.put(key, "after the compaction");
      done.add("compact(), put(%s, ...)".formatted(Shown.text(key)));
    }
  }

  private String told() {
    return String.join(", ", done);
  }
}
