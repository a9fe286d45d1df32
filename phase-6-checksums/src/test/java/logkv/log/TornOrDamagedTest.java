package logkv.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static logkv.Promise.promise;
import static logkv.log.Encoded.bytesOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Random;
import logkv.ReadMore;
import logkv.crash.disk.Faults;
import logkv.crash.disk.Operation.Force;
import logkv.crash.disk.SimulatedDisk;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The table of the lecture, row by row: what opening makes of a bad record. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore(TornOrDamagedTest.REPLAY)
class TornOrDamagedTest {
  static final String REPLAY = "06-checksums.md#replay";

  private static final LogRecord EARL = LogRecord.put("black", "earl"); // 26 bytes
  private static final LogRecord ASSAM = LogRecord.put("black", "assam"); // 27 bytes
  private static final LogRecord SENCHA = LogRecord.put("green", "sencha"); // 28 bytes
  private static final LogRecord[] NONE = {};

  @Nested
  class torn {

    @Test
    void a_tail_of_zeros_is_cut_off_however_long_it_is() throws IOException {
      for (int zeros : new int[] {1, 16, 17, 18, 28, 4096}) {
        new DamagedLog(Arrays.copyOf(bytesOf(EARL), 26 + zeros))
            .requireCutBehind("a tail of zeros, %d long".formatted(zeros), EARL);
      }
    }

    @Test
    void a_record_whose_end_was_never_written_is_cut_off() throws IOException {
      byte[] whole = bytesOf(EARL, SENCHA);
      for (int length = 27; length < whole.length; length++) {
        String written = "%d of 28 bytes were written, then ".formatted(length - 26);
        byte[] zeros = Arrays.copyOf(Arrays.copyOf(whole, length), whole.length);
        new DamagedLog(zeros).requireCutBehind(written + "zeros", EARL);
        byte[] garbage = zeros.clone();
        Arrays.fill(garbage, length, garbage.length, (byte) 0xa5);
        new DamagedLog(garbage).requireCutBehind(written + "garbage", EARL);
      }
    }

    @Test
    void a_tail_of_garbage_is_cut_off() throws IOException {
      Random random = new Random(6);
      for (int i = 0; i < 100; i++) {
        byte[] log = Arrays.copyOf(bytesOf(EARL), 26 + 1 + random.nextInt(80));
        for (int at = 26; at < log.length; at++) {
          log[at] = (byte) random.nextInt(256);
        }
        new DamagedLog(log).requireCutBehind("garbage number " + i + " at the end", EARL);
      }
    }

    @Test
    void a_file_of_zeros_holds_no_record() throws IOException {
      new DamagedLog(new byte[100]).requireCutBehind("a file of 100 zeros", NONE);
    }

    @Test
    void a_first_record_that_is_torn_leaves_an_empty_log() throws IOException {
      byte[] log = bytesOf(EARL);
      log[25] = 0;

      new DamagedLog(log).requireCutBehind("the only record ends in a zero", NONE);
    }

    @Test
    void a_value_that_contains_a_whole_record_is_torn_like_any_other() throws IOException {
      byte[] whole = bytesOf(EARL, RecordInAValue.record());
      for (int length = 26 + 17; length < whole.length; length++) {
        new DamagedLog(Arrays.copyOf(whole, length))
            .requireCutBehind(
                "%d of 41 bytes of a record whose value looks like a record".formatted(length - 26),
                EARL);
      }
    }

    @Test
    void a_log_from_before_phase_6_is_set_aside_whole() throws IOException {
      byte[] log = bytesOf(EARL, SENCHA);
      Arrays.fill(log, 0, 8, (byte) 0);
      Arrays.fill(log, 26, 26 + 8, (byte) 0);

      new DamagedLog(log).requireCutBehind("a log without checksums: no byte of it is lost", NONE);
    }
  }

  @Nested
  class damaged {

    @Test
    void every_flipped_bit_in_front_of_a_whole_record_is_refused() throws IOException {
      byte[] log = bytesOf(EARL, ASSAM, SENCHA);
      for (int bit = 0; bit < (26 + 27) * 8; bit++) {
        byte[] damaged = log.clone();
        damaged[bit / 8] ^= (byte) (1 << bit % 8);
        new DamagedLog(damaged)
            .requireRefusedAt(
                bit / 8 < 26 ? 0 : 26, "bit %d of byte %d is flipped".formatted(bit % 8, bit / 8));
      }
    }

    @Test
    void a_length_that_points_behind_the_end_does_not_cut_off_what_follows() throws IOException {
      for (int length :
          new int[] {29, 100, 1 << 20, 1 << 24, (1 << 24) + 1, Integer.MAX_VALUE, -1}) {
        new DamagedLog(withValueLength(length))
            .requireRefusedAt(0, "the first record's value length was damaged to " + length);
      }
    }

