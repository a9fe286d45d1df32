package logkv.segmented;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Long segments, which are read through mappings: a store of the other tests is too small for that. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MappedReadsTest {
  private static final int KEYS = 600;
  private static final int VALUE_BYTES = 10_000;

  @TempDir
  Path directory;

  static Stream<Options> bothWaysIn() {
    Options.Builder forced = Options.DEFAULTS.with().syncPolicy(SyncPolicy.always());
    Options.Builder unforced = Options.DEFAULTS.with().syncPolicy(SyncPolicy.never());
    return Stream.of(
        forced.mapSegments(true).build(),
        forced.mapSegments(false).build(),
        unforced.mapSegments(true).build(),
        unforced.mapSegments(false).build(),
        unforced.mapSegments(true).segmentBytes(2 << 20).build());
  }

  @ParameterizedTest
  @MethodSource("bothWaysIn")
  void while_a_segment_grows_all_of_it_can_be_read(Options options) throws IOException {
    Random random = new Random(1);
    try (SegmentedStore store = SegmentedStore.open(directory, options)) {
      for (int i = 0; i < KEYS; i++) {
        store.put(key(i), value(i));

        int any = random.nextInt(i + 1);
        assertThat(store.get(key(i))).as("the newest, %d", i).hasValue(value(i));
        assertThat(store.get(key(any))).as("%d of %d", any, i).hasValue(value(any));
      }
    }
    try (SegmentedStore store = SegmentedStore.open(directory, options)) {
      for (int i = 0; i < KEYS; i++) {
        assertThat(store.get(key(i))).as("%d", i).hasValue(value(i));
      }
    }
  }

  static Stream<Options> withAnActiveOrASealedSegment() {
    Options.Builder any = Options.DEFAULTS.with().syncPolicy(SyncPolicy.always());
    return Stream.of(any.build(), any.segmentBytes(2 << 20).build());
  }

  @ParameterizedTest
  @MethodSource("withAnActiveOrASealedSegment")
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a file that is mapped cannot be cut there")
  void a_file_that_is_cut_from_outside_fails_the_reader_and_not_the_process(Options options)
      throws IOException {
    Path first = directory.resolve("0000000001.seg");
    try (SegmentedStore store = SegmentedStore.open(directory, options)) {
      for (int i = 0; i < KEYS; i++) {
        store.put(key(i), value(i));
      }
      try (FileChannel other = FileChannel.open(first, WRITE)) {
        other.truncate(64 * 1024);
      }

      assertThatIOException()
          .isThrownBy(() -> store.get(key(50)))
          .withMessageContaining(first.toString())
          .withMessageContaining("offset")
          .withMessageContaining("look at the file's length");
      assertThatIOException()
          .isThrownBy(() -> store.scan(KeyRange.all()))
          .withMessageContaining(first.toString());
      assertThat(store.get(key(0))).hasValue(value(0));
    }
  }

  private static byte[] key(int number) {
    return ("key" + number).getBytes(UTF_8);
  }

  private static byte[] value(int number) {
    byte[] value = new byte[VALUE_BYTES];
    new Random(number).nextBytes(value);
    return value;
  }
}
