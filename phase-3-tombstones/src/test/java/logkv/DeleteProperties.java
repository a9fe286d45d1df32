package logkv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static logkv.Promise.promise;
import static logkv.Refusal.permits;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import logkv.StoreDirectory.Session;
import logkv.crash.disk.SimulatedDisk;
import logkv.log.RecordCodec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.BeforeTry;

/** Puts, deletes and reopenings in any order, done to the store on disk and to that of phase 1. */
class DeleteProperties {
  private static final String DELETE = "03-tombstones.md#delete";
  private static final String DEAD_BYTES = "03-tombstones.md#deadbytes";

  private Path directory;
  private InMemoryStore model;

  @BeforeTry
  void an_empty_disk_and_an_empty_model() {
    directory = quietDisk().directory();
    model = new InMemoryStore();
  }

  @Property(seed = "1977", tries = 100)
  void a_store_on_disk_deletes_like_one_in_memory(@ForAll("actions") List<Action> actions) {
    performing(DELETE, actions, store -> requireSameAnswers(store, actions));
  }

  @Property(seed = "1978", tries = 100)
  void what_is_not_the_current_record_of_a_key_is_dead(@ForAll("actions") List<Action> actions) {
    Path log = directory.resolve("data.log");
    performing(DEAD_BYTES, actions, store -> {
      long seen = store.deadBytes();
      if (seen != Files.size(log) - liveBytes()) {
        throw new AssertionError(
            promise(DEAD_BYTES, "after a part of %s: the log without its live records", actions)
                + LogDrawing.of(log)
                + "  deadBytes says "
                + seen);
      }
    });
  }

  /** Does all {@code actions}, and looks at the store after each. */
  private void performing(String section, List<Action> actions, Session look) {
    permits(
        () -> {
          LogStore store = LogStore.open(directory);
          for (Action action : actions) {
            store = perform(action, store, actions);
            look.with(store);
          }
          store.close();
        },
        promise(section, "a part of %s", actions));
  }

  /** Does it to both stores, and returns the one on disk, which may be a new one. */
  private LogStore perform(Action action, LogStore store, List<Action> all) throws IOException {
    if (action instanceof Reopen) {
      store.close();
      return LogStore.open(directory);
    }
    if (action instanceof Put put) {
      store.put(put.key, put.value);
      model.put(put.key, put.value);
    } else if (action instanceof Delete delete) {
      assertThat(store.delete(delete.key))
          .as(promise(DELETE, "%s in %s says whether there was a value", action, all))
          .isEqualTo(model.delete(delete.key));
    }
    return store;
  }

  private void requireSameAnswers(LogStore store, List<Action> actions) throws IOException {
    String told = promise(DELETE, "after a part of %s the store answers what a map would", actions);
    assertThat(store.keys()).as(told).isEqualTo(model.keys());
    assertThat(store.size()).as(told).isEqualTo(model.size());
    for (String key : model.keys()) {
      assertThat(store.get(key)).as(told).isEqualTo(model.get(key));
    }
  }

  private long liveBytes() {
    return model.keys().stream()
        .mapToLong(
            key -> RecordCodec.HEADER_BYTES + bytes(key) + bytes(model.get(key).orElse("")))
        .sum();
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  /** A disk that keeps no journal: nobody reads it here, and thousands of calls are faster so. */
  private static SimulatedDisk quietDisk() {
    SimulatedDisk disk = SimulatedDisk.empty();
    disk.record(false);
    return disk;
  }

  @Provide
  Arbitrary<List<Action>> actions() {
    Arbitrary<String> keys = Arbitraries.of("a", "b", "th\u00e9", "tombstone");
    Arbitrary<String> values = Arbitraries.of("1", "22", "", "\u8336", "\0", "tombstone", "null");
    Arbitrary<Action> puts = Combinators.combine(keys, values).as(Put::new);
    Arbitrary<Action> deletes = keys.map(Delete::new);
    Arbitrary<Action> reopenings = Arbitraries.just(new Reopen());
    return Arbitraries.frequencyOf(Tuple.of(4, puts), Tuple.of(3, deletes), Tuple.of(2, reopenings))
        .list()
        .ofMaxSize(20);
  }

  private sealed interface Action {}

  private record Put(String key, String value) implements Action {}

  private record Delete(String key) implements Action {}

  private record Reopen() implements Action {}
}
