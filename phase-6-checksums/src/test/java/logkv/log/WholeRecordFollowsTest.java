package logkv.log;

import static logkv.Promise.promise;
import static logkv.log.Encoded.bytesOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import logkv.ReadMore;
import logkv.crash.disk.Faults;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Is there a witness: a whole record behind the bad one? */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ReadMore(WholeRecordFollowsTest.FOLLOWS)
class WholeRecordFollowsTest {
  static final String FOLLOWS = "06-checksums.md#wholerecordfollows";

  private static final LogRecord EARL = LogRecord.put("black", "earl"); // 26 bytes
  private static final LogRecord SENCHA = LogRecord.put("green", "sencha"); // 28 bytes

  private static final int HEADER_BYTES = 17;
  private static final int VALUE_LENGTH_AT = 13;

  @Test
  void a_record_behind_a_damaged_body_is_found_where_the_header_says() throws IOException {
    byte[] log = bytesOf(EARL, SENCHA);
    log[20] ^= 1;

    requireWitness(log, 0, "a damaged key, then a whole record");
  }

  @Test
  void a_record_behind_a_damaged_header_is_found_by_looking_at_every_byte() throws IOException {
    for (int at = 0; at < HEADER_BYTES; at++) {
      byte[] log = bytesOf(EARL, SENCHA);
      log[at] ^= 1;
      requireWitness(log, 0, "byte " + at + " of a header is damaged, then a whole record");
    }
  }

  @Test
  void a_damaged_length_is_not_believed() throws IOException {
    byte[] log = bytesOf(EARL, SENCHA);
    log[VALUE_LENGTH_AT + 2] = 1; // 260 bytes, and 32 are there

    requireWitness(log, 0, "a damaged length points behind the end, but a whole record is there");
  }

  @Test
  void nothing_follows_the_last_record() throws IOException {
    byte[] log = bytesOf(EARL, SENCHA);
    log[26 + 20] ^= 1;
    requireNoWitness(log, 26, "the last record has a damaged body");
    log[26 + 2] ^= 1;
    requireNoWitness(log, 26, "the last record has a damaged header, too");
  }

  @Test
  void a_tail_shorter_than_a_header_is_no_witness() throws IOException {
    for (int length = 1; length < HEADER_BYTES; length++) {
      byte[] log = Arrays.copyOf(bytesOf(EARL, SENCHA), 26 + length);
      requireNoWitness(log, 26, length + " bytes are left");
    }
  }

  @Test
  void zeros_and_garbage_are_no_witness() throws IOException {
    requireNoWitness(new byte[300], 0, "a file of zeros");
    byte[] garbage = HexFormat.of().parseHex("0100ff7f".repeat(75));
    requireNoWitness(garbage, 0, "a file of garbage");
  }

  @Test
  void a_header_without_its_body_is_no_witness() throws IOException {
    byte[] log = Arrays.copyOf(bytesOf(EARL, SENCHA), 26 + 28 - 1);
    log[5] ^= 1;

    requireNoWitness(log, 0, "behind it there is a good header, but its record is torn");
  }

  @Test
  void a_good_header_with_a_damaged_body_is_no_witness() throws IOException {
    byte[] log = bytesOf(EARL, SENCHA);
    log[5] ^= 1;
    log[26 + 27] ^= 1;

    requireNoWitness(log, 0, "behind it there is a good header, but its body is damaged");
  }

  @Test
  void the_third_record_is_a_witness_when_the_second_is_damaged_too() throws IOException {
    byte[] log = bytesOf(EARL, SENCHA, EARL);
    log[20] ^= 1;
    log[26 + 9] ^= 1;

    requireWitness(log, 0, "two damaged records, then a whole one");
  }

  @Test
  void a_record_inside_of_a_value_is_no_witness() throws IOException {
    byte[] log = bytesOf(EARL, RecordInAValue.record());
    byte[] torn = Arrays.copyOf(log, log.length - 1);

    requireNoWitness(
        torn,
        26,
        "the header is good and its record is torn; what looks like a record lies in its value");
  }

  @Test
  void a_witness_is_found_however_far_away_it_is() throws IOException {
    for (int distance : new int[] {1_000, 65_519, 65_520, 65_535, 65_536, 65_537, 200_000}) {
      LogRecord large = LogRecord.put("k", "v".repeat(distance - HEADER_BYTES - 1));
      byte[] log = bytesOf(large, SENCHA);
      log[VALUE_LENGTH_AT] ^= 1; // the next record begins anywhere
      requireWitness(
          log, 0, "a whole record %,d bytes behind a damaged header".formatted(distance));
    }
  }

  @Test
  void a_disk_that_reads_a_few_bytes_at_a_time_makes_no_difference() throws IOException {
    byte[] log = bytesOf(EARL, SENCHA);
    log[2] ^= 1;
    DamagedLog damaged = new DamagedLog(log);
    damaged.disk().faults(Faults.shortReads(5));

    try (LogFile file = LogFile.open(damaged.file())) {
      assertThat(file.wholeRecordFollows(0))
          .as(promise(FOLLOWS, "read may give fewer bytes than asked for: bytesAt has the loop"))
          .isTrue();
    }
  }

  private static void requireWitness(byte[] log, long bad, String why) throws IOException {
    assertThat(follows(log, bad))
        .withFailMessage(promise(
            FOLLOWS,
            "%s: the bad record was durable once, and so it is damaged; no witness was found",
            why))
        .isTrue();
  }

  private static void requireNoWitness(byte[] log, long bad, String why) throws IOException {
    assertThat(follows(log, bad))
        .withFailMessage(promise(
            FOLLOWS,
            "%s: no whole record was written behind the bad one; a witness was found",
            why))
        .isFalse();
  }

  private static boolean follows(byte[] log, long bad) throws IOException {
    try (LogFile file = LogFile.open(new DamagedLog(log).file())) {
      return file.wholeRecordFollows(bad);
    }
  }
}
