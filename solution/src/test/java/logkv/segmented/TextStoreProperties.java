package logkv.segmented;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import logkv.InMemoryStore;
import logkv.KeyValueStore;
import logkv.crash.Step;
import logkv.crash.Workloads;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The complete store is the store of phase 1, as far as a program can tell that does not crash. */
class TextStoreProperties {

  @Property(seed = "1", tries = 200)
  void it_answers_like_a_map_however_often_it_is_compacted_and_reopened(
      @ForAll("stories") List<Step> story) throws IOException {
    Path directory = new StoreFiles().onNewDisk();
    KeyValueStore oracle = new InMemoryStore();
    TextStore store = open(directory);
    for (Step step : story) {
      if (step instanceof Step.Put put) {
        oracle.put(put.key(), put.value());
        store.put(put.key(), put.value());
      } else if (step instanceof Step.Delete delete) {
        assertThat(store.delete(delete.key())).isEqualTo(oracle.delete(delete.key()));
      } else if (step instanceof Step.Compact) {
        store.bytes().compact();
      } else {
        store.close();
        store = open(directory);
      }
      requireEqual(store, oracle);
    }
    store.close();
    oracle.close();
  }

  @Example
  void half_of_a_surrogate_pair_is_refused_as_key_and_as_value() throws IOException {
    try (TextStore store = open(new StoreFiles().onNewDisk())) {
      assertThatIllegalArgumentException().isThrownBy(() -> store.put("\ud800", "1"));
      assertThatIllegalArgumentException().isThrownBy(() -> store.put("a", "\udc00"));
      assertThatIllegalArgumentException().isThrownBy(() -> store.get("a\ud800"));
      assertThatIllegalArgumentException().isThrownBy(() -> store.delete("\udc00b"));
      store.put("\ud83d\ude00", "\ud83d\ude00");
      assertThat(store.get("\ud83d\ude00")).hasValue("\ud83d\ude00");
      assertThat(store.keys()).containsExactly("\ud83d\ude00");
    }
  }

  @Provide
  Arbitrary<List<Step>> stories() {
    return Workloads.puts().withDeletes().withCompaction().steps();
  }

  private static TextStore open(Path directory) throws IOException {
    return TextStore.of(TestStores.open(directory, TestStores.TINY));
  }

  private static void requireEqual(TextStore store, KeyValueStore oracle) throws IOException {
    assertThat(store.keys()).isEqualTo(oracle.keys());
    assertThat(store.size()).isEqualTo(oracle.size());
    for (String key : List.of("a", "b", "c", "nobody")) {
      assertThat(store.get(key)).isEqualTo(oracle.get(key));
    }
  }
}
