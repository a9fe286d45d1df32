package logkv.log;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static logkv.Promise.promise;
import static logkv.log.Encoded.bytesOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import logkv.HexDiff;
import logkv.ReadMore;
import logkv.log.Decoded.Corrupt;
import logkv.log.Decoded.Torn;
import logkv.log.Decoded.Whole;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Holds both checksums to the drawing, and to numbers that others have computed. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordChecksumTest {
  private static final String HEADER = "06-checksums.md#headerchecksum";
  private static final String BODY = "06-checksums.md#bodychecksum";
  private static final String ENCODE = "06-checksums.md#encode";
  private static final String DECODE = "06-checksums.md#decode";

  private static final int HEADER_BYTES = 17;
  private static final int KIND_AT = 8;
  private static final int KEY_LENGTH_AT = 9;
  private static final int VALUE_LENGTH_AT = 13;

  private static final LogRecord TEA = LogRecord.put("tea", "green");
  private static final byte[] TEA_BYTES = HexFormat.of()
      .parseHex("655d5568" + "73376975" + "01" + "00000003" + "00000005" + "7465616772" + "65656e");

  @Nested
  @ReadMore(HEADER)
  class headerChecksum {

    @Test
    void the_header_of_tea_has_the_checksum_of_its_last_13_bytes() {
      requireChecksum(
          HEADER,
          "headerChecksum is the CRC-32C of bytes 4 to 16: body crc, kind and both lengths",
          "655d5568",
          RecordCodec.headerChecksum(ByteBuffer.wrap(TEA_BYTES)));
    }

    @Test
    void the_header_alone_is_enough() {
      requireChecksum(
          HEADER,
          "whoever looks for a record has its 17 bytes of header and nothing behind them",
          "655d5568",
          RecordCodec.headerChecksum(ByteBuffer.wrap(TEA_BYTES).slice(0, HEADER_BYTES)));
    }

    @Test
    void thirteen_zeros_do_not_have_the_checksum_zero() {
      requireChecksum(
          HEADER,
          "a header full of zeros must not be valid, so its checksum is not 0",
          "bc5ba5e4",
          RecordCodec.headerChecksum(ByteBuffer.allocate(HEADER_BYTES)));
    }

    @Test
    void it_covers_everything_in_the_header_but_itself() {
      int before = RecordCodec.headerChecksum(ByteBuffer.wrap(TEA_BYTES));
      for (int at = 0; at < TEA_BYTES.length; at++) {
        boolean covered = at >= 4 && at < HEADER_BYTES;
        int after = RecordCodec.headerChecksum(ByteBuffer.wrap(flipped(TEA_BYTES, at)));
        assertThat(after != before)
            .as(promise(
                HEADER,
                "byte %d is the %s: the header checksum %s it",
                at,
                fieldAt(at),
                covered ? "covers" : "does not cover"))
            .isEqualTo(covered);
      }
    }

    @Test
    void it_reads_from_the_buffer_and_moves_nothing() {
      requireUntouched(HEADER, "headerChecksum", RecordCodec::headerChecksum);
    }
  }

  @Nested
  @ReadMore(BODY)
  class bodyChecksum {

    @Test
    void the_known_vectors_of_CRC_32C() {
      requireVector("e3069283", "123456789".getBytes(US_ASCII));
      requireVector("8a9136aa", new byte[32]);
      requireVector("62a8ab43", HexFormat.of().parseHex("ff".repeat(32)));
      requireVector("46dd794e", ascending());
    }

    @Test
    void the_checksum_of_nothing_is_zero() {
      requireVector(
          "00000000", new byte[0]); // and this is why a checksum of the body is not enough
    }

    @Test
    void key_and_value_of_tea() {
      requireChecksum(
          BODY,
          "bodyChecksum is the CRC-32C of key and value, without anything between them",
          "73376975",
          RecordCodec.bodyChecksum(ByteBuffer.wrap(TEA_BYTES)));
    }

    @Test
    void the_body_ends_at_the_limit() {
      ByteBuffer log = ByteBuffer.allocate(100).put(TEA_BYTES).flip();

      requireChecksum(
          BODY,
          "the body ends at the limit of the buffer, not at its capacity",
          "73376975",
          RecordCodec.bodyChecksum(log));
    }

    @Test
    void it_reads_from_the_buffer_and_moves_nothing() {
      requireUntouched(BODY, "bodyChecksum", RecordCodec::bodyChecksum);
    }

    private void requireVector(String expected, byte[] body) {
      ByteBuffer record = ByteBuffer.allocate(HEADER_BYTES + body.length).put(HEADER_BYTES, body);
      requireChecksum(
          BODY,
          "CRC-32C has published test vectors (RFC 3720); CRC-32, an older one, has others",
          expected,
          RecordCodec.bodyChecksum(record));
    }

    private byte[] ascending() {
      byte[] bytes = new byte[32];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) i;
      }
      return bytes;
    }
  }

  @Nested
  @ReadMore(ENCODE)
  class encode {

    @Test
    void a_put_carries_both_checksums() {
      requireEncoded("73376975", "655d5568", TEA);
    }

    @Test
    void a_tombstone_carries_both_checksums() {
      requireEncoded("e620cdeb", "25747be0", LogRecord.tombstone("tea"));
    }

    @Test
    void an_empty_value_and_a_tombstone_differ_in_the_header_checksum() {
      requireEncoded("e620cdeb", "3cdb77c9", LogRecord.put("tea", ""));
    }

    @Test
    void the_rest_of_the_record_and_the_buffer_are_what_they_were() {
      ByteBuffer bytes = RecordCodec.encode(TEA);

      assertThat(hex(bytes.getInt(0)))
          .as(promise(ENCODE, "the header checksum is at offset 0"))
          .isEqualTo("655d5568");
      assertThat(bytes.position())
          .as(promise(
              ENCODE, "the buffer is ready to be written: putInt(index, ...) moves nothing"))
          .isZero();
      HexDiff.requireSameBytes(TEA.toString(), TEA_BYTES, bytesOf(TEA), ENCODE);
    }

    private void requireEncoded(String bodyCrc, String headerCrc, LogRecord record) {
      ByteBuffer bytes = RecordCodec.encode(record);
      requireChecksum(
          ENCODE,
          "the body checksum is an int32 at offset 4 of " + record,
          bodyCrc,
          bytes.getInt(4));
      requireChecksum(
          ENCODE,
          "the header checksum is an int32 at offset 0 of " + record
              + "; it covers the body checksum, so that one must be there first",
          headerCrc,
          bytes.getInt(0));
    }
  }

  @Nested
  @ReadMore(DECODE)
  class decode {

    @Test
    void every_flipped_bit_of_a_record_is_noticed() {
      requireWhole(TEA_BYTES);
      for (int bit = 0; bit < TEA_BYTES.length * 8; bit++) {
        byte[] damaged = TEA_BYTES.clone();
        damaged[bit / 8] ^= (byte) (1 << bit % 8);
        requireNoRecord("bit %d of the %s".formatted(bit % 8, fieldAt(bit / 8)), damaged);
      }
    }

    @Test
    void every_flipped_bit_of_a_tombstone_is_noticed() {
      byte[] tombstone = HexFormat.of().parseHex("25747be0e620cdeb020000000300000000746561");
      requireWhole(tombstone);
      for (int bit = 0; bit < tombstone.length * 8; bit++) {
        byte[] damaged = tombstone.clone();
        damaged[bit / 8] ^= (byte) (1 << bit % 8);
        requireNoRecord("bit %d of the %s".formatted(bit % 8, fieldAt(bit / 8)), damaged);
      }
    }

    @Test
    void a_put_does_not_turn_into_a_tombstone() {
      byte[] damaged = bytesOf(LogRecord.put("tea", ""));
      damaged[KIND_AT] = 2;

      requireNoRecord("a put of an empty value, whose kind became 2,", damaged);
    }

    @Test
    void the_border_between_key_and_value_does_not_move() {
      byte[] damaged = TEA_BYTES.clone();
      damaged[KEY_LENGTH_AT + 3]++;
      damaged[VALUE_LENGTH_AT + 3]--; // the body is the same, and so is its checksum

      requireNoRecord("tea = green, whose lengths say teag = reen,", damaged);
    }

    @Test
    void a_damaged_length_is_corrupt_and_not_torn() {
      byte[] damaged = TEA_BYTES.clone();
      damaged[VALUE_LENGTH_AT + 1] = 1; // 65,541 bytes, and 5 are there

      assertThat(RecordCodec.decode(ByteBuffer.wrap(damaged)))
          .as(promise(
              DECODE,
              "a length that runs past the end is torn only if the header checksum says that the"
                  + " length is true: compare it before you believe any length"))
          .isInstanceOf(Corrupt.class);
    }

    @Test
    void a_good_header_without_its_body_is_torn_and_not_corrupt() {
      requireWhole(TEA_BYTES);
      requireNoRecord("a record with a damaged last byte", flipped(TEA_BYTES, 24));
      for (int length = HEADER_BYTES; length < TEA_BYTES.length; length++) {
        assertThat(RecordCodec.decode(ByteBuffer.wrap(TEA_BYTES, 0, length)))
            .as(promise(
                DECODE,
                "%d of 25 bytes, and the header is good: torn. Ask whether the whole body is there"
                    + " before you compare its checksum",
                length))
            .isEqualTo(new Torn());
      }
    }

    @Test
    void zeros_and_ones_are_no_records() {
      requireNoRecord("25 zeros", new byte[25]);
      requireNoRecord("25 bytes of ff", HexFormat.of().parseHex("ff".repeat(25)));
      requireNoRecord("a record whose checksums are zero, as before phase 6,", unchecked());
    }

    @Test
    void the_body_checksum_ends_where_the_record_ends() {
      requireNoRecord("a record with a damaged last byte", flipped(TEA_BYTES, 24));
      byte[] record = bytesOf(TEA);
      ByteBuffer log = ByteBuffer.allocate(7 + 2 * record.length)
          .put(new byte[7])
          .put(record)
          .put(record)
          .position(7);

      assertThat(RecordCodec.decode(log))
          .as(promise(
              DECODE,
              "another record follows in the same buffer: the body checksum must not cover it"))
          .isEqualTo(new Whole(TEA, record.length));
      assertThat(log.position())
          .as(promise(DECODE, "decode leaves the position where it was"))
          .isEqualTo(7);
    }

    private byte[] unchecked() {
      byte[] bytes = TEA_BYTES.clone();
      ByteBuffer.wrap(bytes).putInt(0).putInt(0);
      return bytes;
    }

    private void requireWhole(byte[] record) {
      assertThat(RecordCodec.decode(ByteBuffer.wrap(record)))
          .as(promise(DECODE, "both checksums of these bytes match: %s", hexOf(record)))
          .isInstanceOf(Whole.class);
    }

    private void requireNoRecord(String what, byte[] bytes) {
      assertThat(RecordCodec.decode(ByteBuffer.wrap(bytes)))
          .as(promise(
              DECODE,
              "%s has changed since it was written: decode compares both checksums and says"
                  + " Corrupt",
              what))
          .isInstanceOf(Corrupt.class);
    }
  }

  private static void requireUntouched(String section, String method, Checksum checksum) {
    ByteBuffer record = ByteBuffer.wrap(TEA_BYTES).position(9);
    int expected = checksum.of(ByteBuffer.wrap(TEA_BYTES));

    assertThat(hex(checksum.of(record)))
        .as(promise(
            section,
            "%s counts from the beginning of the buffer, wherever its position is",
            method))
        .isEqualTo(hex(expected));
    assertThat(record.position())
        .as(promise(section, "%s leaves the position where it was: checksum a slice()", method))
        .isEqualTo(9);
    assertThat(record.limit())
        .as(promise(section, "%s leaves the limit where it was", method))
        .isEqualTo(TEA_BYTES.length);
  }

  private static void requireChecksum(String section, String why, String expected, int actual) {
    assertThat(hex(actual)).as(promise(section, "%s", why)).isEqualTo(expected);
  }

  private static byte[] flipped(byte[] bytes, int at) {
    byte[] flipped = bytes.clone();
    flipped[at] ^= 0x10;
    return flipped;
  }

  private static String fieldAt(int offset) {
    if (offset < 4) {
      return "header crc";
    }
    if (offset < KIND_AT) {
      return "body crc";
    }
    if (offset == KIND_AT) {
      return "kind";
    }
    if (offset < VALUE_LENGTH_AT) {
      return "key length";
    }
    return offset < HEADER_BYTES ? "value length" : "body";
  }

  private static String hex(int checksum) {
    return "%08x".formatted(checksum);
  }

  private static String hexOf(byte[] bytes) {
    return HexFormat.ofDelimiter(" ").formatHex(bytes);
  }

  /** One of the two. */
  private interface Checksum {
    int of(ByteBuffer record);
  }
}
