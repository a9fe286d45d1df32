package logkv;

import static logkv.Promise.promise;
import static logkv.Promise.refusalOf;
import static logkv.Refusal.permits;
import static logkv.Refusal.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import logkv.Promise.Call;
import logkv.crash.OnSimulatedDisk;
import logkv.crash.disk.Faults;
import logkv.crash.disk.SimulatedDisk;
import logkv.log.RecordCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After the first failed write or force nothing is written any more, until the store is reopened. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore(FailStopTest.FAIL_STOP)
class FailStopTest {
  static final String FAIL_STOP = "05-recovery.md#failstop";
  private static final Map<String, String> TEAS = Map.of("black", "assam", "green", "sencha");

  @TempDir(factory = OnSimulatedDisk.class)
  Path directory;

  private LogStore store;

  @BeforeEach
  void a_store_with_two_teas() throws IOException {
    store = open();
    store.put("black", "earl");
    store.put("black", "assam");
    store.put("green", "sencha");
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  @Test
  void after_a_failed_write_every_put_is_refused() throws IOException {
    failPut(Faults.failWrite(0));

    requireRefused("put", "a write failed", () -> store.put("white", "silver"));
    requireRefused("put", "a write failed", () -> store.put("black", "earl"));
  }

  @Test
  void after_a_failed_force_every_put_is_refused() throws IOException {
    failPut(Faults.failForce(0));

    requireRefused("put", "a force failed", () -> store.put("white", "silver"));
    requireRefused("put", "a force failed", () -> store.put("black", "earl"));
  }

  @Test
  void after_a_disk_was_full_at_any_byte_every_put_is_refused_and_reopening_recovers()
      throws IOException {
    for (int room = 0; room < 17 + 5 + 7; room++) {
      failPut(Faults.diskFullAfter(room));
      String what = "the disk was full after " + room + " bytes of a put";

      requireRefused("put", what, () -> store.put("a", ""));
      requireTeas(what);
      reopen();
      requireTeas(what + ", then reopened");
      store.put("white", "");
      store.delete("white");
      reopen();
      requireTeas(what + ", then reopened, one key put and deleted, and reopened again");
    }
  }

  @Test
  void a_value_that_is_too_long_is_no_failure_of_the_disk() throws IOException {
    refuses(
        () -> store.put("yellow", "x".repeat(RecordCodec.MAX_VALUE_BYTES + 1)),
        IllegalArgumentException.class,
        promise(FAIL_STOP, "the value is too long, and nothing is written"));
    permits(
        () -> store.put("yellow", "huang"),
        promise(
            FAIL_STOP,
            "the caller broke a rule, and the disk did what it was told: only an IOException stops"
                + " the store"));
    store.delete("yellow");

    failPut(Faults.failWrite(0));
    requireRefused("put", "now a write did fail", () -> store.put("white", "silver"));
  }

  @Test
  void deletes_are_refused_too() throws IOException {
    failPut(Faults.failForce(0));

    requireRefused("delete", "a force failed", () -> store.delete("black"));
    requireTeas("a delete was refused");
  }

  @Test
  void even_the_delete_of_a_key_that_is_not_there_is_refused() throws IOException {
    failPut(Faults.failForce(0)); // of the key yellow, which may be there after a reopening

    refuses(
        () -> store.delete("yellow"),
        IOException.class,
        promise(
            "05-recovery.md#delete",
            "the put of yellow failed, so nobody knows whether it is on the disk, and the next opening"
                + " may find it. The delete of an absent key is refused, too: \"there was none\" is"
                + " an answer that cannot be kept"));
  }

  @Test
  void a_failed_delete_counts_as_much_as_a_failed_put() throws IOException {
    disk().faults(Faults.failForce(0));
    refuses(
        () -> store.delete("black"),
        IOException.class,
        promise(FAIL_STOP, "the force of the tombstone failed"));
    disk().faults(Faults.NONE);

    requireTeas("a delete failed, and has deleted nothing that a reader could see");
    requireRefused("put", "a delete failed", () -> store.put("white", "silver"));
  }

  @Test
  void compactions_are_refused_too() throws IOException {
    failPut(Faults.failForce(0));

    requireRefused("compact", "a force failed", store::compact);
    requireTeas("a compaction was refused");
  }

  @Test
  void whichever_write_or_force_of_a_compaction_fails_nothing_is_written_after_it()
      throws IOException {
    boolean met = true;
    for (int n = 0; met; n++) {
      Faults faults = Faults.failAnything(n);
      disk().faults(faults);
      Exception refusal = refusalOf(store::compact);
      disk().faults(Faults.NONE);
      met = faults.met();

      String what = "operation %d of a compaction failed, and LogStore.compact has to remember that"
          .formatted(n);
      assertThat(refusal instanceof IOException)
          .as(promise(FAIL_STOP, "%s: compact throws; it did: %s", what, refusal))
          .isEqualTo(met);
      if (met) {
        requireRefused("put", what, () -> store.put("white", "silver"));
        requireRefused("compact", what, store::compact);
      }
      requireTeas(what);
      reopen();
      requireTeas(what + ", then reopened");
      store.put("black", "earl"); // so that the next one has something to do
      store.put("black", "assam");
    }
  }

  @Test
  void readers_go_on() throws IOException {
    failPut(Faults.failForce(0));

    requireRefused("put", "a force failed", () -> store.put("white", "silver"));
    requireTeas("a force failed: what was acknowledged before can still be read");
    assertThat(store.size()).as(promise(FAIL_STOP, "reading goes on")).isEqualTo(2);
  }

  @Test
  void nothing_is_tried_again() throws IOException {
    Journal journal = Journal.of(directory);
    failPut(Faults.failForce(0));
    int untilTheFailure = journal.operations().size();
    requireRefused("put", "a force failed", () -> store.put("white", "silver"));
    requireRefused("delete", "a force failed", () -> store.delete("black"));
    requireRefused("compact", "a force failed", store::compact);
    store.close();

    List<String> operations = journal.operations();
    assertThat(operations.subList(untilTheFailure, operations.size()))
        .as(
            promise(
                FAIL_STOP,
                "a force failed, and from there on the store writes and forces nothing, not even when it"
                    + " is closed. A force that is tried again may succeed without having written anything"))
        .noneMatch(operation -> operation.startsWith("write"))
        .noneMatch(operation -> operation.startsWith("force"));
  }

  @Test
  void the_refusal_says_what_failed_first() throws IOException {
    disk().faults(Faults.failForce(0));
    Exception first = refusalOf(() -> store.put("yellow", "huoshan"));
    disk().faults(Faults.NONE);
    Exception refusal = requireRefused("put", "a force failed", () -> store.put("a", "1"));

    List<Throwable> chain = new ArrayList<>();
    for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
      chain.add(cause);
    }
    assertThat(chain)
        .as(promise(
            FAIL_STOP,
            "whoever reads the log of the program tomorrow needs the first failure: remember it, and"
                + " give it as the cause of every refusal"))
        .contains(first);
  }

