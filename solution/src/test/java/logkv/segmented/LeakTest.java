package logkv.segmented;

import static logkv.segmented.TestStores.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store takes it gives back: files, mappings, threads. Asks Linux what this process has. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LeakTest {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final Path MAPPINGS = Path.of("/proc/self/maps");

  @TempDir
  Path temporary;

  private Path directory;

  @BeforeEach
  void name() {
    directory = temporary.resolve("store");
  }

  @Test
  void a_hundred_compactions_hold_no_more_than_one() throws IOException {
    Options options =
        Place.MAPPED.options(SyncPolicy.never()).with().snapshotEveryBytes(1).build();
    try (SegmentedStore store = SegmentedStore.open(directory, options)) {
      putAll(store, 0);
      store.compact();
      List<String> held = held();
      long files = files();
      for (int i = 1; i <= 100; i++) {
        store.put(bytes("key"), bytes("" + i));
        store.compact();
      }
      assertThat(held()).as("files and mappings after a hundred more").hasSameSizeAs(held);
      assertThat(held()).as("what was deleted").noneMatch(each -> each.contains("(deleted)"));
      assertThat(files()).as("files in the directory").isEqualTo(files);
    }
    assertThat(held()).as("what is held of a closed store").isEmpty();
    assertThat(threads()).as("threads of a closed store").isEmpty();
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void a_segment_that_was_mapped_in_pieces_is_mapped_once_when_it_is_sealed() throws IOException {
    int segments = 5;
    Options options = Options.DEFAULTS
        .with()
        .syncPolicy(SyncPolicy.never())
        .segmentBytes(4 * Options.MIB)
        .build();
    try (SegmentedStore store = SegmentedStore.open(directory, options)) {
      for (int i = 0; store.stats().segments().size() < segments; i++) {
        store.put(bytes("key " + i), new byte[10_000]);
      }

      int sealed = segments - 1;
      int written = 1; // the room of the active one
      while (mapped() > sealed + written) {
        Thread.onSpinWait(); // until another thread has seen that no reader is in the pieces
      }
      assertThat(store.get(bytes("key 0"))).isPresent();
    }
  }

  private long mapped() throws IOException {
    return held().stream()
        .filter(each -> each.matches("[0-9a-f]+-[0-9a-f]+ .*\\.seg"))
        .count();
  }

  @Test
  void a_hundred_openings_leave_nothing() throws IOException {
    Options options = Place.MAPPED
        .options(SyncPolicy.never())
        .with()
        .backgroundCompaction(true)
        .segmentBytes(200)
        .build();
    for (int i = 0; i < 100; i++) {
      try (SegmentedStore store = SegmentedStore.open(directory, options)) {
        store.put(bytes("key " + i % 10), bytes("" + i));
      }
      try (SegmentedStore store = SegmentedStore.openReadOnly(directory)) {
        assertThat(store.get(bytes("key " + i % 10))).hasValue(bytes("" + i));
      }
    }
    assertThat(held()).isEmpty();
    assertThat(threads()).isEmpty();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".tmp"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"it is no segment", "its header is damaged", "a record is damaged"})
  void an_opening_that_fails_holds_nothing_and_can_be_tried_again(String why) throws IOException {
    Options options = Place.MAPPED.options(SyncPolicy.never());
    try (SegmentedStore store = SegmentedStore.open(directory, options)) {
      putAll(store, 0);
    }
    Files.deleteIfExists(directory.resolve("index.snapshot")); // so that everything is read
    Path segment = directory.resolve("0000000001.seg");
    byte[] good = Files.readAllBytes(segment);
    byte[] bad = good.clone();
    bad[why.startsWith("a record") ? good.length / 2 : why.startsWith("its") ? 20 : 0] ^= 0x55;
    Files.write(segment, bad);

    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> SegmentedStore.open(directory, options))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("0000000001.seg");
      assertThatThrownBy(() -> SegmentedStore.openReadOnly(directory))
          .isInstanceOf(IOException.class);
    }

    assertThat(held()).as("what failed openings hold").isEmpty();
    Files.write(segment, good);
    SegmentedStore.open(directory, options).close();
  }

  @Test
  void a_first_segment_that_cannot_be_named_is_not_held() throws IOException {
    Files.createDirectories(directory.resolve("0000000001.seg").resolve("in the way"));
    for (int i = 0; i < 20; i++) {
      try {
        SegmentedStore.open(directory).close();
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("0000000001.seg");
      }
    }
    assertThat(held()).isEmpty();
  }

  @Test
  void a_process_ends_although_its_store_is_open() throws Exception {
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Unclosed.class.getName(),
            directory.toString())
        .redirectErrorStream(true)
        .start();
    try {
      String output = new String(process.getInputStream().readAllBytes());
      assertThat(output).isEmpty();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("it ended").isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
    try (SegmentedStore store = SegmentedStore.open(directory)) {
      assertThat(store.size()).isEqualTo(10);
    }
  }

  /** Opens a store, makes both of its threads begin, and leaves it. */
  static final class Unclosed {
    private Unclosed() {}

    public static void main(String[] arguments) throws IOException {
      Options busy = Place.MAPPED
          .options(SyncPolicy.every(Duration.ofMillis(1)))
          .with()
          .segmentBytes(200)
          .backgroundCompaction(true)
          .build();
      putAll(SegmentedStore.open(Path.of(arguments[0]), busy), 1);
    }
  }

  private static void putAll(SegmentedStore store, int value) throws IOException {
    for (int i = 0; i < 100; i++) {
      store.put(bytes("key " + i % 10), bytes("value " + value + " " + i));
    }
  }

  /** What this process has open of the store, and what it has mapped. */
  private List<String> held() throws IOException {
    assumeTrue(Files.isDirectory(DESCRIPTORS), "only Linux tells");
    try (Stream<Path> descriptors = Files.list(DESCRIPTORS);
        Stream<String> mappings = Files.lines(MAPPINGS)) {
      return Stream.concat(descriptors.map(LeakTest::target), mappings)
          .filter(each -> each.contains(directory.toString()))
          .toList();
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) { // that of the listing itself
      return "";
    }
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("logkv-"))
        .toList();
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.count();
    }
  }
}
