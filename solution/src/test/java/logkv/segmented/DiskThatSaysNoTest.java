package logkv.segmented;

import static logkv.segmented.TestStores.TINY;
import static logkv.segmented.TestStores.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import logkv.crash.disk.Faults;
import logkv.crash.disk.SimulatedDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a store still does after the disk has said no, and what it must not do any more. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DiskThatSaysNoTest {
  private Path directory;
  private SegmentedStore store;

  @BeforeEach
  void open() throws IOException {
    directory = new StoreFiles().onNewDisk();
    store = TestStores.open(directory, TINY);
    store.put(bytes("a"), bytes("1"));
    store.put(bytes("b"), bytes("1"));
  }

  @AfterEach
  void close() throws IOException {
    SimulatedDisk.of(directory).faults(Faults.NONE);
    store.close();
  }

  @Test
  void after_a_failed_force_nothing_is_written_any_more_and_everything_is_read()
      throws IOException {
    fault(Faults.failForce(0));
    assertThatIOException().isThrownBy(() -> store.put(bytes("a"), bytes("2")));
    long bytes = store.stats().totalBytes();

    refusesToWrite();
    requireContents("1", "1");
    assertThat(store.stats().failure()).isPresent();
    assertThat(store.stats().totalBytes()).isEqualTo(bytes);
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void a_failed_force_that_nobody_has_waited_for_stops_the_writing_all_the_same()
      throws IOException {
    store.close();
    store = TestStores.open(
        directory, Options.DEFAULTS.with().syncPolicy(SyncPolicy.never()).build());
    fault(Faults.failForce(0));
    for (int i = 0; i < 5; i++) {
      store.put(bytes("a"), new byte[1 << 20]); // nobody forces that, but in the background
    }

    assertThatIOException()
        .isThrownBy(() -> {
          while (true) {
            store.put(bytes("b"), bytes("2"));
          }
        })
        .withMessageContaining("reopen the store");
    assertThat(store.stats().failure()).isPresent();
  }

  @Test
  void a_failed_write_is_never_in_front_of_a_later_record() throws IOException {
    fault(Faults.diskFullAfter(10));
    assertThatIOException().isThrownBy(() -> store.put(bytes("a"), bytes("2")));
    refusesToWrite();
    requireContents("1", "1");

    reopen();
    requireContents("1", "1");
    assertThat(store.stats().cutBytes()).as("closing has cut it off").isZero();
    store.put(bytes("a"), bytes("3"));
    reopen();
    requireContents("3", "1");
  }

  @Test
  void a_batch_that_failed_is_seen_by_nobody() throws IOException {
    fault(Faults.failForce(0));

    assertThatIOException()
        .isThrownBy(() -> store.write(new Batch()
            .put(bytes("a"), bytes("2"))
            .delete(bytes("b"))
            .put(bytes("c"), bytes("2"))));
    requireContents("1", "1");
    assertThat(store.contains(bytes("c"))).isFalse();
    reopen();
    assertThat(store.get(bytes("b")).isPresent()).isNotEqualTo(store.contains(bytes("c")));
  }

  @Test
  void a_compaction_that_finds_no_room_leaves_its_inputs_and_the_store_goes_on()
      throws IOException {
    store.put(bytes("a"), bytes("2"));
    store.put(bytes("a"), bytes("3"));
    fault(new FullFor(".1.seg.tmp"));

    assertThatIOException().isThrownBy(() -> store.compact()).withMessageContaining("full");
    requireContents("3", "1");
    assertThat(store.stats().failure()).isEmpty();
    store.put(bytes("b"), bytes("4"));
    assertThat(StoreFiles.of(directory).names(".tmp")).as("what it had begun").isEmpty();

    SimulatedDisk.of(directory).faults(Faults.NONE);
    store.compact();
    requireContents("3", "4");
  }

  @Test
  void a_disk_with_no_room_for_the_next_segment_fails_the_write_that_needs_it_and_no_other()
      throws IOException {
    byte[] big = new byte[50]; // more than the rest of the segment
    fault(new FullFor("0000000002.seg.tmp"));
    assertThatIOException()
        .isThrownBy(() -> store.put(bytes("big"), big))
        .withMessageContaining("full");
    assertThat(StoreFiles.of(directory).names(".tmp")).as("what it had begun").isEmpty();
    store.put(bytes("a"), bytes("2")); // for which there is room
    requireContents("2", "1");
    assertThat(store.stats().failure()).isEmpty();

    SimulatedDisk.of(directory).faults(Faults.NONE);
    store.put(bytes("big"), big);
    reopen();
    requireContents("2", "1");
    assertThat(store.get(bytes("big"))).hasValue(big);
  }

  @Test
  void filters_and_snapshots_that_cannot_be_written_are_no_trouble() throws IOException {
    fault(new FullFor(".bloom"));
    store.put(bytes("a"), bytes("2"));
    store.put(bytes("a"), bytes("3"));
    store.compact();
    fault(new FullFor("index.snapshot"));
    store.close();

    SimulatedDisk.of(directory).faults(Faults.NONE);
    assertThat(StoreFiles.of(directory).names()).doesNotContain("index.snapshot");
    reopen();
    requireContents("3", "1");
  }

  @Test
  void a_snapshot_that_could_not_be_saved_is_saved_when_there_is_room() throws IOException {
    store.close();
    SimulatedDisk.of(directory).faults(Faults.NONE);
    byte[] before = StoreFiles.of(directory).bytes("index.snapshot");
    store = TestStores.open(directory, TINY.with().snapshotEveryBytes(1).build());
    store.put(bytes("a"), bytes("2"));
    fault(new FullFor("index.snapshot"));
    assertThatIOException().isThrownBy(() -> store.compact()).withMessageContaining("full");

    SimulatedDisk.of(directory).faults(Faults.NONE);
    store.compact();

    assertThat(StoreFiles.of(directory).bytes("index.snapshot")).isNotEqualTo(before);
    assertThat(store.stats().bytesSinceSnapshot()).isZero();
  }

  @Test
  void closing_writes_once_more_what_a_failed_force_may_have_lost() throws IOException {
    store.close();
    store =
        TestStores.open(directory, TINY.with().syncPolicy(SyncPolicy.never()).build());
    store.put(bytes("a"), bytes("2"));
    fault(Faults.failForce(0));
    assertThatIOException().isThrownBy(() -> store.sync());

    reopen();
    requireContents("2", "1");
  }

  @Test
  void closing_says_when_that_fails_too() throws IOException {
    store.close();
    store =
        TestStores.open(directory, TINY.with().syncPolicy(SyncPolicy.never()).build());
    store.put(bytes("a"), bytes("2"));
    fault(Faults.failForce(0));
    assertThatIOException().isThrownBy(() -> store.sync());
    fault(Faults.failForce(0));

    assertThatIOException().isThrownBy(() -> store.close()).withMessageContaining("is lost");
    SimulatedDisk.of(directory).faults(Faults.NONE);
    store = TestStores.open(directory, TINY);
    requireContents("1", "1");
  }

  private void refusesToWrite() {
    assertThatIOException()
        .isThrownBy(() -> store.put(bytes("c"), bytes("9")))
        .withMessageContaining("reopen the store to recover");
    assertThatIOException().isThrownBy(() -> store.delete(bytes("a")));
    assertThatIOException().as("of nothing").isThrownBy(() -> store.delete(bytes("nobody")));
    assertThatIOException().isThrownBy(() -> store.write(new Batch().delete(bytes("nobody"))));
    assertThatIOException().isThrownBy(() -> store.sync());
    assertThatIOException().isThrownBy(() -> store.compact());
  }

  private void requireContents(String a, String b) throws IOException {
    assertThat(store.get(bytes("a"))).hasValue(bytes(a));
    assertThat(store.get(bytes("b"))).hasValue(bytes(b));
  }

  private void fault(Faults faults) {
    SimulatedDisk.of(directory).faults(faults);
  }

  private void reopen() throws IOException {
    store.close();
    SimulatedDisk.of(directory).faults(Faults.NONE);
    store = TestStores.open(directory, TINY);
  }

  /** There is no room for files whose names hold some text. */
  private record FullFor(String text) implements Faults {
    @Override
    public boolean met() {
      return true;
    }

    @Override
    public int onWrite(String path, int length) throws IOException {
      if (path.contains(text)) {
        throw new FileSystemException(path, null, "the disk is full");
      }
      return length;
    }
  }
}
