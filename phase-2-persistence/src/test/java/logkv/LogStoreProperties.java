package logkv;

import static logkv.Promise.promise;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import logkv.crash.disk.SimulatedDisk;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever is done to it, a store on disk answers what the store of phase 1 answers. */
class LogStoreProperties {
  private static final String GET = "02-persistence.md#get";

  @Property(seed = "1976", tries = 300)
  void a_store_on_disk_answers_like_one_in_memory(@ForAll("actions") List<Action> actions)
      throws IOException {
    Path directory = SimulatedDisk.empty().directory();
    EndlessReading.refusedIn(directory);
    InMemoryStore model = new InMemoryStore();
    LogStore store = LogStore.open(directory);
    for (Action action : actions) {
      if (action instanceof Put put) {
        store.put(put.key, put.value);
        model.put(put.key, put.value);
      } else {
        store.close();
        store = LogStore.open(directory);
      }
      requireSameAnswers(store, model, actions);
    }
    store.close();
  }

  private static void requireSameAnswers(LogStore store, InMemoryStore model, List<Action> actions)
      throws IOException {
    String promise = promise(GET, "after a part of %s the store answers what a map would", actions);
    assertThat(store.keys()).as(promise).isEqualTo(model.keys());
    assertThat(store.size()).as(promise).isEqualTo(model.size());
    for (String key : model.keys()) {
      assertThat(store.get(key)).as(promise).isEqualTo(model.get(key));
    }
    assertThat(store.get("never put")).as(promise).isEmpty();
  }

  @Provide
  Arbitrary<List<Action>> actions() {
    Arbitrary<String> keys = Arbitraries.of("a", "b", "th\u00e9", "\u8336", "a\0");
    Arbitrary<String> values =
        Arbitraries.of("1", "2", "", "\u8336\u8336", "\0\0\0\0", "tombstone", "v".repeat(300));
    Arbitrary<Action> puts = Combinators.combine(keys, values).as(Put::new);
    return Arbitraries.frequencyOf(Tuple.of(4, puts), Tuple.of(1, Arbitraries.just(new Reopen())))
        .list()
        .ofMaxSize(20);
  }

  private sealed interface Action {}

  private record Put(String key, String value) implements Action {}

  private record Reopen() implements Action {}
}
