package logkv;

import static logkv.Promise.promise;
import static logkv.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import logkv.crash.disk.Faults;
import logkv.crash.disk.JournalEntry;
import logkv.crash.disk.Operation;
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
    int before = disk.journalSize();
    store.delete("black");

    List<JournalEntry> journal = disk.journal();
    assertThat(journal.size())
        .as(promise(DELETE, "a delete writes to the disk before it returns"))
        .isGreaterThan(before);
    assertThat(journal.get(journal.size() - 1).operation())
        .as(promise(DELETE, "whoever was told that a key is gone may pull the plug: force first"))
        .isInstanceOf(Operation.Force.class);
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
