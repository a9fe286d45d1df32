package logkv.segmented;

import static java.nio.file.StandardOpenOption.WRITE;
import static logkv.segmented.TestStores.TINY;
import static logkv.segmented.TestStores.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import logkv.crash.disk.Faults;
import logkv.crash.disk.SimulatedDisk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Room behind the last record, and writing through a mapping of it: seen from outside. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TailTest {
  private static final int ROOM = 64 * 1024;
  private static final Options MAPPED = Options.DEFAULTS
      .with()
      .syncPolicy(SyncPolicy.never())
      .backgroundCompaction(false)
      .preallocateBytes(ROOM)
      .build();

  @TempDir
  Path temporary;

  @Test
  void a_single_put_does_not_pay_for_a_thousand() throws IOException {
    try (SegmentedStore store = open(MAPPED)) {
      store.put(bytes("a"), bytes("1"));

      assertThat(fileBytes()).isEqualTo(store.stats().totalBytes());
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_file_is_ahead_of_its_records_by_at_most_as_much_as_was_written(Place place)
      throws IOException {
    Options options = place
        .options(SyncPolicy.never())
        .with()
        .segmentBytes(1_000_000)
        .preallocateBytes(ROOM)
        .build();
    Path directory = place.directory(temporary);
    long most = 0;
    try (SegmentedStore store = SegmentedStore.open(directory, options)) {
      for (int i = 0; i < 1000; i++) {
        store.put(bytes("key" + i), new byte[200]);
        long written = store.stats().totalBytes();
        long ahead = fileBytes(directory) - written;
        assertThat(ahead).isBetween(0L, Math.min(written, ROOM));
        most = Math.max(most, ahead);
      }
    }

    assertThat(most).as("there was room").isGreaterThan(ROOM / 2);
    try (SegmentedStore store = SegmentedStore.openReadOnly(directory)) {
      assertThat(fileBytes(directory)).as("closed").isEqualTo(store.stats().totalBytes());
    }
  }

  @Test
  void gathered_or_mapped_the_files_are_the_same() throws IOException {
    StoreFiles mapped = filesOf(temporary.resolve("mapped"), 64, true);
    StoreFiles ahead = filesOf(temporary.resolve("ahead"), 64, false);
    StoreFiles plain = filesOf(temporary.resolve("plain"), 0, false);
    StoreFiles simulated = filesOf(Place.SIMULATED_DISK.directory(temporary), 64, true);

    assertThat(ahead).usingRecursiveComparison().isEqualTo(plain);
    assertThat(mapped).usingRecursiveComparison().isEqualTo(plain);
    assertThat(simulated).usingRecursiveComparison().isEqualTo(plain);
  }

  private StoreFiles filesOf(Path directory, int room, boolean maps) throws IOException {
    Options options = MAPPED
        .with()
        .segmentBytes(20_000)
        .preallocateBytes(room)
        .mapSegments(maps)
        .build();
    SplittableRandom random = new SplittableRandom(7);
    try (SegmentedStore store = TestStores.open(directory, options)) {
      for (int i = 0; i < 500; i++) {
        byte[] value = new byte[random.nextInt(random.nextInt(2) == 0 ? 20 : 400)];
        random.nextBytes(value);
        store.put(bytes("key" + random.nextInt(50)), value);
        if (i % 40 == 0) {
          store.sync();
        }
      }
    }
    return StoreFiles.of(directory).without("LOCK");
  }

  @Test
  void what_a_killed_process_wrote_through_a_mapping_is_there_and_its_room_is_given_back()
      throws IOException {
    Path copy = Files.createDirectory(temporary.resolve("copy"));
    try (SegmentedStore store = open(MAPPED)) {
      for (int i = 0; i < 3000; i++) {
        store.put(bytes("key" + i), bytes("value" + i));
      }
      StoreFiles.of(directory()).without("LOCK").into(copy); // as another process sees them now
      assertThat(fileBytes(copy)).as("with room").isGreaterThan(store.stats().totalBytes());
    }

    try (SegmentedStore store = SegmentedStore.open(copy, MAPPED)) {
      assertThat(store.size()).isEqualTo(3000);
      assertThat(store.get(bytes("key2999"))).hasValue(bytes("value2999"));
      assertThat(store.stats().cutBytes()).isZero();
      assertThat(fileBytes(copy)).isEqualTo(store.stats().totalBytes());
    }
    assertThat(StoreFiles.of(copy).names(".cut")).isEmpty();
  }

  @Test
  void a_reader_in_another_process_sees_what_was_written_through_a_mapping() throws IOException {
    try (SegmentedStore store = open(MAPPED)) {
      for (int i = 0; i < 3000; i++) {
        store.put(bytes("key" + i), bytes("value" + i));
      }

      try (SegmentedStore reader = SegmentedStore.openReadOnly(directory())) {
        assertThat(reader.size()).isEqualTo(3000);
        assertThat(reader.stats().cutBytes()).isZero();
        assertThat(reader.verify().isClean()).isTrue();
      }
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "nothing is written through a mapping there")
  void a_file_that_is_cut_from_outside_while_it_is_mapped_stops_the_writing_and_not_the_process()
      throws IOException {
    try (SegmentedStore store = open(MAPPED)) {
      for (int i = 0; i < 3000; i++) {
        store.put(bytes("key" + i), bytes("value" + i));
      }
      long cut = 4096;
      try (FileChannel other = FileChannel.open(segment(directory()), WRITE)) {
        other.truncate(cut);
      }

      assertThatIOException()
          .isThrownBy(() -> putMuch(store))
          .withMessageContaining(segment(directory()).toString())
          .withMessageContaining("offset")
          .withMessageContaining("look at the file's length");
      assertThatIOException()
          .isThrownBy(() -> store.put(bytes("later"), bytes("1")))
          .withMessageContaining("reopen the store");
      assertThat(store.get(bytes("key0"))).hasValue(bytes("value0"));
    } catch (IOException e) {
      assertThat(e).as("closing").hasMessageContaining(segment(directory()).toString());
    }
  }

  private static void putMuch(SegmentedStore store) throws IOException {
    for (int i = 0; i < 3000; i++) { // the page with the end is still there, the next one is not
      store.put(bytes("key" + i), new byte[100]);
    }
  }

  @Test
  void a_disk_that_has_no_room_ahead_may_still_have_some_for_the_next_record() throws IOException {
    Path directory = Place.SIMULATED_DISK.directory(temporary);
    Options options = TINY.with().segmentBytes(1000).build();
    SegmentedStore store = TestStores.open(directory, options);
    NoRoom noRoom = new NoRoom(options.preallocateBytes());
    SimulatedDisk.of(directory).faults(noRoom);

    for (int i = 0; i < 20; i++) {
      store.put(bytes("key" + i), bytes("1"));
    }
    assertThat(noRoom.met).isTrue();
    store.close();

    try (SegmentedStore again = TestStores.open(directory, options)) {
      assertThat(again.size()).isEqualTo(20);
    }
  }

  /** The disk refuses the zeros, and takes the records. */
  private static final class NoRoom implements Faults {
    private final int roomBytes;
    private boolean met;

    NoRoom(int roomBytes) {
      this.roomBytes = roomBytes;
    }

    @Override
    public boolean met() {
      return met;
    }

    @Override
    public int onWrite(String path, int length) throws IOException {
      if (length == roomBytes) {
        met = true;
        throw new FileSystemException(path, null, "the disk is full");
      }
      return length;
    }
  }

  private SegmentedStore open(Options options) throws IOException {
    return TestStores.open(directory(), options);
  }

  private Path directory() {
    return temporary.resolve("store");
  }

  private long fileBytes() throws IOException {
    return fileBytes(directory());
  }

  private static long fileBytes(Path directory) throws IOException {
    return Files.size(segment(directory));
  }

  private static Path segment(Path directory) {
    return directory.resolve("0000000001.seg");
  }
}
