package logkv.segmented;

import static logkv.segmented.TestStores.TINY;
import static logkv.segmented.TestStores.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import logkv.segmented.format.RecordFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * What salvage makes of a segment that a compaction has replaced and a power cut, or a cursor that was
 * open when the process was killed, has left beside its replacement.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SalvageTest {
  private StoreFiles files;
  private String replacement;
  private final Path target = new StoreFiles().onNewDisk().resolve("salvaged");

  SalvageTest() throws IOException {}

  @BeforeEach
  void delete_tea_and_keep_the_segment_that_held_it() throws IOException {
    Path directory = new StoreFiles().onNewDisk();
    try (SegmentedStore store = TestStores.open(directory, TINY)) {
      store.put(bytes("tea"), bytes("green"));
      store.put(bytes("water"), bytes("still"));
    }
    StoreFiles before = StoreFiles.of(directory);
    String replaced = before.names(".seg").first();
    try (SegmentedStore store = TestStores.open(directory, TINY)) {
      store.delete(bytes("tea"));
      store.compact();
    }
    StoreFiles after = StoreFiles.of(directory);
    assertThat(after.names(".seg")).as("of which compaction was rid").doesNotContain(replaced);
    replacement = after.names(".seg").first();
    files = after.with(replaced, before.bytes(replaced));
  }

  @Test
  void what_was_deleted_does_not_come_back_from_a_segment_that_is_replaced() throws IOException {
    Salvage.Report report = Salvage.run(files.onNewDisk(), target);

    assertThat(report.lost()).isEmpty();
    try (SegmentedStore store = SegmentedStore.open(target, TINY)) {
      assertThat(store.get(bytes("tea"))).isEmpty();
      assertThat(store.get(bytes("water"))).hasValue(bytes("still"));
    }
  }

  @Test
  void what_its_replacement_has_lost_is_found_in_it_and_the_report_says_so() throws IOException {
    byte[] damaged = files.bytes(replacement);
    int last = damaged.length - SegmentWriter.SEAL_BYTES - 1; // of the value that was kept

    Salvage.Report report = Salvage.run(files.flipped(replacement, last, 1).onNewDisk(), target);

    assertThat(report.lost()).hasSize(1);
    try (SegmentedStore store = SegmentedStore.open(target, TINY)) {
      assertThat(store.get(bytes("water"))).hasValue(bytes("still"));
    }
  }

  @Test
  void a_batch_that_was_never_finished_is_left_out_and_reported() throws IOException {
    StoreFiles whole = withABatch();
    String segment = whole.names(".seg").last();
    byte[] log = whole.bytes(segment);
    for (int cut = 1; cut <= 3 * (RecordFormat.HEADER_BYTES + 2); cut++) {
      for (int room : new int[] {0, 100}) { // bytes of the file that were never used
        byte[] torn = Arrays.copyOf(Arrays.copyOf(log, log.length - cut), log.length - cut + room);

        Path salvaged = target.resolveSibling("cut " + cut + " room " + room);
        Salvage.Report report = Salvage.run(whole.with(segment, torn).onNewDisk(), salvaged);

        assertThat(report.lost()).as("%d bytes cut off", cut).hasSizeBetween(0, 1);
        boolean isWholly = cut == 3 * (RecordFormat.HEADER_BYTES + 2);
        assertThat(report.lost().isEmpty()).as("%d bytes cut off", cut).isEqualTo(isWholly);
        assertThat(keys(salvaged)).as("%d bytes cut off", cut).containsExactly("before");
      }
    }
  }

  @Test
  void of_a_batch_that_was_damaged_what_can_be_read_is_there() throws IOException {
    StoreFiles whole = withABatch();
    String segment = whole.names(".seg").last();
    int second = whole.bytes(segment).length - 2 * (RecordFormat.HEADER_BYTES + 2);

    Salvage.Report report = Salvage.run(whole.flipped(segment, second, 1).onNewDisk(), target);

    assertThat(report.lost()).hasSize(1);
    assertThat(keys(target)).containsExactly("before", "x", "z");
  }

  /** A put, and behind it a batch of three, each of 19 bytes, in the last segment. */
  private static StoreFiles withABatch() throws IOException {
    Path directory = new StoreFiles().onNewDisk();
    Options roomy = TINY.with().segmentBytes(1000).build();
    try (SegmentedStore store = TestStores.open(directory, roomy)) {
      store.put(bytes("before"), bytes("1"));
      store.write(new Batch()
          .put(bytes("x"), bytes("1"))
          .put(bytes("y"), bytes("2"))
          .put(bytes("z"), bytes("3")));
    }
    return StoreFiles.of(directory);
  }

  private static List<String> keys(Path directory) throws IOException {
    List<String> keys = new ArrayList<>();
    try (TextStore store = TextStore.of(SegmentedStore.open(directory, TINY))) {
      keys.addAll(store.keys());
    }
    return keys;
  }
}