    @Test
    void a_length_that_points_to_the_end_does_not_hide_what_follows() throws IOException {
      new DamagedLog(withValueLength(4 + 27 + 28))
          .requireRefusedAt(0, "the first record's value length covers all others");
    }

    @Test
    void zeros_in_the_middle_are_refused() throws IOException {
      byte[] log = bytesOf(EARL, ASSAM, SENCHA);
      Arrays.fill(log, 26 + 17, 26 + 27, (byte) 0);
      new DamagedLog(log).requireRefusedAt(26, "the second record has a body of zeros");
      Arrays.fill(log, 26, 26 + 27, (byte) 0);
      new DamagedLog(log).requireRefusedAt(26, "the second record is all zeros");
    }

    @Test
    void two_damaged_records_in_a_row_are_refused_at_the_first() throws IOException {
      byte[] log = bytesOf(EARL, ASSAM, SENCHA);
      log[3] ^= 1;
      log[26 + 20] ^= 1;

      new DamagedLog(log).requireRefusedAt(0, "the first two records are damaged");
    }

    @Test
    void a_damaged_record_in_front_of_a_whole_one_and_a_torn_one_is_refused() throws IOException {
      byte[] log = Arrays.copyOf(bytesOf(EARL, ASSAM, SENCHA), 26 + 27 + 9);
      log[20] ^= 1;

      new DamagedLog(log)
          .requireRefusedAt(0, "damage at the beginning and a torn record at the end");
    }

    @Test
    void a_tombstone_is_a_witness_like_any_other_record() throws IOException {
      for (int damage : new int[] {5, 20}) { // in the header; in the body of a good header
        byte[] log = bytesOf(EARL, LogRecord.tombstone("black"));
        log[damage] ^= 1;
        new DamagedLog(log)
            .requireRefusedAt(0, "byte " + damage + " is damaged, and only a tombstone follows");
      }
    }

    @Test
    void a_lost_piece_in_the_middle_is_refused() throws IOException {
      String log = new String(bytesOf(EARL, ASSAM, SENCHA, EARL), ISO_8859_1);
      String shorter = log.substring(0, 45) + log.substring(48);

      new DamagedLog(shorter.getBytes(ISO_8859_1))
          .requireRefusedAt(26, "three bytes are missing in the second record");
    }

    private byte[] withValueLength(int length) {
      byte[] log = bytesOf(EARL, ASSAM, SENCHA);
      ByteBuffer.wrap(log).putInt(13, length);
      return log;
    }
  }

  /** What cannot be read now may be read tomorrow, unless somebody has cut it off. */
  @Test
  void a_disk_that_cannot_read_has_torn_nothing() throws IOException {
    byte[] damaged = bytesOf(EARL, ASSAM, SENCHA);
    damaged[5] ^= 1;
    for (byte[] bytes : new byte[][] {bytesOf(EARL, ASSAM, SENCHA), damaged}) {
      for (int read = 0; read < 10; read++) {
        requireUncutIfReadFails(bytes, read);
      }
    }
    new DamagedLog(damaged).requireRefusedAt(0, "a flipped bit on a disk that can read");
  }

  private static void requireUncutIfReadFails(byte[] bytes, int read) throws IOException {
    DamagedLog log = new DamagedLog(bytes);
    log.disk().faults(Faults.failRead(read));
    try (LogFile opened = LogFile.open(log.file())) {
      opened.replay((location, record) -> {});
    } catch (IOException e) {
      // the disk said no, or found the damage before it did
    }
    log.disk().faults(Faults.NONE);
    assertThat(Files.readAllBytes(log.file()))
        .as(promise(
            REPLAY,
            "read number %d failed: that is neither torn nor damaged; let the IOException through"
                + " and cut nothing off",
            read + 1))
        .isEqualTo(bytes);
  }

  /** A killed process leaves whole records that were never forced. */
  @Test
  void what_replay_keeps_is_durable_before_anything_is_written_behind_it() throws IOException {
    DamagedLog unforced = new DamagedLog(bytesOf(EARL, SENCHA));
    SimulatedDisk disk = unforced.disk();
    int before = disk.journalSize();
    try (LogFile log = LogFile.open(unforced.file())) {
      log.replay((location, record) -> {});
    }

    assertThat(disk.journal().subList(before, disk.journalSize()))
        .as(promise(
            REPLAY,
            "the writer of the last record may have been killed before its force. The next record"
                + " will be a witness for it, so replay forces the log before it returns"))
        .anyMatch(entry -> entry.operation() instanceof Force);
  }
}
