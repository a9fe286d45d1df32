package logkv.segmented;

import static logkv.segmented.TestStores.TINY;
import static logkv.segmented.TestStores.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import logkv.segmented.format.RecordFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be a key and a value, and what happens to what may not. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KeysValuesArgumentsTest {
  private static final byte[] KEY = bytes("key");

  private Path directory;
  private SegmentedStore store;

  @BeforeEach
  void open() throws IOException {
    directory = new StoreFiles().onNewDisk();
    store =
        TestStores.open(directory, Options.DEFAULTS.with().segmentBytes(100_000).build());
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  @Test
  void null_is_refused_by_every_method_and_nothing_is_written() throws IOException {
    long before = store.stats().totalBytes();

    assertThatNullPointerException().isThrownBy(() -> store.put(null, KEY));
    assertThatNullPointerException().isThrownBy(() -> store.put(KEY, null));
    assertThatNullPointerException().isThrownBy(() -> store.get(null));
    assertThatNullPointerException().isThrownBy(() -> store.delete(null));
    assertThatNullPointerException().isThrownBy(() -> store.contains(null));
    assertThatNullPointerException().isThrownBy(() -> store.write(null));
    assertThatNullPointerException().isThrownBy(() -> store.scan(null));
    assertThatNullPointerException().isThrownBy(() -> new Batch().put(KEY, null));
    assertThatNullPointerException().isThrownBy(() -> new Batch().delete(null));
    assertThat(store.stats().totalBytes()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, RecordFormat.MAX_KEY_BYTES + 1})
  void a_key_that_is_empty_or_too_long_is_refused_by_every_method(int length) throws IOException {
    byte[] key = new byte[length];
    long before = store.stats().totalBytes();

    assertThatIllegalArgumentException().isThrownBy(() -> store.put(key, KEY));
    assertThatIllegalArgumentException().isThrownBy(() -> store.get(key));
    assertThatIllegalArgumentException().isThrownBy(() -> store.delete(key));
    assertThatIllegalArgumentException().isThrownBy(() -> store.contains(key));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.write(new Batch().put(KEY, KEY).delete(key)))
        .withMessageContaining("not %,d".formatted(length));
    assertThat(store.stats().totalBytes()).isEqualTo(before);
    assertThat(store.size()).isZero();
  }

  @Test
  void a_value_that_is_longer_than_allowed_is_refused_and_a_batch_with_one_entirely()
      throws IOException {
    Options small = TINY.with().maxValueBytes(3).build();
    try (SegmentedStore other = TestStores.open(new StoreFiles().onNewDisk(), small)) {
      other.put(KEY, new byte[3]);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> other.write(new Batch().delete(KEY).put(KEY, new byte[4])))
          .withMessageContaining("at most 3");
      assertThat(other.get(KEY)).hasValue(new byte[3]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 0x7FFF, 0x8000, 0xFFFF})
  void keys_of_these_lengths_come_back(int length) throws IOException {
    byte[] key = new byte[length];
    Arrays.fill(key, (byte) 0xEE);

    store.put(key, bytes("long"));

    requireAfterEverything(key, bytes("long"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 200_000})
  void values_of_these_lengths_come_back(int length) throws IOException {
    byte[] value = new byte[length];
    Arrays.fill(value, (byte) 0x11);

    store.put(KEY, value); // the longest is longer than a segment

    requireAfterEverything(KEY, value);
    assertThat(store.contains(KEY)).isTrue();
  }

  @Test
  void so_does_the_longest_value_that_is_allowed_without_saying_so(@TempDir Path real)
      throws IOException {
    byte[] value = new byte[Options.DEFAULTS.maxValueBytes()];
    Arrays.fill(value, (byte) 0x11);
    try (SegmentedStore other = SegmentedStore.open(real)) {
      other.put(KEY, value);
    }

    try (SegmentedStore other = SegmentedStore.open(real)) {
      assertThat(other.get(KEY)).hasValue(value);
    }
  }

  @Test
  void values_that_look_special_are_just_values() throws IOException {
    byte[] segment = StoreFiles.of(directory).bytes("0000000001.seg");
    for (byte[] special :
        List.of(bytes("tombstone"), new byte[100], new byte[] {2}, segment, bytes("null"))) {
      store.put(KEY, special);

      requireAfterEverything(KEY, special);
    }
  }

  @Test
  void keys_are_bytes_and_nothing_is_normalised() throws IOException {
    List<byte[]> keys = List.of(
        new byte[] {(byte) 0xFF},
        new byte[] {(byte) 0xFE},
        new byte[] {0},
        new byte[] {0, 0},
        bytes("\u00e9"),
        bytes("e\u0301"));
    for (int i = 0; i < keys.size(); i++) {
      store.put(keys.get(i), new byte[] {(byte) i});
    }

    for (int i = 0; i < keys.size(); i++) {
      requireAfterEverything(keys.get(i), new byte[] {(byte) i});
    }
    assertThat(store.size()).isEqualTo(keys.size());
  }

  @Test
  void keys_are_listed_in_the_order_of_their_unsigned_bytes() throws IOException {
    for (String key : List.of("ff", "00", "7f", "80", "0000", "80ff", "8000")) {
      store.put(HexFormat.of().parseHex(key), KEY);
    }

    assertThat(listed(KeyRange.all()))
        .containsExactly("00", "0000", "7f", "80", "8000", "80ff", "ff");
    assertThat(listed(KeyRange.prefix(new byte[] {(byte) 0x80})))
        .containsExactly("80", "8000", "80ff");
    assertThat(listed(KeyRange.between(new byte[] {0, 0}, new byte[] {(byte) 0x80})))
        .containsExactly("0000", "7f");
  }

  @Test
  void deleting_what_is_not_there_is_false_and_writes_nothing() throws IOException {
    store.put(KEY, KEY);
    assertThat(store.delete(KEY)).isTrue();
    long before = store.stats().totalBytes();

    assertThat(store.delete(KEY)).isFalse();
    assertThat(store.delete(bytes("nobody"))).isFalse();
    store.write(new Batch().delete(KEY).delete(bytes("nobody")));
    assertThat(store.stats().totalBytes()).isEqualTo(before);
  }

  @Test
  void in_a_batch_the_last_change_of_a_key_counts() throws IOException {
    store.write(new Batch().put(KEY, bytes("1")).delete(KEY).put(KEY, bytes("2")));
    requireAfterEverything(KEY, bytes("2"));

    store.write(new Batch().put(KEY, bytes("3")).delete(KEY));
    assertThat(store.contains(KEY)).isFalse();
    assertThat(store.size()).isZero();
  }

  /** Now, after compaction, and after two openings, one of them without the snapshot. */
  private void requireAfterEverything(byte[] key, byte[] value) throws IOException {
    assertThat(store.get(key)).hasValue(value);
    store.compact();
    assertThat(store.get(key)).as("after compaction").hasValue(value);
    store.close();
    StoreFiles.of(directory).without("index.snapshot").into(directory);
    for (String when : List.of("after reopening", "and again")) {
      store.close();
      store = TestStores.open(directory, TINY);
      assertThat(store.get(key)).as(when).hasValue(value);
    }
  }

  private List<String> listed(KeyRange range) throws IOException {
    List<String> keys = new ArrayList<>();
    try (Cursor cursor = store.scan(range)) {
      for (Optional<byte[]> key = cursor.nextKey(); key.isPresent(); key = cursor.nextKey()) {
        keys.add(HexFormat.of().formatHex(key.get()));
      }
    }
    return keys;
  }
}
