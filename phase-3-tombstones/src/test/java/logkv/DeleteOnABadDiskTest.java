package logkv;

import static logkv.Promise.promise;
import static logkv.Refusal.accepts;
import static logkv.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import logkv.crash.disk.Faults;
import logkv.crash.disk.SimulatedDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What the disk has when delete returns, and what a reader sees when the disk says no. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore("03-tombstones.md#delete")
class DeleteOnABadDiskTest {
  private static final String DELETE = "03-tombstones.md#delete";

  private final SimulatedDisk disk = SimulatedDisk.empty();
  private LogStore store;

  @BeforeEach
  void a_store_with_one_tea() throws IOException {
    store = LogStore.open(disk.directory());
    store.put("black", "earl");
  }

  @AfterEach
  void close() throws IOException {
    if (store != null) {
      store.close();
    }
  }

  @Test
  void a_delete_is_forced_before_it_returns() throws IOException {
    Journal journal = Journal.of(disk.directory());
    store.delete("black");

    List<String> done = journal.operations();
    assertThat(done)
        .as(promise(DELETE, "a delete writes to the disk before it returns"))
        .isNotEmpty();
    assertThat(done.get(done.size() - 1))
        .as(promise(DELETE, "whoever was told that a key is gone may pull the plug: force first"))
        .isEqualTo("force data.log");
  }

  @Test
  void a_delete_whose_write_fails_leaves_the_key() throws IOException {
    disk.faults(Faults.failWrite(0));

    requireFailedDeleteWithoutTrace("the write failed");
  }

  @Test
  void a_delete_that_fills_the_disk_leaves_the_key() throws IOException {
    disk.faults(Faults.diskFullAfter(10));

    requireFailedDeleteWithoutTrace("the disk was full after 10 of 22 bytes");
  }

  @Test
  void a_delete_whose_force_fails_leaves_the_key() throws IOException {
    disk.faults(Faults.failForce(0));

    requireFailedDeleteWithoutTrace("the force failed");
  }

  @Test
  void a_delete_reads_nothing_from_the_disk() throws IOException {
    disk.faults(Faults.failRead(0));
    String told = promise(
        DELETE, "no record can be read: delete asks the index whether black is there, not the log");
    boolean there = accepts(() -> store.delete("black"), told);
    disk.faults(Faults.NONE);

    assertThat(there).as(told).isTrue();
    reopen();
    assertThat(store.keys())
        .as(promise(DELETE, "no record could be read, black was deleted, reopened"))
        .isEmpty();
  }

  private void reopen() throws IOException {
    store.close();
    store = LogStore.open(disk.directory());
  }

  private void requireFailedDeleteWithoutTrace(String why) throws IOException {
    refuses(
        () -> store.delete("black"),
        IOException.class,
        promise(DELETE, "%s: delete lets the IOException through", why));
    disk.faults(Faults.NONE);

    assertThat(store.get("black"))
        .as(promise(DELETE, "%s: the index is told last, so the key is still there", why))
        .hasValue("earl");
    assertThat(store.size())
        .as(promise(DELETE, "%s: the index is told last, so the key still counts", why))
        .isEqualTo(1);
  }
}
