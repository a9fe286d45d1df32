package logkv.cli.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import logkv.segmented.Batch;
import logkv.segmented.Options;
import logkv.segmented.SegmentedStore;
import logkv.segmented.Stats;
import logkv.segmented.Stats.SegmentStats;
import logkv.segmented.SyncPolicy;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts and what does not is what the store says, too. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SurveyTest {
  private static final Options SMALL = Options.DEFAULTS
      .with()
      .segmentBytes(2_000)
      .syncPolicy(SyncPolicy.never())
      .backgroundCompaction(false)
      .build();

  @TempDir
  Path store;

  @Test
  void live_bytes_dead_bytes_and_tombstones_are_those_that_the_store_counts() throws IOException {
    Stats stats;
    try (SegmentedStore filled = SegmentedStore.open(store, SMALL)) {
      fill(filled, 1);
      filled.compact();
      fill(filled, 2);
      filled.write(new Batch().put(bytes("key 1"), bytes("x")).delete(bytes("key 1")));
      stats = filled.stats();
    }

    Inventory inventory = Inventory.of(store);
    Survey survey = Survey.of(inventory.parts());
    assertThat(survey.findings()).isEmpty();
    assertThat(inventory.parts()).hasSameSizeAs(stats.segments()).hasSizeGreaterThan(5);
    for (int i = 0; i < stats.segments().size(); i++) {
      SegmentStats expected = stats.segments().get(i);
      Tally tally = Tally.of(inventory.parts().get(i), survey);
      assertThat(inventory.parts().get(i).name()).isEqualTo(expected.file());
      assertThat(tally.bytes(State.LIVE)).as(expected.file()).isEqualTo(expected.liveBytes());
      assertThat(tally.bytes(State.TOMBSTONE)).isEqualTo(expected.tombstoneBytes());
      assertThat(tally.bytes(State.DEAD)).isEqualTo(expected.deadBytes());
    }
  }

  @Test
  void nothing_in_the_directory_changes_and_no_lock_is_taken() throws IOException {
    try (SegmentedStore open = SegmentedStore.open(store, SMALL)) {
      fill(open, 1);
      Map<String, Long> before = sizes();

      assertThat(Inspected.list(store).clean()).isTrue();
      assertThat(sizes()).isEqualTo(before);
      open.put(bytes("still"), bytes("writable"));
    }
  }

  @Test
  void what_a_leftover_says_counts_for_nothing_though_it_comes_later() throws IOException {
    SegmentBytes.compacted(1, 3, 1).put("tea", "green").seal().in(store);
    SegmentBytes.number(2).put("tea", "white").delete("tea").seal().in(store);

    Inventory inventory = Inventory.of(store);
    Survey survey = Survey.of(inventory.parts());
    assertThat(inventory.parts()).extracting(Part::isLeftover).containsExactly(false, true);
    assertThat(Tally.of(inventory.parts().get(0), survey).bytes(State.LIVE)).isEqualTo(25);
  }

  @Test
  void a_segment_that_compaction_has_deleted_meanwhile_is_named() throws IOException {
    Path file = SegmentBytes.number(1).put("a", "1").in(store);
    Part part = Part.alone(file, true);
    Files.delete(file);

    assertThatThrownBy(() -> part.walk(piece -> {}))
        .hasMessage(
            file + " has gone meanwhile: the store is in use, and was compacted; look again");
  }

  @Test
  void many_keys_are_each_found_at_their_newest_place() {
    Newest newest = new Newest();
    Map<Long, Long> model = new HashMap<>();
    Random random = new Random(5);
    for (long place = 1; place <= 200_000; place++) {
      long hash = random.nextInt(50_000) * 0x9E37_79B9_7F4A_7C15L;
      newest.put(hash, place);
      model.put(hash, place);
    }

    assertThat(model).allSatisfy((hash, place) -> {
      assertThat(newest.is(hash, place)).isTrue();
      assertThat(newest.is(hash, place - 1)).isFalse();
      assertThat(newest.is(hash + 1, place)).isFalse();
    });
  }

  private static void fill(SegmentedStore store, int seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      byte[] key = bytes("key " + random.nextInt(60));
      if (random.nextInt(4) == 0) {
        store.delete(key);
      } else {
        store.put(key, bytes("value ".repeat(random.nextInt(5))));
      }
    }
  }

  private Map<String, Long> sizes() throws IOException {
    Map<String, Long> sizes = new HashMap<>();
    for (Part part : Inventory.of(store).parts()) {
      sizes.put(part.name(), part.size());
    }
    for (Path other : Inventory.of(store).others()) {
      sizes.put(other.getFileName().toString(), Files.size(other));
    }
    return sizes;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
