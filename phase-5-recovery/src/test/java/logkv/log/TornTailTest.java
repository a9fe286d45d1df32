package logkv.log;

import static logkv.Promise.promise;
import static logkv.Promise.refusalOf;
import static logkv.Refusal.permits;
import static logkv.Refusal.refuses;
import static logkv.log.Encoded.bytesOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import logkv.HexDiff;
import logkv.Journal;
import logkv.ReadMore;
import logkv.crash.OnSimulatedDisk;
import logkv.crash.disk.Faults;
import logkv.crash.disk.SimulatedDisk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log whose last record is half there, as a power cut in the middle of a write leaves it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore(TornTailTest.REPLAY)
class TornTailTest {
  static final String REPLAY = "05-recovery.md#replay";

  private static final LogRecord EARL = LogRecord.put("black", "earl"); // 26 bytes
  private static final LogRecord PLUM = LogRecord.put("black", "plum"); // as long as EARL
  private static final LogRecord SENCHA = LogRecord.put("green", "sencha"); // 28 bytes
  private static final LogRecord NO_GREEN = LogRecord.tombstone("green"); // 22 bytes

  @TempDir(factory = OnSimulatedDisk.class)
  Path directory;

  @Test
  void a_record_that_ends_at_any_of_its_bytes_is_cut_off() throws IOException {
    for (LogRecord torn : List.of(SENCHA, NO_GREEN)) {
      for (int length = 1; length < bytesOf(torn).length; length++) {
        writeLog(bytesOf(EARL, PLUM), firstBytesOf(torn, length));
        String what =
            "of %s there are %d of %d bytes".formatted(torn, length, bytesOf(torn).length);

        requireRecords(what, EARL, PLUM);
        HexDiff.requireSameBytes(
            what
                + ": they are cut off, and the file ends behind its last whole record. To move size"
                + " back, or only to stop reading, would leave them there.\nThe log",
            bytesOf(EARL, PLUM),
            Files.readAllBytes(file()),
            REPLAY);
      }
    }
  }

  @Test
  void a_log_that_is_nothing_but_a_torn_record_becomes_empty() throws IOException {
    for (int length = 1; length < bytesOf(SENCHA).length; length++) {
      writeLog(firstBytesOf(SENCHA, length));

      requireRecords(
          "a first record with %d of its %d bytes".formatted(length, bytesOf(SENCHA).length));
      HexDiff.requireSameBytes(
          "There is no whole record, so all of the file is cut off.\nThe log",
          new byte[0],
          Files.readAllBytes(file()),
          REPLAY);
    }
  }

  @Test
  void the_cut_is_forced_before_anything_else_is_written() throws IOException {
    writeLog(bytesOf(EARL), firstBytesOf(SENCHA, 20));
    Journal journal = Journal.of(directory);
    try (LogFile log = LogFile.open(file())) {
      log.replay((location, record) -> {});

      assertThat(journal.operations())
          .as(promise(
              REPLAY,
              "the cut is durable when replay returns: truncate, then force. Otherwise a second power"
                  + " cut may bring the torn bytes back, behind or under a later record"))
          .containsSubsequence("truncate data.log", "force data.log");
    }
  }

  @Test
  void size_and_cut_bytes_tell_what_was_cut() throws IOException {
    writeLog(bytesOf(EARL), firstBytesOf(SENCHA, 20));
    try (LogFile log = LogFile.open(file())) {
      log.replay((location, record) -> {});

      assertThat(log.size())
          .as(promise(REPLAY, "size is the end of the last whole record: the next begins there"))
          .isEqualTo(26);
      assertThat(log.cutBytes())
          .as(promise(REPLAY, "cutBytes counts the 20 bytes that were cut off"))
          .isEqualTo(20);
    }
    try (LogFile log = LogFile.open(file())) {
      log.replay((location, record) -> {});

      assertThat(log.cutBytes())
          .as(promise(REPLAY, "nothing is left to cut at the second opening"))
          .isZero();
    }
  }

