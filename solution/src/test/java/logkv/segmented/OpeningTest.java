package logkv.segmented;

import static java.nio.charset.StandardCharsets.UTF_8;
import static logkv.segmented.TestStores.TINY;
import static logkv.segmented.TestStores.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import logkv.crash.disk.Faults;
import logkv.crash.disk.SimulatedDisk;
import logkv.log.CorruptRecordException;
import logkv.log.StoreLockedException;
import logkv.segmented.format.SegmentHeader;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may open a store, what a store that is closed says, and what a failed opening leaves. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OpeningTest {
  private static final byte[] KEY = bytes("key");

  private Path directory;

  @BeforeEach
  void newDisk() throws IOException {
    directory = new StoreFiles().onNewDisk();
  }

  @Test
  void a_second_opener_is_told_who_has_it() throws IOException {
    try (SegmentedStore store = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(StoreLockedException.class)
          .hasMessageContaining("this process");
      assertThatThrownBy(() -> TestStores.open(directory.resolve("../db"), TINY))
          .as("by another name")
          .isInstanceOf(StoreLockedException.class);
      store.put(KEY, KEY);
    }
    open().close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "garbage", "process 1", "process 99999999999999999999"})
  void whatever_stands_in_the_lock_file_it_opens(String text) throws IOException {
    Files.write(directory.resolve("LOCK"), text.getBytes(UTF_8));

    try (SegmentedStore store = open()) {
      assertThat(store.size()).isZero();
    }
  }

  @Test
  void a_closed_store_says_so_from_every_method_but_close() throws IOException {
    SegmentedStore store = open();
    store.put(KEY, KEY);
    Cursor cursor = store.scan(KeyRange.all());
    store.close();

    for (ThrowingCallable call : List.<ThrowingCallable>of(
        () -> store.put(KEY, KEY),
        () -> store.get(KEY),
        () -> store.contains(KEY),
        () -> store.delete(KEY),
        () -> store.delete(bytes("nobody")),
        () -> store.write(new Batch().put(KEY, KEY)),
        () -> store.write(new Batch()),
        () -> store.scan(KeyRange.all()),
        store::size,
        store::stats,
        store::sync,
        store::compact,
        store::pauseCompaction,
        store::resumeCompaction,
        store::verify,
        () -> store.backup(directory.resolveSibling("copy")),
        cursor::next)) {
      assertThatIllegalStateException().isThrownBy(call);
    }
    cursor.close();
    store.close();
  }

  @Test
  void a_store_that_is_open_for_reading_refuses_to_write_and_leaves_every_file_alone()
      throws IOException {
    try (SegmentedStore store = open()) {
      store.put(KEY, KEY);
    }
    byte[] torn = new byte[3];
    Files.write(directory.resolve("0000000009.seg.tmp"), torn);
    StoreFiles before = StoreFiles.of(directory);

    try (SegmentedStore store = SegmentedStore.openReadOnly(directory)) {
      assertThat(store.get(KEY)).hasValue(KEY);
      for (ThrowingCallable call : List.<ThrowingCallable>of(
          () -> store.put(KEY, KEY),
          () -> store.delete(KEY),
          () -> store.write(new Batch()),
          store::sync,
          store::compact)) {
        assertThatThrownBy(call)
            .isInstanceOf(UnsupportedOperationException.class)
            .hasMessageContaining("reading only");
      }
    }

    StoreFiles after = StoreFiles.of(directory);
    assertThat(after.names()).isEqualTo(before.names());
    for (String name : before.names()) {
      assertThat(after.bytes(name)).as(name).isEqualTo(before.bytes(name));
    }
  }

  @Test
  void what_is_not_there_cannot_be_opened_for_reading_and_is_not_made() {
    Path nowhere = directory.resolve("nowhere");

    assertThatThrownBy(() -> SegmentedStore.openReadOnly(nowhere))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(nowhere).doesNotExist();
  }

  @Test
  void an_opening_that_fails_leaves_no_lock_and_changes_nothing() throws IOException {
    try (SegmentedStore store = open()) {
      store.put(KEY, KEY);
      store.put(KEY, KEY);
    }
    StoreFiles good = StoreFiles.of(directory);
    good.flipped("0000000001.seg", SegmentHeader.BYTES, 1)
        .without("index.snapshot")
        .into(directory);
    assertThatThrownBy(this::open).isInstanceOf(CorruptRecordException.class);
    good.into(directory);

    try (SegmentedStore store = open()) {
      assertThat(store.get(KEY)).hasValue(KEY);
    }
  }

  @Test
  void nor_does_one_that_the_disk_fails_at_any_operation() throws IOException {
    try (SegmentedStore store = open()) {
      store.put(KEY, KEY);
      store.put(KEY, KEY);
      store.compact();
    }
    StoreFiles good = StoreFiles.of(directory);
    boolean met = true;
    for (int n = 0; met; n++) {
      good.into(directory);
      Faults fault = Faults.failAnything(n);
      SimulatedDisk.of(directory).faults(fault);
      try (SegmentedStore store = open()) {
        assertThat(store.get(KEY)).hasValue(KEY);
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("simulated");
      } finally {
        SimulatedDisk.of(directory).faults(Faults.NONE);
      }
      met = fault.met();
      try (SegmentedStore store = open()) {
        assertThat(store.get(KEY)).as("after operation %d failed", n).hasValue(KEY);
      }
    }
  }

  private SegmentedStore open() throws IOException {
    return TestStores.open(directory, TINY);
  }
}
