package logkv.grading.inside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The grader's own codec, against bytes that stand in the lectures. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EntryTest {
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  @Test
  void a_put_is_what_the_lecture_draws() {
    assertThat(HEX.formatHex(Entry.put("black", "earl").plain()))
        .isEqualTo("00 00 00 00 00 00 00 00 01 00 00 00 05 00 00 00 04 62 6c 61 63 6b 65 61 72 6c");
  }

  @Test
  void a_tombstone_is_of_kind_2_and_has_no_value() {
    assertThat(HEX.formatHex(Entry.tombstone("tea").plain()))
        .isEqualTo("00 00 00 00 00 00 00 00 02 00 00 00 03 00 00 00 00 74 65 61");
  }

  @Test
  void the_checksum_is_CRC_32C() {
    byte[] digits = "123456789".getBytes(UTF_8);
    assertThat(Entry.crc(digits, 0, digits.length)).isEqualTo(0xE3069283); // the known vector
  }

  @Test
  void a_log_is_read_up_to_the_first_place_that_holds_no_record() {
    List<Entry> entries =
        List.of(Entry.put("th\u00e9", "\u8336"), Entry.tombstone("a"), Entry.put("a", ""));
    byte[] log = Entry.log(entries, true);

    assertThat(Entry.in(log)).isEqualTo(entries);
    log[Entry.offsets(entries)[2] + Entry.KIND_AT] = 3;
    assertThat(Entry.in(log)).isEqualTo(entries.subList(0, 2));
  }
}
