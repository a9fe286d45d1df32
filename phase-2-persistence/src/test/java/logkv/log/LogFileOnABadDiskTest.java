package logkv.log;

import static logkv.Promise.promise;
import static logkv.Promise.refusalOf;
import static logkv.Refusal.accepts;
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
import logkv.crash.disk.Operation.Write;
import logkv.crash.disk.SimulatedDisk;
import logkv.log.LogFile.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A disk does less than it was asked, or says no. The simulated one does so on demand. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore(LogFileOnABadDiskTest.APPEND)
class LogFileOnABadDiskTest {
  static final String APPEND = "02-persistence.md#append";
  private static final String READ = "02-persistence.md#read";
  private static final String REPLAY = "02-persistence.md#replay";

  private static final LogRecord EARL = LogRecord.put("black", "earl"); // 26 bytes
  private static final LogRecord PLUM = LogRecord.put("black", "plum"); // as long as EARL
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
  void append_forces_after_the_last_byte_and_before_it_returns() throws IOException {
    int before = disk.journal().size();
    log.append(EARL);

    List<String> operations = new ArrayList<>();
    for (JournalEntry entry : disk.journal().subList(before, disk.journal().size())) {
      if (entry.operation() instanceof Write write) {
        operations.add("write " + write.data().length + " bytes");
      } else if (entry.operation() instanceof Force) {
        operations.add("force");
      }
    }

    assertThat(operations)
        .as(
            promise(
                APPEND,
                "a record is durable when append returns: all of it is written, then force, then return"))
        .isNotEmpty()
        .anyMatch(operation -> operation.startsWith("write"))
        .endsWith("force");
  }

  @Test
  void append_loops_when_the_disk_writes_less_than_it_was_given() throws IOException {
    disk.faults(Faults.shortWrites(3));
    Location earl = log.append(EARL);
    Location sencha = log.append(SENCHA);
    disk.faults(Faults.NONE);

    HexDiff.requireSameBytes(
        "The log, on a disk where a write takes 3 bytes and append has to loop,",
        bytesOf(EARL, SENCHA),
        disk.image().bytes(file.toString()),
        APPEND);
    assertThat(List.of(earl, sencha))
        .as(promise(APPEND, "a location does not depend on how many writes it took"))
        .containsExactly(new Location(0, 26), new Location(26, 28));
  }

  @Test
  @ReadMore(READ)
  void read_loops_when_the_disk_reads_less_than_it_was_asked_for() throws IOException {
    Location earl = log.append(EARL);
    Location sencha = log.append(SENCHA);
    disk.faults(Faults.shortReads(1));

    String told = promise(
        READ, "read may give fewer bytes than there is room for, here 1: bytesAt has the loop");
    assertThat(accepts(() -> List.of(log.read(earl), log.read(sencha)), told))
        .as(told)
        .containsExactly(EARL, SENCHA);
  }

  @Test
  @ReadMore(REPLAY)
  void replay_loops_when_the_disk_reads_less_than_it_was_asked_for() throws IOException {
    log.append(EARL);
    log.append(SENCHA);
    disk.faults(Faults.shortReads(1));

    String told = promise(
        REPLAY,
        "read may give fewer bytes than there is room for, here 1: decodeAt reads them all");
    List<LogRecord> seen = new ArrayList<>();
    accepts(() -> replay(seen), told);
    assertThat(seen).as(told).containsExactly(EARL, SENCHA);
  }

  private List<LogRecord> replay(List<LogRecord> seen) throws IOException {
    log.replay(addingTo(seen));
    return seen;
  }

  private static Visitor addingTo(List<LogRecord> seen) {
    return (location, record) -> {
      seen.add(record);
      assertThat(seen)
          .as(promise(REPLAY, "replay moves on behind each record"))
          .hasSizeLessThan(10);
    };
  }

  @Test
  void a_write_that_fails_is_not_hidden_and_size_stays() throws IOException {
    log.append(EARL);
    disk.faults(Faults.failWrite(0));

    requireFailedAppend("a write failed");
  }

  @Test
  void a_write_that_fails_half_way_is_not_hidden_and_size_stays() throws IOException {
    log.append(EARL);
    disk.faults(Faults.diskFullAfter(10));

    requireFailedAppend("the disk was full after 10 of 28 bytes");
  }

  @Test
  void a_force_that_fails_is_not_hidden_and_size_stays() throws IOException {
    log.append(EARL);
    disk.faults(Faults.failForce(0));

    requireFailedAppend("force failed, so nobody knows what the disk holds");
  }

  @Test
  @ReadMore(READ)
  void an_append_after_a_failed_one_is_refused_or_can_be_read() throws IOException {
    log.append(SENCHA);
    disk.faults(Faults.diskFullAfter(10));
    requireFailedAppend("the disk was full after 10 of 28 bytes", 28);
    disk.faults(Faults.NONE);

    List<Location> location = new ArrayList<>();
    if (refusalOf(() -> location.add(log.append(PLUM))) == null) { // from phase 5 on it is refused
      String told = promise(
          READ, "an append writes at size, over what a failed one left, and returns that place");
      assertThat(accepts(() -> log.read(location.get(0)), told)).as(told).isEqualTo(PLUM);
    }
  }

  private void requireFailedAppend(String why) {
    requireFailedAppend(why, 26);
  }

  private void requireFailedAppend(String why, long size) {
    refuses(
        () -> log.append(SENCHA),
        IOException.class,
        promise(APPEND, "%s: append lets the IOException through", why));
    assertThat(log.size())
        .as(promise(APPEND, "%s: size is what it was, because it moves last", why))
        .isEqualTo(size);
  }
}