  @Test
  void reopening_recovers_and_the_failed_put_is_there_entirely_or_not_at_all() throws IOException {
    List<Faults> failures =
        List.of(Faults.failWrite(0), Faults.failForce(0), Faults.diskFullAfter(20));
    for (Faults failure : failures) {
      failPut(failure);
      requireRefused("put", "a put failed", () -> store.put("black", "plum"));
      reopen();

      Map<String, String> found = contents();
      assertThat(found.getOrDefault("yellow", "huoshan"))
          .as(promise(FAIL_STOP, "the failed put of yellow is in doubt, but never half there"))
          .isEqualTo("huoshan");
      found.remove("yellow");
      assertThat(found)
          .as(promise(FAIL_STOP, "what was acknowledged is there, and no refused put is"))
          .isEqualTo(TEAS);
      store.put("white", "silver");
      store.delete("white");
      store.delete("yellow");
    }
  }

  @Test
  void a_bad_argument_is_the_callers_fault_and_poisons_nothing() throws IOException {
    requireRefusedArgument(() -> store.put("", "nothing"));
    requireRefusedArgument(() -> store.put("black", null));
    requireRefusedArgument(() -> store.delete(""));
    store.put("white", "silver");
    assertThat(store.delete("white"))
        .as(promise(FAIL_STOP, "the disk has done nothing wrong, so the store goes on"))
        .isTrue();

    failPut(Faults.failWrite(0));
    requireRefused("put", "now a write did fail", () -> store.put("white", "silver"));
  }

