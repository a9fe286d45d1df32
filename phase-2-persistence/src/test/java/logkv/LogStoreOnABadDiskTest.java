package logkv;

import static logkv.Promise.promise;
import static logkv.Refusal.accepts;
import static logkv.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import logkv.crash.disk.Faults;
import logkv.crash.disk.JournalEntry;
import logkv.crash.disk.SimulatedDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What a reader sees when the disk says no, and what the disk has when put returns. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore(LogStoreOnABadDiskTest.PUT)
class LogStoreOnABadDiskTest {
  static final String PUT = "02-persistence.md#put";
  private static final String GET = "02-persistence.md#get";

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
  void a_put_is_forced_before_it_returns() throws IOException {
    int before = disk.journalSize();
    store.put("black", "assam");

    List<JournalEntry> journal = disk.journal();
    assertThat(journal.size())
        .as(promise(PUT, "a put writes to the disk before it returns"))
        .isGreaterThan(before);
    assertThat(journal.get(journal.size() - 1).operation().getClass().getSimpleName())
        .as(promise(
            PUT, "whoever was told that a put is done may pull the plug: it is forced first"))
        .isEqualTo("Force");
  }

  @Test
  void a_put_whose_write_fails_leaves_the_old_value() throws IOException {
    disk.faults(Faults.failWrite(0));

    requireFailedPutWithoutTrace("the write failed");
  }

  @Test
  void a_put_that_fills_the_disk_leaves_the_old_value() throws IOException {
    disk.faults(Faults.diskFullAfter(10));

    requireFailedPutWithoutTrace("the disk was full after 10 of 27 bytes");
  }

  @Test
  void a_put_whose_force_fails_leaves_the_old_value() throws IOException {
    disk.faults(Faults.failForce(0));

    requireFailedPutWithoutTrace("the force failed");
  }

  @Test
  void a_get_whose_read_fails_does_not_say_that_there_is_no_value() throws IOException {
    disk.faults(Faults.failRead(0));

    refuses(
        () -> store.get("black"),
        IOException.class,
        promise(GET, "the read failed: get lets the IOException through"));
  }

  @Test
  void of_a_thousand_puts_within_one_moment_the_last_wins() throws IOException {
    for (int i = 1; i <= 1000; i++) {
      store.put("black", "cup " + i);
    }
    assertThat(store.get("black"))
        .as(promise(GET, "what was put later is newer, whatever a clock says"))
        .hasValue("cup 1000");

    store.close();
    EndlessReading.refusedIn(disk.directory());
    store = LogStore.open(disk.directory());

    assertThat(store.get("black"))
        .as(promise(GET, "the order in the log decides what is newer, whatever a clock says"))
        .hasValue("cup 1000");
  }

  private void requireFailedPutWithoutTrace(String why) throws IOException {
    refuses(
        () -> store.put("black", "assam"),
        IOException.class,
        promise(PUT, "%s: put lets the IOException through", why));
    disk.faults(Faults.NONE);

    Optional<String> value = accepts(
        () -> store.get("black"), promise(PUT, "%s, and a get afterwards still works", why));
    assertThat(value)
        .as(promise(PUT, "%s: the index is told last, so it still knows the old value", why))
        .hasValue("earl");
  }
}
