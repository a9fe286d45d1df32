package logkv.segmented;

import static java.nio.charset.StandardCharsets.UTF_8;
import static logkv.segmented.TestStores.TINY;
import static logkv.segmented.TestStores.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import logkv.log.StoreException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * Every byte of every file of a small store is changed, and every file is cut at every length. What a
 * reader gets is the right value or an error that names the file, never another value, and never
 * nothing, unless the end of the log was cut off and that is reported.
 *
 * <p>The store has the output of a compaction that kept a tombstone, sealed segments, an active one,
 * Bloom filters and a snapshot.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DamageTest {
  private static final int[] MASKS = {0x01, 0x80, 0xFF};
  private static final Set<String> DELETED = Set.of("a", "f", "nobody");

  private static StoreFiles files;
  private static Map<String, String> contents;
  private static String active;

  @BeforeAll
  static void write() throws IOException {
    Path directory = new StoreFiles().onNewDisk();
    try (SegmentedStore store = TestStores.open(directory, TINY)) {
      for (String key : "a b c d e f g".split(" ")) {
        store.put(bytes(key), bytes("1"));
      }
      store.compact();
      store.delete(bytes("f"));
      store.compact();
      store.delete(bytes("a"));
      store.put(bytes("b"), bytes("2"));
      store.put(bytes("c"), bytes("2"));
      store.put(bytes("h"), bytes("2"));
      store.put(bytes("i"), bytes("2"));
    }
    files = StoreFiles.of(directory);
    contents = new TreeMap<>(Map.of("b", "2", "c", "2", "d", "1", "e", "1", "g", "1", "h", "2"));
    contents.put("i", "2");
    active = files.names(".seg").last();
    assertThat(files.names(".seg").size()).isGreaterThan(3);
    assertThat(files.names(".bloom").size()).isGreaterThan(2);
    assertThat(files.names()).contains("index.snapshot", "LOCK");
    assertThat(trouble(files)).as("undamaged").isEmpty();
  }

  @Test
  void a_flipped_bit_in_a_segment_gives_the_right_value_or_an_error_that_names_the_file()
      throws IOException {
    for (String name : files.names(".seg")) {
      for (StoreFiles withSnapshot : Set.of(files, files.without("index.snapshot"))) {
        for (int at = 0; at < files.bytes(name).length; at++) {
          for (int mask : MASKS) {
            requireRightOrNamed(withSnapshot.flipped(name, at, mask), name, name + " byte " + at);
          }
        }
      }
    }
  }

  @Test
  void a_segment_that_was_cut_gives_the_right_value_or_an_error_that_names_it() throws IOException {
    for (String name : files.names(".seg")) {
      for (StoreFiles withSnapshot : Set.of(files, files.without("index.snapshot"))) {
        for (int length = 0; length < files.bytes(name).length; length++) {
          StoreFiles cut = withSnapshot.with(name, Arrays.copyOf(files.bytes(name), length));
          if (name.equals(active)) {
            requirePrefix(cut, length);
          } else {
            requireRightOrNamed(cut, name, name + " of " + length + " bytes");
          }
        }
      }
    }
  }

  @Test
  void damage_to_filters_to_the_snapshot_and_to_the_lock_file_is_harmless() throws IOException {
    for (String name : files.names()) {
      if (!name.endsWith(".seg")) {
        for (int at = 0; at < files.bytes(name).length; at++) {
          requireRight(files.flipped(name, at, MASKS[at % MASKS.length]), name + " byte " + at);
        }
      }
    }
  }

  @Test
  void so_is_their_loss_and_so_is_what_is_left_when_they_are_cut() throws IOException {
    for (String name : files.names()) {
      if (!name.endsWith(".seg")) {
        requireRight(files.without(name), "without " + name);
        for (int length = 0; length < files.bytes(name).length; length += 3) {
          requireRight(
              files.with(name, Arrays.copyOf(files.bytes(name), length)),
              name + " of " + length + " bytes");
        }
      }
    }
  }

  @Test
  void segments_that_were_exchanged_are_noticed() throws IOException {
    for (String one : files.names(".seg")) {
      for (String other : files.names(".seg").tailSet(one + "!")) {
        byte[] first = files.bytes(one);
        byte[] second = files.bytes(other);
        StoreFiles exchanged = files.with(one, second).with(other, first);

        assertThat(trouble(exchanged)).as("%s for %s", one, other).isPresent();
      }
    }
  }

  private static void requireRight(StoreFiles changed, String what) throws IOException {
    assertThat(trouble(changed)).as(what).isEmpty();
  }

  /** The right values, or an error that names the file; or a tail that was cut off, which is reported. */
  private static void requireRightOrNamed(StoreFiles changed, String name, String what)
      throws IOException {
    Optional<StoreException> trouble;
    try {
      trouble = trouble(changed);
    } catch (AssertionError e) {
      throw new AssertionError(what + ": " + e.getMessage(), e);
    }
    if (trouble.isPresent()) {
      assertThat(trouble.get().getMessage()).as(what).contains(name);
    }
  }

  private static void requirePrefix(StoreFiles cut, int length) throws IOException {
    try (SegmentedStore store = TestStores.open(cut.onNewDisk(), TINY)) {
      for (Map.Entry<String, String> entry : contents.entrySet()) {
        Optional<String> found = get(store, entry.getKey());
        boolean inActive = Set.of("h", "i").contains(entry.getKey());
        assertThat(found.isEmpty() ? inActive : found.get().equals(entry.getValue()))
            .as("%s in a log of which %d bytes are left", entry.getKey(), length)
            .isTrue();
      }
    } catch (StoreException e) {
      assertThat(e.getMessage()).contains(active);
    }
  }

  /**
   * Opens the store and reads everything in all ways, before a compaction and after it. Returns the
   * error that this met, if it met one.
   */
  private static Optional<StoreException> trouble(StoreFiles changed) throws IOException {
    Optional<StoreException> first = Optional.empty();
    try (SegmentedStore store = TestStores.open(changed.onNewDisk(), TINY)) {
      boolean isCut = store.stats().cutBytes() > 0;
      first = read(store, isCut);
      try {
        store.compact();
      } catch (StoreException e) {
        first = first.or(() -> Optional.of(e));
      }
      Optional<StoreException> second = read(store, isCut);
      return first.or(() -> second);
    } catch (StoreException e) {
      return Optional.of(first.orElse(e));
    }
  }

  private static Optional<StoreException> read(SegmentedStore store, boolean isCut)
      throws IOException {
    StoreException first = null;
    for (Map.Entry<String, String> entry : contents.entrySet()) {
      try {
        Optional<String> found = get(store, entry.getKey());
        if (found.isEmpty() ? !isCut : !found.get().equals(entry.getValue())) {
          fail("%s is %s, and not %s", entry.getKey(), found, entry.getValue());
        }
      } catch (StoreException e) {
        first = e;
      }
    }
    for (String deleted : DELETED) {
      try {
        assertThat(get(store, deleted)).as(deleted).isEmpty();
      } catch (StoreException e) {
        first = e;
      }
    }
    try (Cursor cursor = store.scan(KeyRange.all())) {
      Set<String> keys = new TreeSet<>();
      for (Optional<byte[]> key = cursor.nextKey(); key.isPresent(); key = cursor.nextKey()) {
        keys.add(new String(key.get(), UTF_8));
      }
      if (!isCut) {
        assertThat(keys).isEqualTo(contents.keySet());
      }
    } catch (StoreException e) {
      first = e;
    }
    return Optional.ofNullable(first);
  }

  private static Optional<String> get(SegmentedStore store, String key) throws IOException {
    return store.get(bytes(key)).map(value -> new String(value, UTF_8));
  }
}
