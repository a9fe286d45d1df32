package logkv.cli.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static logkv.cli.inspect.SegmentBytes.GOES_ON;
import static logkv.cli.inspect.SegmentBytes.WITNESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import logkv.LogStore;
import logkv.cli.inspect.Finding.What;
import logkv.log.CorruptRecordException;
import logkv.log.LogRecord;
import logkv.log.RecordCodec;
import logkv.log.StoreException;
import logkv.segmented.SegmentedStore;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files: the inspection goes on behind the damage, and says where it is and what it is. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DamageTest {
  @TempDir
  Path directory;

  private final SegmentBytes segment = SegmentBytes.number(1)
      .put("tea", "green")
      .put(WITNESS | GOES_ON, "a", "1")
      .put(0, "b", "2")
      .delete("tea")
      .put(0, "coffee", "a value\0that has more bytes");

  @Test
  void whatever_byte_of_a_segment_is_wrong_it_is_found_and_nothing_else_is() throws IOException {
    byte[] whole = segment.bytes();
    List<Piece> pieces = pieces(segment.in(directory));
    for (int i = 0; i < whole.length; i++) {
      for (int flip : new int[] {0x01, 0x80, 0xFF}) {
        Path file = write("0000000001.seg", flipped(whole, i, flip));
        Survey survey = survey(file);

        assertThat(survey.findings()).as("byte %d", i).hasSize(1);
        Finding finding = survey.findings().get(0);
        Piece hit = pieceWith(pieces, i);
        assertThat(finding.offset()).as("byte %d", i).isLessThanOrEqualTo(i);
        assertThat(finding.offset() + finding.length()).as("byte %d", i).isGreaterThan(i);
        if (finding.what() == What.DAMAGE) {
          assertThat(finding.offset()).as("byte %d", i).isEqualTo(hit.offset());
          assertThat(finding.length()).as("byte %d", i).isEqualTo(hit.length());
        }
      }
    }
  }

  @Test
  void torn_is_what_opening_the_store_cuts_off_and_damaged_is_what_it_refuses() throws IOException {
    byte[] whole = segment.bytes();
    for (int i = 56; i < whole.length; i++) {
      agreesWithStore(flipped(whole, i, 0x01), "byte " + i);
    }
    for (int length = 56; length < whole.length; length++) {
      agreesWithStore(Arrays.copyOf(whole, length), "length " + length);
      byte[] zeros = Arrays.copyOf(Arrays.copyOf(whole, length), whole.length + 50);
      agreesWithStore(zeros, "zeros from " + length);
    }
  }

  private void agreesWithStore(byte[] bytes, String what) throws IOException {
    Path store = Files.createTempDirectory(directory, "store");
    Path file = Files.write(store.resolve("0000000001.seg"), bytes);
    List<Finding> findings = survey(file).findings();

    try (SegmentedStore opened = SegmentedStore.openReadOnly(store)) {
      long kept = findings.isEmpty() ? bytes.length : findings.get(0).offset();
      assertThat(findings).as(what).allMatch(finding -> finding.what() != What.DAMAGE);
      assertThat(opened.stats().totalBytes()).as(what).isEqualTo(kept);
    } catch (CorruptRecordException e) {
      assertThat(findings).as(what).extracting(Finding::what).containsExactly(What.DAMAGE);
      assertThat(e.offset()).as(what).isEqualTo(findings.get(0).offset());
    }
  }

  @Test
  void the_same_in_the_course() throws IOException {
    byte[] whole = courseLog(true);
    for (int i = 0; i < whole.length; i++) {
      agreesWithCourse(flipped(whole, i, 0x01), "byte " + i);
    }
    for (int length = 0; length < whole.length; length += 5) {
      agreesWithCourse(Arrays.copyOf(whole, length), "length " + length);
      byte[] zeros = Arrays.copyOf(Arrays.copyOf(whole, length), whole.length + 50);
      agreesWithCourse(zeros, "zeros from " + length);
    }
  }

  private void agreesWithCourse(byte[] bytes, String what) throws IOException {
    Path store = Files.createTempDirectory(directory, "store");
    Path log = Files.write(store.resolve("data.log"), bytes);
    List<Finding> findings = survey(log).findings();

    try {
      LogStore.open(store).close();
      assertThat(findings).as(what).allMatch(finding -> finding.what() != What.DAMAGE);
      assertThat(Files.size(log))
          .as(what)
          .isEqualTo(findings.isEmpty() ? bytes.length : findings.get(0).offset());
    } catch (StoreException e) {
      assertThat(findings).as(what).extracting(Finding::what).containsExactly(What.DAMAGE);
    }
  }

  @Test
  void without_checksums_only_the_frame_can_be_wrong_and_the_rest_of_the_log_is_still_shown()
      throws IOException {
    byte[] whole = courseLog(false);
    long records = pieces(write("data.log", whole)).size();
    for (int i = 0; i < whole.length; i++) {
      for (int flip : new int[] {0x01, 0x80, 0xFF}) {
        List<Piece> pieces = pieces(write("data.log", flipped(whole, i, flip)));

        long bytes = pieces.stream().mapToLong(Piece::length).sum();
        assertThat(bytes).as("byte %d", i).isEqualTo(whole.length);
        assertThat(pieces.stream().filter(Piece::isRecord).count())
            .as("byte %d", i)
            .isGreaterThanOrEqualTo(i < 8 ? 0 : records - 2);
      }
    }
  }

  @Test
  void the_records_of_a_segment_are_shown_though_its_nonce_is_lost() throws IOException {
    byte[] damaged = flipped(segment.bytes(), 22, 0xFF);

    assertThat(Inspected.list(write("0000000001.seg", damaged)))
        .isEqualTo(new Inspected(false, """
        0000000001.seg: a segment, 189 bytes

              offset  kind       flags     k         v  checksums   state  key
                   0  damage                            bad header         (56 bytes)
                  56  put        w         3         5  body ok     dead   tea
                  81  put        wb        1         1  body ok     live   a
                 100  put                  1         1  body ok     live   b
                 119  tombstone  w         3         0  body ok            tea
                 139  put                  6        27  body ok     live   coffee

        flags: w = a witness: all in front of it was durable; b = its batch goes on

                           pieces               bytes
        live                    3                  88
        dead                    1                  25
        tombstone               1                  20
        damaged                 1                  56
        total                   6                 189

        damage in 0000000001.seg at 0, 56 bytes: the checksum of the file's header does not match
        """));
  }

  @Test
  void a_segment_without_its_magic_is_known_by_its_name() throws IOException {
    byte[] damaged = segment.bytes();
    Arrays.fill(damaged, 0, 56, (byte) 0);

    assertThat(survey(write("0000000001.seg", damaged)).findings())
        .extracting(Finding::reason)
        .containsExactly("the checksum of the file's header does not match");
  }

  @Test
  void behind_damage_it_goes_on() throws IOException {
    byte[] damaged = segment.bytes();
    damaged[60]++; // a checksum of tea
    damaged[81 + 19 + 19 + 8]++; // the kind of the tombstone

    assertThat(Inspected.list(write("0000000001.seg", damaged)))
        .isEqualTo(new Inspected(false, """
        0000000001.seg: a segment, 189 bytes
        store 0123456789abcdef, nonce 0102030405060708, number 1, policy always

              offset  kind       flags     k         v  checksums   state  key
                   0  header                            ok
                  56  damage                            bad header         (25 bytes)
                  81  put        wb        1         1  ok          live   a
                 100  put                  1         1  ok          live   b
                 119  torn                              bad header         (20 bytes)
                 139  put                  6        27  ok          torn   coffee

        flags: w = a witness: all in front of it was durable; b = its batch goes on

                           pieces               bytes
        header                  1                  56
        live                    2                  38
        damaged                 1                  25
        torn                    2                  70
        total                   6                 189

        damage in 0000000001.seg at 56, 25 bytes: the header checksum does not match
        torn tail in 0000000001.seg at 119, 70 bytes: the header checksum does not match
          behind that: 1 whole record, and nothing proves that it was ever durable
          a crash leaves that; nothing durable is in it, and opening the store cuts it off
        """));
  }

  @Test
  void a_torn_tail_is_no_damage() throws IOException {
    byte[] whole = segment.bytes();

    assertThat(Inspected.list(write("0000000001.seg", Arrays.copyOf(whole, whole.length - 3))))
        .isEqualTo(new Inspected(true, """
        0000000001.seg: a segment, 186 bytes
        store 0123456789abcdef, nonce 0102030405060708, number 1, policy always

              offset  kind       flags     k         v  checksums   state  key
                   0  header                            ok
                  56  put        w         3         5  ok          dead   tea
                  81  put        wb        1         1  ok          live   a
                 100  put                  1         1  ok          live   b
                 119  tombstone  w         3         0  ok                 tea
                 139  torn                 6        27                     (47 bytes) coffee

        flags: w = a witness: all in front of it was durable; b = its batch goes on

                           pieces               bytes
        header                  1                  56
        live                    2                  38
        dead                    1                  25
        tombstone               1                  20
        torn                    1                  47
        total                   6                 186

        torn tail in 0000000001.seg at 139, 47 bytes: the file ends inside of it
          a crash leaves that; nothing durable is in it, and opening the store cuts it off
        no damage
        """));
  }

  @Test
  void a_zero_tail_is_no_damage() throws IOException {
    byte[] whole = segment.bytes();

    assertThat(Inspected.list(write("0000000001.seg", Arrays.copyOf(whole, whole.length + 900)))
            .findings())
        .isEqualTo("""
        zero tail in 0000000001.seg at 189, 900 bytes: zeros to the end of the file
          a crash leaves that; nothing durable is in it, and opening the store cuts it off
        no damage
        """);
  }

  @Test
  void a_batch_without_an_end_is_torn_where_it_begins() throws IOException {
    Path file = SegmentBytes.number(1)
        .put("a", "old")
        .put(WITNESS | GOES_ON, "a", "1")
        .put(GOES_ON, "b", "2")
        .in(directory);

    assertThat(Inspected.list(file)).isEqualTo(new Inspected(true, """
        0000000001.seg: a segment, 115 bytes
        store 0123456789abcdef, nonce 0102030405060708, number 1, policy always

              offset  kind       flags     k         v  checksums   state  key
                   0  header                            ok
                  56  put        w         1         3  ok          live   a
                  77  put        wb        1         1  ok          torn   a
                  96  put        b         1         1  ok          torn   b

        flags: w = a witness: all in front of it was durable; b = its batch goes on

                           pieces               bytes
        header                  1                  56
        live                    1                  21
        torn                    2                  38
        total                   4                 115

        torn tail in 0000000001.seg at 77, 38 bytes: the batch that begins here has no end
          a crash leaves that; nothing durable is in it, and opening the store cuts it off
        no damage
        """));
  }

  @Test
  void whole_records_behind_bad_bytes_are_torn_too_if_none_is_a_witness() throws IOException {
    Path file = SegmentBytes.number(1)
        .put("a", "1")
        .raw(new byte[] {1, 2, 3})
        .put(0, "b", "2")
        .in(directory);

    assertThat(Inspected.list(file).findings()).isEqualTo("""
        torn tail in 0000000001.seg at 75, 22 bytes: the header checksum does not match
          behind that: 1 whole record, and nothing proves that it was ever durable
          a crash leaves that; nothing durable is in it, and opening the store cuts it off
        no damage
        """);
  }

  @Test
  void a_seal_is_seen_behind_damage() throws IOException {
    SegmentBytes segment =
        SegmentBytes.compacted(1, 2, 1).put(0, "a", "1").put(0, "b", "2").seal(0);
    byte[] damaged = segment.bytes();
    damaged[56]++;
    Files.write(directory.resolve("0000000001-0000000002.1.seg"), damaged);

    assertThat(Inspected.list(directory).findings()).isEqualTo("""
        damage in 0000000001-0000000002.1.seg at 56, 19 bytes: the header checksum does not match
        """);
  }

  @Test
  void in_front_of_a_later_segment_nothing_is_torn() throws IOException {
    SegmentBytes.number(1).put("a", "1").in(directory);
    SegmentBytes.number(2).put("b", "2").in(directory);

    assertThat(Inspected.list(directory).findings()).isEqualTo("""
        damage in 0000000001.seg at 75: its end is missing: it has no seal
        """);
  }

  @Test
  void a_segment_of_another_store_or_under_a_wrong_name_is_found() throws IOException {
    SegmentBytes.number(1).put("a", "1").seal().in(directory);
    SegmentBytes.ofAnotherStore(2).put("b", "2").seal().in(directory);
    Files.write(
        directory.resolve("0000000004.seg"),
        SegmentBytes.number(3).put("c", "3").bytes());

    assertThat(Inspected.list(directory).findings()).isEqualTo("""
        damage in 0000000002.seg at 0: it is of store 000000000000002a, and the log before it of store 0123456789abcdef
        damage in 0000000004.seg at 0: by its header it is 0000000003.seg
        """);
  }

  @Test
  void a_segment_of_a_later_version_is_not_guessed_at_and_the_others_are_shown()
      throws IOException {
    byte[] later = SegmentBytes.number(1).put("a", "1").seal().bytes();
    ByteBuffer header = ByteBuffer.wrap(later).putInt(8, 2);
    header.putInt(52, Checksum.of(header.slice(0, 52)));
    Files.write(directory.resolve("0000000001.seg"), later);
    SegmentBytes.number(2).put("b", "2").in(directory);

    Inspected inspected = Inspected.list(directory);
    assertThat(inspected.text()).contains("  live   b\n").doesNotContain("  live   a\n");
    assertThat(inspected.findings())
        .startsWith("damage in 0000000001.seg at 0, 92 bytes:"
            + " it is of version 2, which this program does not know\n");
  }

  @Test
  void segments_that_claim_the_same_place_are_found() throws IOException {
    SegmentBytes.compacted(1, 3, 1).put("a", "1").seal().in(directory);
    SegmentBytes.compacted(2, 4, 1).put("a", "2").seal().in(directory);

    assertThat(Inspected.list(directory).findings()).isEqualTo("""
        damage in 0000000002-0000000004.1.seg at 0: it and 0000000001-0000000003.1.seg claim the same part of the log
        """);
  }

  @Test
  void a_length_that_is_wrong_asks_for_no_memory() throws IOException {
    byte[] log = courseLog(false);
    log[13] = 0x7F; // the first byte of the first value length

    assertThat(Inspected.list(write("data.log", log))).isEqualTo(new Inspected(false, """
        data.log: a log of the course, without checksums, as up to phase 5, 115 bytes

              offset  kind          k         v  checksums   state  key
                   0  damage                                        (25 bytes)
                  25  put           7         0  none        live   größe
                  49  tombstone     3         0  none               tea
                  69  put           4        25  none        live   mate

                           pieces               bytes
        live                    2                  70
        tombstone               1                  20
        damaged                 1                  25
        total                   4                 115

        damage in data.log at 0, 25 bytes: value length 2130706437
        """));
  }

  @Test
  void checksums_that_are_all_wrong_hide_no_record() throws IOException {
    byte[] log = courseLog(true);
    for (Piece piece : pieces(write("data.log", log))) {
      log[(int) piece.offset()]++;
    }

    assertThat(pieces(write("data.log", log)))
        .extracting(piece -> piece.kind() + " " + UTF_8.decode(piece.key().duplicate()))
        .containsExactly("DAMAGE tea", "DAMAGE größe", "DAMAGE tea", "DAMAGE mate");
  }

  private static byte[] courseLog(boolean checksums) {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    for (LogRecord record : List.of(
        LogRecord.put("tea", "green"),
        LogRecord.put("größe", ""),
        LogRecord.tombstone("tea"),
        LogRecord.put("mate", "a longer value than those"))) {
      byte[] bytes = RecordCodec.encode(record).array();
      if (!checksums) {
        Arrays.fill(bytes, 0, 8, (byte) 0);
      }
      log.writeBytes(bytes);
    }
    return log.toByteArray();
  }

  private static byte[] flipped(byte[] bytes, int i, int flip) {
    byte[] copy = bytes.clone();
    copy[i] ^= (byte) flip;
    return copy;
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(directory.resolve(name), bytes);
  }

  private static Part part(Path file) throws IOException {
    return Part.alone(file, FileKind.of(file) == FileKind.SEGMENT);
  }

  private static Survey survey(Path file) throws IOException {
    return Survey.of(List.of(part(file)));
  }

  private static List<Piece> pieces(Path file) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    part(file).walk(pieces::add);
    return pieces;
  }

  private static Piece pieceWith(List<Piece> pieces, int offset) {
    return pieces.stream()
        .filter(piece -> piece.offset() <= offset && offset < piece.end())
        .findFirst()
        .orElseThrow();
  }
}