  @Test
  void the_next_record_lies_where_the_torn_one_lay() throws IOException {
    for (int length = 1; length < bytesOf(SENCHA).length; length++) {
      writeLog(bytesOf(EARL), firstBytesOf(SENCHA, length));
      String what = "%d torn bytes, then a record of 22".formatted(length);
      try (LogFile log = LogFile.open(file())) {
        log.replay((location, record) -> {});
        Location next = log.append(NO_GREEN);

        assertThat(next)
            .as(promise(REPLAY, "%s: it begins right behind the last whole one", what))
            .isEqualTo(new Location(26, 22));
        assertThat(log.read(next)).as(promise(REPLAY, "%s", what)).isEqualTo(NO_GREEN);
      }
      for (String opening : List.of("first", "second")) {
        requireRecords(what + "; the " + opening + " reopening", EARL, NO_GREEN);
        HexDiff.requireSameBytes(
            what
                + ": nothing of the torn record is left, neither before the new one nor behind it."
                + "\nThe log",
            bytesOf(EARL, NO_GREEN),
            Files.readAllBytes(file()),
            REPLAY);
      }
    }
  }

  @Test
  void a_whole_log_stays_as_it_is() throws IOException {
    writeLog(bytesOf(EARL), firstBytesOf(SENCHA, 20));
    requireRecords("20 bytes of a second record are there", EARL);
    Journal journal = Journal.of(directory);

    requireRecords("the log was cut before", EARL);
    assertThat(journal.operations())
        .as(promise(REPLAY, "replay changes a log only if there is something to cut"))
        .doesNotContain("truncate data.log", "write data.log");
  }

  @Test
  void damage_in_front_of_a_whole_record_is_no_torn_tail() throws IOException {
    writeLog(bytesOf(EARL), firstBytesOf(SENCHA, 20));
    requireRecords("20 bytes of a second record are there", EARL);

    byte[] damaged = bytesOf(EARL, SENCHA, PLUM);
    damaged[26 + 8] = 7; // the kind of SENCHA
    writeLog(damaged);
    try (LogFile log = LogFile.open(file())) {
      Exception refusal = refuses(
          () -> log.replay((location, record) -> {}),
          CorruptRecordException.class,
          promise(
              REPLAY,
              "at offset 26 there are bytes that no torn write explains: kind 7, and a whole record"
                  + " behind it. That is Corrupt and not Torn, and replay refuses as before"));
      assertThat(refusal)
          .as(promise(REPLAY, "the refusal says at which offset the bytes are"))
          .hasMessageContaining("26");
    }
    HexDiff.requireSameBytes(
        "What is behind the damage was acknowledged: nothing is cut off.\nThe log",
        damaged,
        Files.readAllBytes(file()),
        REPLAY);
  }

  @Test
  void a_cut_that_fails_is_not_hidden() throws IOException {
    boolean met = true;
    for (int n = 0; met; n++) {
      writeLog(bytesOf(EARL), firstBytesOf(SENCHA, 20));
      try (LogFile log = LogFile.open(file())) {
        Faults faults = Faults.failAnything(n);
        disk().faults(faults);
        Exception refusal = refusalOf(() -> log.replay((location, record) -> {}));
        disk().faults(Faults.NONE);
        met = faults.met();

        assertThat(met || n >= 2)
            .as(promise(REPLAY, "a cut asks two things of the disk: truncate and force"))
            .isTrue();
        assertThat(refusal instanceof IOException)
            .as(promise(
                REPLAY, "if operation %d of a cut fails, replay throws; it did: %s", n, refusal))
            .isEqualTo(met);
      }
      requireRecords("opened again after operation " + n + " of a cut", EARL);
    }
  }

  private SimulatedDisk disk() {
    return SimulatedDisk.of(directory);
  }

  private Path file() {
    return directory.resolve("data.log");
  }

  private static byte[] firstBytesOf(LogRecord record, int length) {
    return Arrays.copyOf(bytesOf(record), length);
  }

  private void writeLog(byte[]... parts) throws IOException {
    Files.write(file(), new byte[0]);
    for (byte[] part : parts) {
      Files.write(file(), part, StandardOpenOption.APPEND);
    }
  }

  private void requireRecords(String what, LogRecord... expected) throws IOException {
    List<LogRecord> seen = new ArrayList<>();
    try (LogFile log = LogFile.open(file())) {
      permits(
          () -> log.replay((location, record) -> seen.add(record)),
          promise(
              REPLAY,
              "%s: a torn record is what every power cut may leave, and no reason to refuse",
              what));
    }
    assertThat(seen)
        .as(promise(REPLAY, "%s: replay shows the whole records and nothing else", what))
        .containsExactly(expected);
  }
}
