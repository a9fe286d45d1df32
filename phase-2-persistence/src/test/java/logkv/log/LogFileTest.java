package logkv.log;

import static logkv.Promise.promise;
import static logkv.Promise.refusalOf;
import static logkv.Refusal.refuses;
import static logkv.log.Encoded.bytesOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import logkv.HexDiff;
import logkv.Promise.Call;
import logkv.ReadMore;
import logkv.crash.OnSimulatedDisk;
import logkv.log.LogFile.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LogFileTest {
  private static final String APPEND = "02-persistence.md#append";
  private static final String READ = "02-persistence.md#read";
  private static final String REPLAY = "02-persistence.md#replay";

  private static final LogRecord EARL = LogRecord.put("black", "earl"); // 17 + 5 + 4 = 26 bytes
  private static final LogRecord ASSAM = LogRecord.put("black", "assam"); // 27 bytes
  private static final LogRecord SENCHA = LogRecord.put("green", "sencha"); // 28 bytes

  @TempDir(factory = OnSimulatedDisk.class)
  Path directory;

  private Path file;
  private LogFile log;

  @BeforeEach
  void an_empty_log() throws IOException {
    file = directory.resolve("data.log");
    log = LogFile.open(file);
  }

  @AfterEach
  void close() throws IOException {
    log.close();
  }

  @Nested
  @ReadMore(APPEND)
  class append {

    @Test
    void the_file_holds_the_encoded_record() throws IOException {
      log.append(EARL);

      requireFileHolds(EARL);
    }

    @Test
    void the_first_record_lies_at_offset_0_and_is_as_long_as_its_bytes() throws IOException {
      assertThat(log.append(EARL))
          .as(promise(
              APPEND,
              "a location is where the record begins and how many bytes it has, header included"))
          .isEqualTo(new Location(0, 26));
    }

    @Test
    void each_record_lies_right_behind_the_one_before() throws IOException {
      List<Location> locations = List.of(log.append(EARL), log.append(ASSAM), log.append(SENCHA));

      assertThat(locations)
          .as(promise(APPEND, "a record begins where the log ended before it was appended"))
          .containsExactly(new Location(0, 26), new Location(26, 27), new Location(53, 28));
      requireFileHolds(EARL, ASSAM, SENCHA);
    }

    @Test
    void size_grows_by_the_length_of_the_record() throws IOException {
      log.append(EARL);
      assertThat(log.size())
          .as(promise(APPEND, "size is the length of the log in bytes"))
          .isEqualTo(26);

      log.append(ASSAM);
      assertThat(log.size()).as(promise(APPEND, "size grows with every record")).isEqualTo(53);
    }

    @Test
    void a_reopened_log_goes_on_where_it_ended() throws IOException {
      log.append(EARL);
      reopen();
      assertThat(log.size())
          .as(promise(APPEND, "a log is opened with all it holds"))
          .isEqualTo(26);

      Location second = log.append(ASSAM);

      requireFileHolds(
          "The log, appended to at size and not at the channel's own position, which is 0 again,",
          APPEND,
          EARL,
          ASSAM);
      assertThat(second)
          .as(promise(
              APPEND, "size is the length of the file at opening; append goes on from there"))
          .isEqualTo(new Location(26, 27));
    }

    @Test
    void a_record_that_is_too_long_is_refused_and_leaves_no_trace() throws IOException {
      log.append(EARL);

      refuses(
          () -> log.append(LogRecord.put("k".repeat(65_536), "v")),
          IllegalArgumentException.class,
          promise(APPEND, "what encode refuses, append refuses"));

      requireFileHolds(EARL);
      assertThat(log.size())
          .as(promise(APPEND, "a refused record does not count"))
          .isEqualTo(26);
    }
  }

  @Nested
  @ReadMore(READ)
  class read {

    @Test
    void what_was_appended_is_read_at_its_location() throws IOException {
      Location location = log.append(EARL);

      requireRead(location, EARL);
    }

    @Test
    void records_are_read_in_any_order_and_more_than_once() throws IOException {
      Location earl = log.append(EARL);
      Location assam = log.append(ASSAM);
      Location sencha = log.append(SENCHA);

      requireRead(sencha, SENCHA);
      requireRead(earl, EARL);
      requireRead(assam, ASSAM);
      requireRead(earl, EARL);
    }

    @Test
    void reading_does_not_move_the_place_where_append_writes() throws IOException {
      Location earl = log.append(EARL);
      log.append(ASSAM);
      requireRead(earl, EARL);

      Location sencha = log.append(SENCHA);

      requireFileHolds("The log, after a read between two appends,", READ, EARL, ASSAM, SENCHA);
      requireRead(sencha, SENCHA);
    }

    @Test
    void a_location_is_good_after_reopening() throws IOException {
      log.append(EARL);
      Location assam = log.append(ASSAM);
      reopen();

      requireRead(assam, ASSAM);
    }

    @Test
    void a_place_that_holds_no_whole_record_is_reported_with_file_and_offset() throws IOException {
      log.append(EARL);
      log.append(ASSAM);

      requireReported(
          READ,
          26,
          () -> log.read(new Location(26, 20)),
          "the location is shorter than the record");
      requireReported(READ, 1, () -> log.read(new Location(1, 26)), "no record begins at offset 1");
    }

    private void requireRead(Location location, LogRecord expected) throws IOException {
      assertThat(log.read(location))
          .as(promise(READ, "read returns what append put at %s", location))
          .isEqualTo(expected);
    }
  }

  @Nested
  @ReadMore(REPLAY)
  class replay {

    @Test
    void an_empty_log_shows_nothing() throws IOException {
      assertThat(replayed()).as(promise(REPLAY, "there is nothing to show")).isEmpty();
    }

    @Test
    void a_single_record_is_shown_once() throws IOException {
      log.append(EARL);

      assertThat(replayed())
          .as(promise(REPLAY, "replay goes on behind each record and ends at size"))
          .containsExactly(new Seen(new Location(0, 26), EARL));
    }

    @Test
    void records_are_shown_oldest_first_with_their_locations() throws IOException {
      Location earl = log.append(EARL);
      Location assam = log.append(ASSAM);
      Location sencha = log.append(SENCHA);

      assertThat(replayed())
          .as(promise(
              REPLAY,
              "the visitor sees every record in the order of the appends, where append put it"))
          .containsExactly(new Seen(earl, EARL), new Seen(assam, ASSAM), new Seen(sencha, SENCHA));
    }

    @Test
    void a_reopened_log_shows_what_it_held() throws IOException {
      log.append(EARL);
      log.append(LogRecord.tombstone("black"));
      reopen();

      assertThat(replayed())
          .extracting(Seen::record)
          .as(promise(
              REPLAY, "replay shows records of both kinds; what they mean is not its business"))
          .containsExactly(EARL, LogRecord.tombstone("black"));
    }

    @Test
    void a_replayed_log_takes_appends_behind_its_end() throws IOException {
      log.append(EARL);
      reopen();
      replayed();

      log.append(ASSAM);

      requireFileHolds("The log, after a replay between two appends,", REPLAY, EARL, ASSAM);
    }

    @Test
    void damage_is_reported_with_file_and_offset_and_nothing_is_changed() throws IOException {
      log.append(EARL);
      log.append(ASSAM);
      log.append(SENCHA);
      byte[] damaged = Files.readAllBytes(file);
      damaged[26 + 8] = 0; // the kind of the second record
      Files.write(file, damaged);
      reopen();

      requireReported(
          REPLAY,
          26,
          LogFileTest.this::replayed,
          "the second record is damaged, and a whole one follows");
      HexDiff.requireSameBytes(
          "The damaged log, after it was refused,", damaged, Files.readAllBytes(file), REPLAY);
    }

    @Test
    void a_record_of_which_the_end_is_missing_is_never_shown() throws IOException {
      log.append(EARL);
      log.append(ASSAM);
      byte[] whole = Files.readAllBytes(file);
      for (int length = 27; length < 53; length++) {
        Files.write(file, Arrays.copyOf(whole, length));
        reopen();

        List<Seen> seen = new ArrayList<>();
        Exception refusal = refusalOf(() -> log.replay(addingTo(seen)));

        assertThat(seen)
            .as(promise(
                REPLAY, "%d bytes hold one whole record and the beginning of another", length))
            .containsExactly(new Seen(new Location(0, 26), EARL));
        assertThat(refusal == null || refusal instanceof CorruptRecordException)
            .as(promise(
                REPLAY,
                "whoever stops at a torn record says so with a CorruptRecordException, not %s",
                refusal))
            .isTrue();
      }
    }
  }

  private void reopen() throws IOException {
    log.close();
    log = LogFile.open(file);
  }

  private List<Seen> replayed() throws IOException {
    List<Seen> seen = new ArrayList<>();
    log.replay(addingTo(seen));
    return seen;
  }

  /** A visitor that stops a replay which goes round and round. */
  private static Visitor addingTo(List<Seen> seen) {
    return (location, record) -> {
      seen.add(new Seen(location, record));
      assertThat(seen.size())
          .as(promise(
              REPLAY,
              "the log holds 3 records at most, the last one shown was at offset %d, and replay goes"
                  + " on: does the offset move on?",
              location.offset()))
          .isLessThan(10);
    };
  }

  private void requireFileHolds(LogRecord... records) throws IOException {
    requireFileHolds("The log", APPEND, records);
  }

  private void requireFileHolds(String what, String section, LogRecord... records)
      throws IOException {
    HexDiff.requireSameBytes(what, bytesOf(records), Files.readAllBytes(file), section);
  }

  private void requireReported(String section, long offset, Call call, String why) {
    CorruptRecordException refusal = refuses(
        call,
        CorruptRecordException.class,
        promise(section, "%s: say so with a CorruptRecordException", why));
    assertThat(refusal.offset())
        .as(promise(section, "the exception names the offset: %s", why))
        .isEqualTo(offset);
    assertThat(refusal.file())
        .as(promise(section, "the exception names the file"))
        .isEqualTo(file.toString());
  }

  /** One call of the visitor. */
  private record Seen(Location location, LogRecord record) {}
}
