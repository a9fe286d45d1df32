package logkv.cli.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static logkv.cli.inspect.SegmentBytes.GOES_ON;
import static logkv.cli.inspect.SegmentBytes.WITNESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import logkv.log.LogRecord;
import logkv.log.RecordCodec;
import logkv.segmented.index.BloomFilter;
import logkv.segmented.index.KeyHash;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tables look like: lectures show them, so not a blank may change unnoticed. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ListingTest {
  @TempDir
  Path directory;

  @Test
  void a_segment_shows_every_piece() throws IOException {
    Path segment = SegmentBytes.number(7)
        .put("tea", "green")
        .put("tea", "oolong")
        .delete("coffee")
        .put(WITNESS | GOES_ON, "a", "1")
        .put(0, "b", "2")
        .seal()
        .in(directory);

    assertThat(Inspected.list(segment)).isEqualTo(new Inspected(true, """
        0000000007.seg: a segment, 185 bytes
        store 0123456789abcdef, nonce 070e151c232a3138, number 7, policy always

              offset  kind       flags     k         v  checksums   state  key
                   0  header                            ok
                  56  put        w         3         5  ok          dead   tea
                  81  put        w         3         6  ok          live   tea
                 107  tombstone  w         6         0  ok                 coffee
                 130  put        wb        1         1  ok          live   a
                 149  put                  1         1  ok          live   b
                 168  seal       w         0         0  ok

        flags: w = a witness: all in front of it was durable; b = its batch goes on

                           pieces               bytes
        header                  1                  56
        live                    3                  64
        dead                    1                  25
        tombstone               1                  23
        seal                    1                  17
        total                   7                 185

        no damage
        """));
  }

  @Test
  void a_log_of_phase_2_has_no_checksums_yet() throws IOException {
    Path log = courseLog(
        withoutChecksums(LogRecord.put("tea", "green")),
        withoutChecksums(LogRecord.put("größe", "")),
        withoutChecksums(LogRecord.tombstone("tea")));

    assertThat(Inspected.list(log)).isEqualTo(new Inspected(true, """
        data.log: a log of the course, without checksums, as up to phase 5, 69 bytes

              offset  kind          k         v  checksums   state  key
                   0  put           3         5  none        dead   tea
                  25  put           7         0  none        live   größe
                  49  tombstone     3         0  none               tea

                           pieces               bytes
        live                    1                  24
        dead                    1                  25
        tombstone               1                  20
        total                   3                  69

        no damage
        """));
  }

  @Test
  void a_log_of_phase_6_is_checked() throws IOException {
    Path log = courseLog(
        RecordCodec.encode(LogRecord.put("tea", "green")),
        RecordCodec.encode(LogRecord.tombstone("tea")));

    assertThat(Inspected.list(log)).isEqualTo(new Inspected(true, """
        data.log: a log of the course, with checksums, 45 bytes

              offset  kind          k         v  checksums   state  key
                   0  put           3         5  ok          dead   tea
                  25  tombstone     3         0  ok                 tea

                           pieces               bytes
        dead                    1                  25
        tombstone               1                  20
        total                   2                  45

        no damage
        """));
  }

  @Test
  void a_record_is_shown_field_by_field() throws IOException {
    Path segment = SegmentBytes.number(7).put("tea", "a value of 24 characters").in(directory);

    assertThat(Inspected.record(segment, 60)).isEqualTo(new Inspected(true, """
        0000000007.seg, offset 56: put, 44 bytes, live

              offset  bytes                                            field         meaning
                  56  d9 24 e4 3c                                      header crc    matches
                  60  a1 95 cb ec                                      body crc      matches
                  64  81                                               kind          put, witness
                  65  00 00 00 03                                      key length    3
                  69  00 00 00 18                                      value length  24
                  73  74 65 61                                         key           |tea|
                  76  61 20 76 61 6c 75 65 20 6f 66 20 32 34 20 63 68  value         |a value of 24 ch|
                  92  61 72 61 63 74 65 72 73                                        |aracters|
        """));
  }

  @Test
  void the_header_of_a_segment_is_shown_field_by_field() throws IOException {
    Path segment = SegmentBytes.compacted(3, 7, 2).seal().in(directory);

    assertThat(Inspected.record(segment, 0)).isEqualTo(new Inspected(true, """
        0000000003-0000000007.2.seg, offset 0: header, 56 bytes

              offset  bytes                                            field         meaning
                   0  6c 6f 67 6b 76 73 65 67                          magic         |logkvseg|
                   8  00 00 00 01                                      version       1
                  12  01 23 45 67 89 ab cd ef                          store id      the same in all segments
                  20  07 0e 15 1c 23 2a 31 38                          nonce         of this segment alone
                  28  00 00 00 00 00 00 00 03                          first id      3
                  36  00 00 00 00 00 00 00 07                          last id       7
                  44  00 00 00 02                                      generation    2
                  48  00                                               policy        a compaction
                  49  00 00 00                                         zeros         |...|
                  52  18 fb 78 e5                                      crc           matches
        """));
  }

  @Test
  void a_directory_shows_the_log_in_its_order_and_what_lies_beside_it() throws IOException {
    SegmentBytes.number(4).put("tea", "black").in(directory);
    SegmentBytes.compacted(1, 3, 1)
        .put("tea", "green")
        .put("coffee", "none")
        .seal()
        .in(directory);
    SegmentBytes.number(2).put("tea", "white").seal().in(directory);
    Files.writeString(directory.resolve("LOCK"), "1");
    Files.writeString(directory.resolve("notes.txt"), "mine");

    assertThat(Inspected.list(directory)).isEqualTo(new Inspected(true, """
        0000000001-0000000003.1.seg: a segment, 125 bytes
        store 0123456789abcdef, nonce 0306090c0f121518, stands for 1 to 3, generation 1

              offset  kind       flags     k         v  checksums   state  key
                   0  header                            ok
                  56  put        w         3         5  ok          dead   tea
                  81  put        w         6         4  ok          live   coffee
                 108  seal       w         0         0  ok

        0000000002.seg: a segment, 98 bytes, replaced by a later one
        store 0123456789abcdef, nonce 020406080a0c0e10, number 2, policy always

              offset  kind       flags     k         v  checksums   state  key
                   0  header                            ok
                  56  put        w         3         5  ok          dead   tea
                  81  seal       w         0         0  ok

        0000000004.seg: a segment, 81 bytes
        store 0123456789abcdef, nonce 04080c1014181c20, number 4, policy always

              offset  kind       flags     k         v  checksums   state  key
                   0  header                            ok
                  56  put        w         3         5  ok          live   tea

        flags: w = a witness: all in front of it was durable; b = its batch goes on

        file                                 bytes      records           live           dead     tombstones
        0000000001-0000000003.1.seg            125            2             27             25              0
        0000000002.seg                          98            1              0             25              0
        0000000004.seg                          81            1             25              0              0

                           pieces               bytes
        header                  3                 168
        live                    2                  52
        dead                    2                  50
        seal                    2                  34
        total                   9                 304

        LOCK                                         1
          the lock of whoever has the store open
        notes.txt                                    4
          of no store

        no damage
        """));
  }

  @Test
  void a_bloom_filter_is_shown_field_by_field() throws IOException {
    Path file = directory.resolve("0000000001.seg.bloom");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BloomFilter.of(new long[] {KeyHash.of("tea".getBytes(UTF_8))}, 1, 10)
        .writeTo(Channels.newChannel(bytes), 0x1234);
    Files.write(file, bytes.toByteArray());

    assertThat(Inspected.list(file)).isEqualTo(new Inspected(true, """
        0000000001.seg.bloom                        36
          Bloom filter of 64 bits, 9 % set; of the absent keys fewer than 0.1 % pass 6 probes

              offset  bytes                                            field         meaning
                   0  42 6c 6f 6d                                      magic         |Blom|
                   4  01 00 00 00                                      version       1
                   8  34 12 00 00 00 00 00 00                          owner         nonce 0000000000001234
                  16  06 00 00 00                                      probes        6
                  20  01 00 00 00                                      words         1
                  24  08 00 11 00 22 00 04 00                          bits          |...."...|
                  32  1a da 72 e7                                      crc           matches

        no damage
        """));
  }

  @Test
  void long_keys_are_cut_short_so_that_a_line_has_100_characters() throws IOException {
    Path segment = SegmentBytes.number(1).put("k".repeat(65_535), "v").in(directory);

    assertThat(Inspected.list(segment).text().lines())
        .allMatch(line -> line.length() <= 100)
        .anyMatch(line -> line.length() == 100 && line.endsWith("kkk..."));
  }

  private Path courseLog(ByteBuffer... records) throws IOException {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    for (ByteBuffer record : records) {
      log.writeBytes(record.array());
    }
    return Files.write(directory.resolve("data.log"), log.toByteArray());
  }

  private static ByteBuffer withoutChecksums(LogRecord record) {
    return RecordCodec.encode(record).putLong(0, 0);
  }
}
