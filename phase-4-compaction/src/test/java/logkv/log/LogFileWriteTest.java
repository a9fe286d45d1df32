package logkv.log;

import static logkv.Promise.promise;
import static logkv.Refusal.refuses;
import static logkv.log.Encoded.bytesOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import logkv.HexDiff;
import logkv.ReadMore;
import logkv.crash.disk.Faults;
import logkv.crash.disk.JournalEntry;
import logkv.crash.disk.Operation.Force;
import logkv.crash.disk.SimulatedDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Writing many records and waiting for the disk once. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore("04-compaction.md#write")
class LogFileWriteTest {
  private static final String READ = "04-compaction.md#write";

  private static final LogRecord EARL = LogRecord.put("black", "earl"); // 17 + 5 + 4 = 26 bytes
  private static final LogRecord ASSAM = LogRecord.put("black", "assam"); // 27 bytes
  private static final LogRecord SENCHA = LogRecord.put("green", "sencha"); // 28 bytes

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
  void records_are_written_one_behind_the_other_as_append_writes_them() throws IOException {
    log.write(EARL);
    log.write(ASSAM);
    log.append(SENCHA);

    requireFileHolds(EARL, ASSAM, SENCHA);
  }

  @Test
  void each_location_is_where_the_record_lies() throws IOException {
    List<Location> locations = List.of(log.write(EARL), log.write(ASSAM), log.append(SENCHA));

    assertThat(locations)
        .as(promise(READ, "a record begins where the log ended before it: size must move"))
        .containsExactly(new Location(0, 26), new Location(26, 27), new Location(53, 28));
    assertThat(log.read(locations.get(1)))
        .as(promise(READ, "what was written can be read at once, without a force"))
        .isEqualTo(ASSAM);
  }

  @Test
  void nothing_is_forced_until_somebody_asks() throws IOException {
    int before = disk.journalSize();
    log.write(EARL);
    log.write(ASSAM);

    assertThat(forcesSince(before))
        .as(promise(READ, "write does not wait for the disk, or it would be append"))
        .isZero();
    log.force();
    assertThat(forcesSince(before))
        .as(promise(READ, "one force makes both records durable"))
        .isEqualTo(1);
  }

  @Test
  void a_disk_that_takes_a_few_bytes_at_a_time_gets_them_all() throws IOException {
    disk.faults(Faults.shortWrites(3));
    log.write(EARL);
    log.write(SENCHA);
    disk.faults(Faults.NONE);

    requireFileHolds(EARL, SENCHA);
  }

  @Test
  void a_write_that_fails_is_not_hidden_and_leaves_size_as_it_was() throws IOException {
    log.write(EARL);
    disk.faults(Faults.diskFullAfter(10));

    refuses(
        () -> log.write(SENCHA),
        IOException.class,
        promise(READ, "the disk was full after 10 of 28 bytes: the IOException goes through"));
    assertThat(log.size())
        .as(promise(READ, "size moves last, when the whole record is written"))
        .isEqualTo(26);
  }

  private long forcesSince(int entry) {
    List<JournalEntry> journal = new ArrayList<>(disk.journal());
    return journal.subList(entry, journal.size()).stream()
        .filter(done -> done.operation() instanceof Force)
        .count();
  }

  private void requireFileHolds(LogRecord... records) throws IOException {
    HexDiff.requireSameBytes(
        "The log", bytesOf(records), disk.image().bytes(file.toString()), READ);
  }
}
