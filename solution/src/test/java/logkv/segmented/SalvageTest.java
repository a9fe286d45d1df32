package logkv.segmented;

import static logkv.segmented.TestStores.TINY;
import static logkv.segmented.TestStores.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
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
}
