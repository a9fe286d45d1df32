package logkv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static logkv.Promise.promise;
import static logkv.Refusal.permits;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import logkv.crash.disk.SimulatedDisk;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Compacted by hand or by itself, a store answers what the store of phase 1 answers. */
class LogStoreCompactionProperties {
  private static final String COMPACT = "04-compaction.md#compact";

  private static final List<String> KEYS = List.of("a", "b", "th\u00e9", "\u8336");

  @Property(seed = "1992", tries = 300)
  void a_store_that_is_compacted_now_and_then_answers_like_one_in_memory(
      @ForAll("actions") List<Action> actions) {
    permits(
        () -> requireSameAnswers(actions, CompactionPolicy.BY_HAND),
        promise(COMPACT, "a part of %s", actions));
  }

  @Property(seed = "1993", tries = 300)
  void a_store_that_compacts_itself_answers_like_one_in_memory(
      @ForAll("actions") List<Action> actions) {
    permits(
        () -> requireSameAnswers(actions, new CompactionPolicy(60, 0.4)),
        promise(COMPACT, "a part of %s", actions));
  }

  private static void requireSameAnswers(List<Action> actions, CompactionPolicy policy)
      throws IOException {
    Path directory = SimulatedDisk.empty().directory();
    InMemoryStore model = new InMemoryStore();
    LogStore store = LogStore.open(directory, policy);
    List<Action> done = new ArrayList<>();
    for (Action action : actions) {
      done.add(action);
      if (action instanceof Put put) {
        store.put(put.key, put.value);
        model.put(put.key, put.value);
      } else if (action instanceof Delete delete) {
        assertThat(store.delete(delete.key))
            .as(promise(COMPACT, "%s: the last delete says whether there was a value", done))
            .isEqualTo(model.delete(delete.key));
      } else if (action instanceof Compact) {
        store.compact();
        requireNothingDead(store, directory, done);
      } else {
        store.close();
        store = LogStore.open(directory, policy);
      }
      requireSameContents(store, model, done);
    }
    store.close();
  }

  private static void requireSameContents(LogStore store, InMemoryStore model, List<Action> done)
      throws IOException {
    String promise = promise(COMPACT, "%s: the store answers what a map would", done);
    assertThat(store.keys()).as(promise).isEqualTo(model.keys());
    assertThat(store.size()).as(promise).isEqualTo(model.size());
    for (String key : KEYS) {
      assertThat(store.get(key)).as("get(%s) after %s", key, promise).isEqualTo(model.get(key));
    }
  }

  private static void requireNothingDead(LogStore store, Path directory, List<Action> done)
      throws IOException {
    long live = 0;
    for (String key : store.keys()) {
      live += 17 + utf8(key) + utf8(store.get(key).orElse(""));
    }
    assertThat(Files.size(directory.resolve("data.log")))
        .as(promise(COMPACT, "%s: the log is as long as its live records", done))
        .isEqualTo(live);
    assertThat(store.deadBytes())
        .as(promise(COMPACT, "%s: no byte is dead after a compaction", done))
        .isZero();
  }

  private static int utf8(String text) {
    return text.getBytes(UTF_8).length;
  }

  @Provide
  Arbitrary<List<Action>> actions() {
    Arbitrary<String> keys = Arbitraries.of(KEYS);
    Arbitrary<String> values =
        Arbitraries.of("1", "2", "", "\u8336\u8336", "\0\0\0\0", "tombstone");
    Arbitrary<Action> puts = Combinators.combine(keys, values).as(Put::new);
    return Arbitraries.frequencyOf(
            Tuple.of(5, puts),
            Tuple.of(3, keys.map(Delete::new)),
            Tuple.of(1, Arbitraries.just(new Compact())),
            Tuple.of(1, Arbitraries.just(new Reopen())))
        .list()
        .ofMaxSize(20);
  }

  private sealed interface Action {}

  private record Put(String key, String value) implements Action {}

  private record Delete(String key) implements Action {}

  private record Compact() implements Action {}

  private record Reopen() implements Action {}
}
