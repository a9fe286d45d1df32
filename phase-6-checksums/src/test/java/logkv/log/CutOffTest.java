package logkv.log;

import static logkv.Promise.promise;
import static logkv.Refusal.refuses;
import static logkv.log.Encoded.bytesOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import logkv.ReadMore;
import logkv.crash.disk.Faults;
import logkv.crash.disk.JournalEntry;
import logkv.crash.disk.Operation.Force;
import logkv.crash.disk.Operation.ForceDirectory;
import logkv.crash.disk.Operation.Truncate;
import logkv.crash.disk.Operation.Write;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What is cut off is kept beside the log, for whoever wants to look at it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore(CutOffTest.CUT_OFF)
class CutOffTest {
  static final String CUT_OFF = "06-checksums.md#cutoff";

  private static final LogRecord EARL = LogRecord.put("black", "earl"); // 26 bytes
  private static final LogRecord SENCHA = LogRecord.put("green", "sencha"); // 28 bytes

  @Test
  void what_is_cut_off_is_set_aside_wherever_the_record_was_cut_short() throws IOException {
    byte[] log = bytesOf(EARL, SENCHA);
    for (int length = 26 + 1; length < log.length; length++) {
      new DamagedLog(Arrays.copyOf(log, length))
          .requireCutBehind(length - 26 + " of 28 bytes of the last record", EARL);
    }
  }

  @Test
  void the_bytes_are_safe_beside_the_log_before_they_leave_it() throws IOException {
    DamagedLog torn = tornLog(20);
    int before = torn.disk().journalSize();
    replay(torn);

    List<String> operations = new ArrayList<>();
    for (JournalEntry entry : torn.disk().journal().subList(before, torn.disk().journalSize())) {
      String name = entry.path().substring(entry.path().lastIndexOf('/') + 1);
      if (entry.operation() instanceof Write) {
        operations.add("write " + name);
      } else if (entry.operation() instanceof Force) {
        operations.add("force " + name);
      } else if (entry.operation() instanceof ForceDirectory) {
        operations.add("force the directory");
      } else if (entry.operation() instanceof Truncate truncate && truncate.size() > 0) {
        operations.add("truncate " + name);
      }
    }
    int copied = Math.max(0, operations.lastIndexOf("write data.log.cut"));
    assertThat(operations.subList(copied, operations.size()))
        .as(promise(
            CUT_OFF,
            "a power cut may come between any two of these: first the copy is durable, its bytes"
                + " and its name; then the log is cut, and the cut made durable"))
        .containsSubsequence( // who forces more than that is slow, and right
            "write data.log.cut",
            "force data.log.cut",
            "force the directory",
            "truncate data.log",
            "force data.log");
  }

  @Test
  void all_of_it_is_copied_when_the_disk_writes_three_bytes_at_a_time() throws IOException {
    DamagedLog torn = tornLog(20);
    torn.disk().faults(Faults.shortWrites(3));
    replay(torn);

    torn.requireSetAside(
        "a write takes 3 bytes, so copy in a loop",
        Arrays.copyOfRange(bytesOf(EARL, SENCHA), 26, 46));
  }

  @Test
  void many_bytes_are_copied_too() throws IOException {
    byte[] log = bytesOf(EARL, LogRecord.put("k", "v".repeat(300_000)));

    new DamagedLog(Arrays.copyOf(log, log.length - 1))
        .requireCutBehind("all but one byte of a record of 300,018", EARL);
  }

  @Test
  void what_was_set_aside_the_last_time_is_replaced() throws IOException {
    DamagedLog torn = tornLog(20);
    Files.write(torn.cut(), new byte[500]);

    torn.requireCutBehind("a data.log.cut of 500 bytes lies there from an earlier crash", EARL);
  }

  @Test
  void a_log_that_ends_well_sets_nothing_aside() throws IOException {
    DamagedLog torn = tornLog(20);
    replay(torn);
    torn.requireSetAside("the log was torn", Arrays.copyOfRange(bytesOf(EARL, SENCHA), 26, 46));
    Files.delete(torn.cut());
    replay(torn);

    assertThat(Files.exists(torn.cut()))
        .withFailMessage(promise(
            CUT_OFF,
            "there was nothing to cut off this time, so no data.log.cut appears; there is one"))
        .isFalse();
  }

  @Test
  void when_there_is_no_room_to_set_it_aside_nothing_is_cut_off() throws IOException {
    DamagedLog torn = tornLog(20);
    for (int n = 0; n < 3; n++) { // create, write, force
      torn.disk().faults(n == 0 ? Faults.diskFullAfter(0) : Faults.failAnything(n));
      refuses(
          () -> replay(torn),
          IOException.class,
          promise(
              CUT_OFF,
              "data.log.cut could not be written: let the IOException through, attempt %d",
              n));
      torn.disk().faults(Faults.NONE);
      DamagedLog.requireBytes(
          CUT_OFF,
          "as long as its end is not safe elsewhere, the log keeps it",
          Arrays.copyOf(bytesOf(EARL, SENCHA), 46),
          torn.file());
    }

    torn.requireCutBehind("the next opening has room", EARL);
  }

  /** A whole record, and the first {@code length} bytes of another. */
  private static DamagedLog tornLog(int length) throws IOException {
    return new DamagedLog(Arrays.copyOf(bytesOf(EARL, SENCHA), 26 + length));
  }

  private static void replay(DamagedLog damaged) throws IOException {
    try (LogFile log = LogFile.open(damaged.file())) {
      log.replay((location, record) -> {});
    }
  }
}
