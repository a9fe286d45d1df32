package logkv.segmented;

import static java.nio.charset.StandardCharsets.UTF_8;
import static logkv.segmented.TestStores.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import logkv.log.StoreLockedException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store that is opened for reading touches nothing, whoever writes to it meanwhile. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadOnlyBesideWriterTest {
  private static final int KEYS = 20;
  private static final int ROUNDS = 120;
  private static final int OPENINGS = 30;

  @TempDir
  Path temporary;

  @Test
  void not_a_file_of_the_directory_changes() throws IOException {
    Path directory = Place.MAPPED.directory(temporary);
    try (SegmentedStore writer =
        SegmentedStore.open(directory, Place.MAPPED.options(SyncPolicy.never()))) {
      putAll(writer, 1);
      writer.compact();
      putAll(writer, 2);
      Files.write(directory.resolve("0000000077.seg.tmp"), new byte[10]); // as a crash leaves it
      Map<String, String> before = files(directory);

      try (SegmentedStore reader = SegmentedStore.openReadOnly(directory)) {
        assertThat(reader.get(key(3))).hasValue(bytes("2"));
        assertThat(reader.size()).isEqualTo(KEYS);
        assertThat(reader.verify().isClean()).isTrue();
        try (Cursor cursor = reader.scan(KeyRange.all())) {
          assertThat(cursor.remaining()).isEqualTo(KEYS);
          cursor.next();
        }
        assertThatThrownBy(() -> reader.put(key(3), bytes("3")))
            .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> reader.delete(key(3)))
            .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(reader::compact).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(reader::sync).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> SegmentedStore.open(directory))
            .as("the writer still has its lock")
            .isInstanceOf(StoreLockedException.class);
      }

      assertThat(files(directory)).isEqualTo(before);
    }
  }

  /** Each round is a batch that gives all keys the same value. */
  @ParameterizedTest
  @EnumSource
  void it_sees_one_moment_of_a_store_that_is_written_and_compacted(Place place) throws IOException {
    Path directory = place.directory(temporary);
    AtomicLong acknowledged = new AtomicLong(1);
    try (SegmentedStore writer =
        SegmentedStore.open(directory, place.options(SyncPolicy.never()))) {
      putAll(writer, 1);
      new Crew()
          .work(() -> {
            for (int round = 2; round < ROUNDS; round++) {
              putAll(writer, round);
              acknowledged.set(round);
              if (round % 3 == 0) {
                writer.compact();
              }
            }
          })
          .work(() -> {
            for (int i = 0; i < OPENINGS; i++) {
              look(directory, acknowledged);
            }
          })
          .run();
    }
  }

  private static void look(Path directory, AtomicLong acknowledged) throws IOException {
    long before = acknowledged.get();
    try (SegmentedStore reader = SegmentedStore.openReadOnly(directory)) {
      Map<String, Long> found = new TreeMap<>();
      try (Cursor cursor = reader.scan(KeyRange.all())) {
        for (Optional<Entry> next = cursor.next(); next.isPresent(); next = cursor.next()) {
          found.put(
              new String(next.get().key(), UTF_8),
              Long.parseLong(new String(next.get().value(), UTF_8)));
        }
      }
      assertThat(found).hasSize(KEYS);
      assertThat(found.values().stream().distinct())
          .as("what one batch after the other has put: %s", found)
          .hasSize(1);
      assertThat(found.get("key 0"))
          .as("what was acknowledged before the opening")
          .isGreaterThanOrEqualTo(before);
    }
  }

  private static void putAll(SegmentedStore store, int value) throws IOException {
    Batch batch = new Batch();
    for (int i = 0; i < KEYS; i++) {
      batch.put(key(i), bytes("" + value));
    }
    store.write(batch);
  }

  private static byte[] key(int i) {
    return bytes("key " + i);
  }

  private static Map<String, String> files(Path directory) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(directory)) {
      for (Path file : all.toList()) {
        files.put(
            file.getFileName().toString(),
            Files.size(file) + " bytes, changed " + Files.getLastModifiedTime(file));
      }
    }
    files.put(".", "changed " + Files.getLastModifiedTime(directory));
    return files;
  }
}