  @Test
  void a_bad_argument_is_the_callers_fault_on_a_store_that_has_stopped_too() throws IOException {
    failPut(Faults.failWrite(0));

    requireRefused("put", "a write failed", () -> store.put("white", "silver"));
    requireRefusedArgument(() -> store.put("", "nothing"));
    requireRefusedArgument(() -> store.put("black", null));
    refuses(
        () -> store.delete(""),
        IllegalArgumentException.class,
        promise(
            "05-recovery.md#delete",
            "a write has failed, and a bad argument is still the caller's fault: delete checks its"
                + " argument first, and then asks whether the store may write"));
  }

  @Test
  void a_get_that_fails_poisons_nothing() throws IOException {
    disk().faults(Faults.failRead(0));
    refuses(
        () -> store.get("black"),
        IOException.class,
        promise(FAIL_STOP, "the read failed, and get says so"));
    disk().faults(Faults.NONE);
    requireTeas("a read failed once; reading changes nothing, so it may be tried again");
    store.put("white", "silver");
    store.delete("white");

    failPut(Faults.failWrite(0));
    requireRefused("put", "now a write did fail", () -> store.put("white", "silver"));
  }

  /** Puts yellow=huoshan while the disk has {@code faults}, and repairs it afterwards. */
  private void failPut(Faults faults) throws IOException {
    disk().faults(faults);
    refuses(
        () -> store.put("yellow", "huoshan"),
        IOException.class,
        promise(
            FAIL_STOP,
            "the disk said no: put lets the IOException through, and does not try again. A force that"
                + " is tried again may succeed without having written anything"));
    disk().faults(Faults.NONE);
    permits(
        () -> store.get("yellow"),
        promise(
            FAIL_STOP, "get goes on: what is durable can still be read, so readers do not ask"));
    assertThat(store.get("yellow"))
        .as(promise(FAIL_STOP, "a put that throws leaves no trace in the index: it is told last"))
        .isEmpty();
  }

  private Exception requireRefused(String call, String what, Call refused) {
    Journal journal = Journal.of(directory);
    Exception refusal = refuses(
        refused,
        IOException.class,
        promise(
            FAIL_STOP,
            "%s, and then the disk was well again. Nobody knows what the failed call has left there,"
                + " so %s is refused until the store is reopened",
            what,
            call));
    assertThat(journal.operations())
        .as(promise(FAIL_STOP, "%s is refused before anything is written", call))
        .isEmpty();
    return refusal;
  }

  private static void requireRefusedArgument(Call call) {
    RuntimeException refusal = refuses(
        call,
        RuntimeException.class,
        promise(FAIL_STOP, "a bad argument is refused as in every phase before"));
    assertThat(refusal)
        .as(promise(FAIL_STOP, "a bad argument is refused as in every phase before"))
        .isInstanceOfAny(IllegalArgumentException.class, NullPointerException.class);
  }

  private void requireTeas(String what) throws IOException {
    assertThat(contents())
        .as(promise(FAIL_STOP, "%s: all that was acknowledged is there, and nothing else", what))
        .isEqualTo(TEAS);
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (String key : store.keys()) {
      store.get(key).ifPresent(value -> contents.put(key, value));
    }
    return contents;
  }

  private void reopen() throws IOException {
    store.close();
    store = open();
  }

  private LogStore open() throws IOException {
    return LogStore.open(directory, CompactionPolicy.BY_HAND);
  }

  private SimulatedDisk disk() {
    return SimulatedDisk.of(directory);
  }
}
