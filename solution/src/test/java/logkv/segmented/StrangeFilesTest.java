package logkv.segmented;

import static logkv.segmented.TestStores.TINY;
import static logkv.segmented.TestStores.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import logkv.log.CorruptRecordException;
import logkv.segmented.format.RecordFormat;
import logkv.segmented.format.SegmentHeader;
import logkv.segmented.format.SegmentName;
import logkv.segmented.format.UnknownFormatException;
import logkv.segmented.index.KeyHash;
import logkv.segmented.index.KeyIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What else may lie in a store's directory, because somebody has put it there. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StrangeFilesTest {
  private static final String SNAPSHOT = "index.snapshot";
  private static final Options NEVER =
      TINY.with().syncPolicy(SyncPolicy.never()).build();

  private Path directory;

  @BeforeEach
  void newDisk() throws IOException {
    directory = new StoreFiles().onNewDisk();
  }

  @Test
  void stray_files_and_a_directory_named_like_a_segment_are_ignored() throws IOException {
    put("a", "1");
    Files.write(directory.resolve(".DS_Store"), bytes("Bud1"));
    Files.write(directory.resolve("7.seg"), bytes("not as long as a number must be"));
    Files.write(directory.resolve("0000000001.seg.bak"), bytes("somebody's"));
    Files.createDirectory(directory.resolve("0000000000000000009.seg"));

    put("b", "2");

    requireContents("a", "1", "b", "2");
    assertThat(directory.resolve(".DS_Store")).exists();
    assertThat(directory.resolve("0000000001.seg.bak")).exists();
  }

  @Test
  void a_foreign_file_in_the_place_of_a_segment_is_refused_with_its_name() throws IOException {
    put("a", "1");
    Files.write(directory.resolve("0000000002.seg"), new byte[100]);

    assertThatThrownBy(this::open)
        .isInstanceOf(UnknownFormatException.class)
        .hasMessageContaining("0000000002.seg")
        .hasMessageContaining("does not begin like a segment");
  }

  @Test
  void a_later_version_is_refused_and_named() throws IOException {
    put("a", "1");
    byte[] later = StoreFiles.of(directory).bytes("0000000001.seg");
    later[11] = 2;
    CRC32C crc = new CRC32C();
    crc.update(later, 0, SegmentHeader.BYTES - Integer.BYTES);
    ByteBuffer.wrap(later).putInt(SegmentHeader.BYTES - Integer.BYTES, (int) crc.getValue());
    StoreFiles.of(directory).with("0000000001.seg", later).into(directory);

    assertThatThrownBy(this::open)
        .isInstanceOf(UnknownFormatException.class)
        .hasMessageContaining("0000000001.seg")
        .hasMessageContaining("version 2");
  }

  @Test
  void a_segment_of_another_store_is_refused() throws IOException {
    put("a", "1");
    Path other = new StoreFiles().onNewDisk();
    try (SegmentedStore store =
        SegmentedStore.open(other, TINY, new SplittableRandom(7)::nextLong)) {
      store.put(bytes("x"), bytes("1"));
      store.compact();
      store.put(bytes("x"), bytes("2"));
    }
    byte[] theirs = StoreFiles.of(other).bytes("0000000002.seg");
    StoreFiles.of(directory).with("0000000002.seg", theirs).into(directory);

    assertThatThrownBy(this::open)
        .isInstanceOf(UnknownFormatException.class)
        .hasMessageContaining("another store");
  }

  @Test
  void the_snapshot_of_another_store_is_ignored() throws IOException {
    put("a", "1");
    Path other = new StoreFiles().onNewDisk();
    try (SegmentedStore store =
        SegmentedStore.open(other, TINY, new SplittableRandom(7)::nextLong)) {
      store.put(bytes("a"), bytes("9"));
    }
    byte[] theirs = StoreFiles.of(other).bytes(SNAPSHOT);
    StoreFiles.of(directory).with(SNAPSHOT, theirs).into(directory);

    requireContents("a", "1");
  }

  @Test
  void a_snapshot_that_has_used_up_the_slots_does_not_end_the_store() throws IOException {
    put("a", "1");
    Path segment = directory.resolve(StoreFiles.of(directory).names(".seg").first());
    SegmentHeader header =
        SegmentHeader.decode(ByteBuffer.wrap(Files.readAllBytes(segment)), segment);
    long end = Files.size(segment);
    int lastSlot = Locations.MOST_SLOTS - 1;
    KeyIndex index = new KeyIndex();
    index.put(
        KeyHash.of(bytes("a")),
        Locations.of(lastSlot, SegmentHeader.BYTES, end - SegmentHeader.BYTES),
        any -> false);
    Segment known = Segment.open(segment, header, lastSlot, end);
    Snapshot.of(header.storeId(), List.of(known), new Position(header.name(), end), index)
        .save(directory);
    known.close();

    try (SegmentedStore store = open()) {
      for (String key : "b c d e f g".split(" ")) {
        store.put(bytes(key), bytes("2"));
      }
      assertThat(store.stats().segments()).hasSizeGreaterThan(1);
    }

    requireContents("a", "1", "b", "2", "c", "2", "d", "2", "e", "2", "f", "2", "g", "2");
  }

  @Test
  void an_old_snapshot_hides_nothing_newer() throws IOException {
    put("a", "1");
    put("b", "1");
    byte[] old = StoreFiles.of(directory).bytes(SNAPSHOT);
    try (SegmentedStore store = open()) {
      store.put(bytes("a"), bytes("2"));
      store.delete(bytes("b"));
      store.put(bytes("c"), bytes("2"));
      store.compact();
      store.put(bytes("d"), bytes("2"));
    }
    StoreFiles.of(directory).with(SNAPSHOT, old).into(directory);

    requireContents("a", "2", "c", "2", "d", "2");
  }

  @Test
  void a_snapshot_that_is_newer_than_the_log_is_ignored() throws IOException {
    logOlderThanItsSnapshot();

    requireContents("a", "1");
  }

  @Test
  void it_is_not_believed_either_when_the_log_has_become_as_long_again() throws IOException {
    logOlderThanItsSnapshot();
    StoreFiles killed;
    try (SegmentedStore store = open()) {
      store.put(bytes("c"), bytes("3"));
      killed = StoreFiles.of(directory); // as it is if the process ends now
    }
    killed.into(directory);

    requireContents("a", "1", "c", "3");
  }

  @Test
  void a_tail_of_zeros_is_space_that_was_never_written() throws IOException {
    put("a", "1");
    byte[] log = StoreFiles.of(directory).bytes("0000000001.seg");
    for (StoreFiles files :
        new StoreFiles[] {StoreFiles.of(directory), StoreFiles.of(directory).without(SNAPSHOT)}) {
      files.with("0000000001.seg", Arrays.copyOf(log, log.length + 4096)).into(directory);

      put("b", "2");
      requireContents("a", "1", "b", "2");
      requireContents("a", "1", "b", "2");
    }
  }

  @Test
  void a_torn_tail_is_set_aside_and_reported_and_two_reopenings_are_right() throws IOException {
    put("a", "1");
    byte[] log = StoreFiles.of(directory).bytes("0000000001.seg");
    byte[] torn = Arrays.copyOf(log, log.length + 9);
    Arrays.fill(torn, log.length, torn.length, (byte) 0x5A);
    StoreFiles.of(directory).with("0000000001.seg", torn).into(directory);

    try (SegmentedStore store = open()) {
      assertThat(store.stats().cutBytes()).isEqualTo(9);
      store.put(bytes("b"), bytes("2"));
    }
    requireContents("a", "1", "b", "2");
    requireContents("a", "1", "b", "2");
    assertThat(StoreFiles.of(directory).bytes("0000000001.seg.%d.cut".formatted(log.length)))
        .containsOnly(0x5A)
        .hasSize(9);
  }

  @Test
  void what_is_cut_off_at_the_same_place_later_is_kept_beside_it() throws IOException {
    put("a", "1");
    StoreFiles whole = StoreFiles.of(directory);
    for (int junk : new int[] {0x5A, 0x5B, 0x5A}) {
      byte[] log = whole.bytes("0000000001.seg");
      byte[] torn = Arrays.copyOf(log, log.length + 9);
      Arrays.fill(torn, log.length, torn.length, (byte) junk);
      StoreFiles.of(directory).with("0000000001.seg", torn).into(directory);

      requireContents("a", "1");
    }

    String name = "0000000001.seg.%d".formatted(whole.bytes("0000000001.seg").length);
    StoreFiles after = StoreFiles.of(directory);
    assertThat(after.names(".cut")).containsExactlyInAnyOrder(name + ".cut", name + ".2.cut");
    assertThat(after.bytes(name + ".cut")).containsOnly(0x5A).hasSize(9);
    assertThat(after.bytes(name + ".2.cut")).containsOnly(0x5B).hasSize(9);
  }

  @Test
  void what_stood_behind_a_torn_record_does_not_come_back_when_another_fills_its_place()
      throws IOException {
    try (SegmentedStore store = TestStores.open(directory, NEVER)) {
      store.put(bytes("a"), bytes("1"));
      store.put(bytes("b"), bytes("2"));
    }
    StoreFiles.of(directory)
        .without(SNAPSHOT)
        .flipped("0000000001.seg", SegmentHeader.BYTES, 1)
        .into(directory);
    StoreFiles killed;
    try (SegmentedStore store = TestStores.open(directory, NEVER)) {
      store.put(bytes("c"), bytes("3")); // as long as the record of a
      killed = StoreFiles.of(directory);
    }
    killed.into(directory);

    requireContents("c", "3");
  }

  @Test
  void a_value_that_is_a_whole_segment_is_no_log_when_its_record_is_torn() throws IOException {
    Options roomy = TINY.with().segmentBytes(10_000).build();
    try (SegmentedStore store = TestStores.open(directory, roomy)) {
      store.put(bytes("a"), bytes("1"));
      store.put(bytes("b"), bytes("2"));
      byte[] segment = StoreFiles.of(directory).bytes("0000000001.seg");
      store.put(bytes("c"), segment);
    }
    StoreFiles whole = StoreFiles.of(directory).without(SNAPSHOT);
    int record = SegmentHeader.BYTES + 2 * (RecordFormat.HEADER_BYTES + 2);
    for (int at = record; at < whole.bytes("0000000001.seg").length; at++) {
      StoreFiles torn = whole.flipped("0000000001.seg", at, 0xFF);
      try (SegmentedStore store = TestStores.open(torn.onNewDisk(), roomy)) {
        assertThat(store.size()).as("torn at %d", at).isEqualTo(2);
        assertThat(store.stats().cutBytes()).isPositive();
      }
    }
  }

  @Test
  void a_damaged_record_with_a_witness_behind_it_is_refused_and_nothing_is_cut_off()
      throws IOException {
    put("a", "1");
    put("b", "2");
    StoreFiles damaged = StoreFiles.of(directory)
        .without(SNAPSHOT)
        .flipped("0000000001.seg", SegmentHeader.BYTES + 3, 1);
    damaged.into(directory);

    assertThatThrownBy(this::open).isInstanceOfSatisfying(CorruptRecordException.class, e -> {
      assertThat(e.file()).endsWith("0000000001.seg");
      assertThat(e.offset()).isEqualTo(SegmentHeader.BYTES);
    });
    StoreFiles after = StoreFiles.of(directory);
    assertThat(after.bytes("0000000001.seg")).isEqualTo(damaged.bytes("0000000001.seg"));
    assertThat(after.names(".cut")).isEmpty();
  }

  @Test
  void under_a_weak_policy_damage_with_no_witness_behind_it_is_torn_and_the_prefix_stays()
      throws IOException {
    try (SegmentedStore store = TestStores.open(directory, NEVER)) {
      store.put(bytes("a"), bytes("1"));
      store.put(bytes("b"), bytes("2"));
      store.put(bytes("c"), bytes("3"));
    }
    int second = SegmentHeader.BYTES + RecordFormat.HEADER_BYTES + 2;
    StoreFiles.of(directory)
        .without(SNAPSHOT)
        .flipped("0000000001.seg", second, 1)
        .into(directory);

    requireContents("a", "1");
  }

  @Test
  void ids_go_on_in_the_order_of_numbers_where_they_get_another_digit() throws IOException {
    SegmentHeader header = new SegmentHeader(7, 8, new SegmentName(1, 9_999_999_999L, 1), 0);
    SegmentWriter last = SegmentWriter.create(directory, header, Tail.buffer(64), Tail.Ahead.NONE);
    last.add(RecordFormat.PUT, bytes("a"), bytes("old"));
    last.seal();
    last.name();
    last.close();

    put("a", "1");
    put("a", "2");
    put("a", "3");
    put("a", "4");

    assertThat(StoreFiles.of(directory).names(".seg"))
        .contains("0000000001-9999999999.1.seg", "10000000000.seg", "10000000001.seg");
    requireContents("a", "4");
    StoreFiles.of(directory).without(SNAPSHOT).into(directory);
    requireContents("a", "4");
  }

  @Test
  void a_segment_that_is_missing_is_noticed_wherever_another_one_comes_behind_it()
      throws IOException {
    for (String value : "1 2 3 4 5 6 7 8 9".split(" ")) {
      put("key of " + value, value);
    }
    StoreFiles whole = StoreFiles.of(directory);
    SortedSet<String> behindAnother = new TreeSet<>(whole.names(".seg"));
    behindAnother.remove(behindAnother.last());
    assertThat(behindAnother).hasSizeGreaterThan(2);

    for (String missing : behindAnother) {
      for (StoreFiles files : List.of(whole, whole.without(SNAPSHOT))) {
        StoreFiles rest = files.without(missing);
        rest.into(directory);

        assertThatThrownBy(this::open)
            .isInstanceOf(MissingSegmentException.class)
            .hasMessageContaining(missing);
        assertThatThrownBy(() -> SegmentedStore.openReadOnly(directory))
            .isInstanceOf(MissingSegmentException.class);
        assertThat(StoreFiles.of(directory).names(".seg")).isEqualTo(rest.names(".seg"));
      }
    }
  }

  @Test
  void what_compaction_has_replaced_is_not_missing() throws IOException {
    for (String value : "1 2 3 4 5 6 7 8 9".split(" ")) {
      put("a", value);
    }
    try (SegmentedStore store = open()) {
      store.compact();
    }
    put("b", "1");

    requireContents("a", "9", "b", "1");
  }

  @Test
  void numbers_are_not_used_again_after_everything_was_compacted_away() throws IOException {
    try (SegmentedStore store = open()) {
      store.put(bytes("a"), bytes("1"));
      store.delete(bytes("a"));
      store.compact();
    }
    assertThat(StoreFiles.of(directory).names(".seg"))
        .containsExactly("0000000001-0000000001.1.seg", "0000000002.seg");

    try (SegmentedStore store = open()) {
      store.put(bytes("a"), bytes("2"));
      store.compact();
    }
    assertThat(StoreFiles.of(directory).names(".seg").last()).isEqualTo("0000000003.seg");
    requireContents("a", "2");
  }

  private SegmentedStore open() throws IOException {
    return TestStores.open(directory, TINY);
  }

  private void put(String key, String value) throws IOException {
    try (SegmentedStore store = open()) {
      store.put(bytes(key), bytes(value));
    }
  }

  /** Somebody puts the segments of a backup back, and leaves the snapshot where it is. */
  private void logOlderThanItsSnapshot() throws IOException {
    put("a", "1");
    StoreFiles before = StoreFiles.of(directory).without(SNAPSHOT);
    before.into(directory);
    put("b", "2");
    byte[] newer = StoreFiles.of(directory).bytes(SNAPSHOT);
    before.with(SNAPSHOT, newer).into(directory);
  }

  private void requireContents(String... keysAndValues) throws IOException {
    try (SegmentedStore store = open()) {
      assertThat(store.size()).isEqualTo(keysAndValues.length / 2);
      for (int i = 0; i < keysAndValues.length; i += 2) {
        assertThat(store.get(bytes(keysAndValues[i])))
            .as(keysAndValues[i])
            .hasValue(bytes(keysAndValues[i + 1]));
      }
    }
  }
}
