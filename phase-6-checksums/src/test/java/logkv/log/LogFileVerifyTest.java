package logkv.log;

import static logkv.Promise.promise;
import static logkv.Refusal.refuses;
import static logkv.log.Encoded.bytesOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import logkv.ReadMore;
import logkv.crash.disk.Faults;
import logkv.crash.disk.SimulatedDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Reading everything, to find damage before somebody needs the record. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore(LogFileVerifyTest.VERIFY)
class LogFileVerifyTest {
  static final String VERIFY = "06-checksums.md#verify";

  private static final LogRecord EARL = LogRecord.put("black", "earl"); // 17 + 5 + 4 = 26 bytes
  private static final LogRecord ASSAM = LogRecord.put("black", "assam"); // 27 bytes
  private static final LogRecord GONE = LogRecord.tombstone("black"); // 22 bytes
  private static final LogRecord[] ALL = {EARL, ASSAM, GONE};

  private final SimulatedDisk disk = SimulatedDisk.empty();
  private final Path file = disk.directory().resolve("data.log");
  private LogFile log;

  @BeforeEach
  void an_empty_log() throws IOException {
    log = LogFile.open(file);
  }

  @AfterEach
  void close() throws IOException {
    log.close();
  }

  @Test
  void an_empty_log_has_no_records() throws IOException {
    requireCount(0, "nothing was written");
  }

  @Test
  void every_record_counts_also_what_was_overwritten_or_deleted() throws IOException {
    for (LogRecord record : ALL) {
      log.append(record);
    }

    requireCount(3, "two puts and a tombstone");
  }

  @Test
  void it_looks_at_the_disk_and_not_at_what_it_remembers() throws IOException {
    log.append(EARL);
    log.append(ASSAM);
    requireCount(2, "two puts");
    flip(26 + 20);

    requireDamageAt(26, "the second record was damaged after the log was opened");
  }

  @Test
  void damage_is_found_in_every_byte_and_named_by_its_record() throws IOException {
    writeAll();
    for (int at = 0; at < 26 + 27 + 22; at++) {
      flip(at);
      requireDamageAt(at < 26 ? 0 : at < 53 ? 26 : 53, "byte " + at + " has changed");
      flip(at);
    }
    requireCount(3, "every change was undone");
  }

  @Test
  void the_first_of_two_damaged_records_is_named() throws IOException {
    writeAll();
    flip(53 + 3);
    flip(26 + 3);

    requireDamageAt(26, "the second and the third record are damaged");
  }

  @Test
  void a_record_that_is_cut_short_is_damage_too_and_stays() throws IOException {
    byte[] torn = Arrays.copyOf(bytesOf(ALL), 26 + 27 + 21);
    Files.write(file, torn);
    log.close();
    log = LogFile.open(file);

    requireDamageAt(53, "the last record has lost its last byte, and nobody has called replay");
    DamagedLog.requireBytes(VERIFY, "verify only looks; it cuts nothing off", torn, file);
  }

  @Test
  void a_disk_that_reads_a_byte_at_a_time_makes_no_difference() throws IOException {
    writeAll();
    disk.faults(Faults.shortReads(1));

    requireCount(3, "every read gives one byte");
  }

  @Test
  void a_disk_that_cannot_read_has_not_damaged_anything() throws IOException {
    writeAll();
    disk.faults(Faults.failRead(0)); // the first; there may be no other

    IOException refusal = refuses(
        log::verify,
        IOException.class,
        promise(VERIFY, "the disk said no: let its IOException through"));
    assertThat(refusal)
        .withFailMessage(promise(
            VERIFY,
            "the disk could not read, and verify said that the log is damaged: %s. Let the disk's"
                + " IOException through",
            refusal))
        .isNotInstanceOf(CorruptRecordException.class);
  }

  private void writeAll() throws IOException {
    for (LogRecord record : ALL) {
      log.append(record);
    }
  }

  private void flip(int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 0x04;
    Files.write(file, bytes);
  }

  private void requireCount(long expected, String why) throws IOException {
    long counted = log.verify();
    assertThat(counted)
        .withFailMessage(promise(
            VERIFY,
            "%s: verify returns how many records there are, and that is %d. It returned %d",
            why,
            expected,
            counted))
        .isEqualTo(expected);
  }

  private void requireDamageAt(long offset, String why) {
    CorruptRecordException refusal = refuses(
        log::verify,
        CorruptRecordException.class,
        promise(VERIFY, "%s: verify reads it again, compares, and throws", why));
    assertThat(refusal.offset())
        .as(promise(VERIFY, "%s: the exception names the record's offset", why))
        .isEqualTo(offset);
  }
}
