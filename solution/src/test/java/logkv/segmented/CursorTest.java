package logkv.segmented;

import static java.nio.charset.StandardCharsets.UTF_8;
import static logkv.segmented.TestStores.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a cursor when everything that it stands on goes away. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CursorTest {
  private static final int KEYS = 40;

  @TempDir
  Path temporary;

  @ParameterizedTest
  @EnumSource
  void a_cursor_shows_what_was_there_when_it_was_opened(Place place) throws IOException {
    Path directory = place.directory(temporary);
    try (SegmentedStore store = SegmentedStore.open(directory, place.options(SyncPolicy.never()))) {
      putAll(store, "old");
      Cursor cursor = store.scan(KeyRange.all());
      List<String> seen = new ArrayList<>();
      seen.add(text(cursor.next()));

      putAll(store, "new");
      store.compact();
      seen.add(text(cursor.next()));
      for (int key = 0; key < KEYS; key++) {
        store.delete(key(key));
      }
      store.compact();
      store.compact();
      for (Optional<Entry> next = cursor.next(); next.isPresent(); next = cursor.next()) {
        seen.add(text(next));
      }

      assertThat(seen).hasSize(KEYS).allMatch(entry -> entry.endsWith("=old")).isSorted();
      assertThat(store.size()).isZero();

      long filesBefore = files(directory);
      cursor.close();
      assertThat(files(directory)).as("files, once nobody reads them").isLessThan(filesBefore);
    }
  }

  @ParameterizedTest
  @EnumSource
  void closing_the_store_ends_its_cursors_and_what_they_kept_is_deleted(Place place)
      throws IOException {
    Path directory = place.directory(temporary);
    Cursor cursor;
    try (SegmentedStore store = SegmentedStore.open(directory, place.options(SyncPolicy.never()))) {
      putAll(store, "old");
      cursor = store.scan(KeyRange.all());
      cursor.next();
      putAll(store, "new");
      store.compact();
    }

    assertThatThrownBy(cursor::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    try (SegmentedStore again = SegmentedStore.open(directory, place.options(SyncPolicy.never()))) {
      cursor.close(); // of the store that was closed: the one that is open does not suffer
      for (int key = 0; key < KEYS; key++) {
        assertThat(again.get(key(key))).hasValue(bytes("new"));
      }
      assertThat(again.verify().isClean()).isTrue();
    }
  }

  private static void putAll(SegmentedStore store, String value) throws IOException {
    for (int key = 0; key < KEYS; key++) {
      store.put(key(key), bytes(value));
    }
  }

  private static byte[] key(int key) {
    return bytes("key %02d".formatted(key));
  }

  private static String text(Optional<Entry> entry) {
    return new String(entry.orElseThrow().key(), UTF_8)
        + "="
        + new String(entry.orElseThrow().value(), UTF_8);
  }

  private static long files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.count();
    }
  }
}
