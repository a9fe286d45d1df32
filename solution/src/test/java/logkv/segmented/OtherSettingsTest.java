package logkv.segmented;

import static logkv.segmented.TestStores.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OtherSettingsTest {
  @TempDir
  Path temporary;

  /** From each to each: so every setting changes in both ways. */
  @Test
  void a_store_may_be_opened_with_other_settings_each_time() throws IOException {
    Options tiny = TestStores.TINY;
    List<Options> settings = List.of(
        tiny,
        tiny.with().segmentBytes(5_000).mapSegments(true).build(),
        tiny.with().syncPolicy(SyncPolicy.never()).filterBitsPerKey(1).build(),
        tiny.with().syncPolicy(SyncPolicy.every(Duration.ofMillis(1))).build(),
        tiny.with()
            .backgroundCompaction(true)
            .compactAtDeadRatio(0.01)
            .maxValueBytes(8)
            .build(),
        Options.DEFAULTS);
    Path directory = temporary.resolve("store");
    Map<String, String> expected = new TreeMap<>();
    int round = 0;
    for (Options from : settings) {
      for (Options to : settings) {
        use(directory, from, expected, round++);
        use(directory, to, expected, round++);
      }
    }
  }

  private static void use(Path directory, Options options, Map<String, String> expected, int round)
      throws IOException {
    try (SegmentedStore store = SegmentedStore.open(directory, options)) {
      assertThat(store.size()).isEqualTo(expected.size());
      for (Map.Entry<String, String> entry : expected.entrySet()) {
        assertThat(store.get(bytes(entry.getKey())))
            .as("%s, written under other settings", entry.getKey())
            .hasValue(bytes(entry.getValue()));
      }
      for (int i = 0; i < 6; i++) {
        String key = "key " + (round * 5 + i) % 17;
        store.put(bytes(key), bytes("" + round));
        expected.put(key, "" + round);
      }
      String gone = "key " + round % 17;
      assertThat(store.delete(bytes(gone))).isEqualTo(expected.remove(gone) != null);
      assertThat(store.get(bytes(gone))).isEmpty();
      if (round % 3 == 0) {
        store.compact();
      }
      assertThat(store.stats().syncPolicy()).isEqualTo(options.syncPolicy());
    }
  }
}
