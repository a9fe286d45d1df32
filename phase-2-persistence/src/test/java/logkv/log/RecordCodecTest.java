package logkv.log;

import static logkv.Promise.promise;
import static logkv.Refusal.refuses;
import static logkv.log.Encoded.bytesOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import logkv.HexDiff;
import logkv.ReadMore;
import logkv.log.Decoded.Corrupt;
import logkv.log.Decoded.Torn;
import logkv.log.Decoded.Whole;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Holds the codec to the drawing in its Javadoc. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordCodecTest {
  private static final String ENCODE = "02-persistence.md#encode";
  private static final String DECODE = "02-persistence.md#decode";

  private static final int KIND_AT = 8;
  private static final int KEY_LENGTH_AT = 9;
  private static final int VALUE_LENGTH_AT = 13;
  private static final int MIB = 1 << 20;

  @Nested
  @ReadMore(ENCODE)
  class encode {

    @Test
    void a_put_looks_like_the_drawing() {
      requireEncoded(
          LogRecord.put("tea", "green"),
          "00000000 00000000 01 00000003 00000005 746561 677265656e");
    }

    @Test
    void a_tombstone_is_of_kind_2_and_has_no_value() {
      requireEncoded(
          LogRecord.tombstone("tea"), // nothing writes one before phase 3
          "00000000 00000000 02 00000003 00000000 746561");
    }

    @Test
    void an_empty_value_is_a_put_with_value_length_0() {
      requireEncoded(LogRecord.put("tea", ""), "00000000 00000000 01 00000003 00000000 746561");
    }

    @Test
    void lengths_count_bytes_not_characters() {
      requireEncoded(
          LogRecord.put("th\u00e9", "\u8336"), // thé and 茶: 3 and 1 characters, 4 and 3 bytes
          "00000000 00000000 01 00000004 00000003 7468c3a9 e88cb6");
    }

    @Test
    void a_character_beyond_16_bits_takes_four_bytes_of_utf_8() {
      requireEncoded(
          LogRecord.put("\ud83c\udf75", "\ud83c\udf75"), // a cup of tea, two chars in Java
          "00000000 00000000 01 00000004 00000004 f09f8db5 f09f8db5");
    }

    @Test
    void the_buffer_is_ready_to_be_written() {
      ByteBuffer bytes = RecordCodec.encode(LogRecord.put("tea", "green"));

      assertThat(bytes.position())
          .as(promise(
              ENCODE, "encode returns a buffer whose position is 0: flip it after filling it"))
          .isZero();
      assertThat(bytes.limit())
          .as(promise(ENCODE, "encode returns a buffer that ends where the record ends"))
          .isEqualTo(25);
    }

    @Test
    void both_lengths_have_32_bits() {
      requireLengthsEncoded(1, 0x7fff);
      requireLengthsEncoded(1, 0x8000);
      requireLengthsEncoded(1, 0xffff);
      requireLengthsEncoded(1, 0x10000);
      requireLengthsEncoded(0x7fff, 1);
      requireLengthsEncoded(0x8000, 1);
    }

    @Test
    void the_longest_key_and_the_longest_value_are_accepted() {
      requireLengthsEncoded(65_535, 16 * MIB);
    }

    @Test
    void a_key_of_more_than_65535_bytes_is_refused() {
      requireRefused("a key of 65,536 bytes", LogRecord.put("k".repeat(65_536), "v"));
      requireRefused("a tombstone's key of 65,536 bytes", LogRecord.tombstone("k".repeat(65_536)));
    }

    @Test
    void the_limits_count_bytes_not_characters() {
      requireRefused(
          "a key of 32,768 times two bytes", LogRecord.put("\u00e9".repeat(32_768), "v"));
    }

    @Test
    void a_value_of_more_than_16_MiB_is_refused() {
      requireRefused(
          "a value of 16 MiB and one byte", LogRecord.put("k", "v".repeat(16 * MIB + 1)));
    }

    private void requireEncoded(LogRecord record, String hex) {
      byte[] expected = HexFormat.of().parseHex(hex.replace(" ", ""));
      ByteBuffer encoded = RecordCodec.encode(record);
      assertThat(encoded.hasRemaining())
          .as(promise(
              ENCODE,
              "encode returns its bytes between position and limit, and position = limit = %d: was"
                  + " flip() forgotten?",
              encoded.limit()))
          .isTrue();
      HexDiff.requireSameBytes(record.toString(), expected, bytesOf(record), ENCODE);
    }

    private void requireLengthsEncoded(int keyLength, int valueLength) {
      ByteBuffer bytes =
          RecordCodec.encode(LogRecord.put("k".repeat(keyLength), "v".repeat(valueLength)));

      String what = "of a record with a key of %,d and a value of %,d bytes"
          .formatted(keyLength, valueLength);
      assertThat(bytes.remaining())
          .as(promise(ENCODE, "the length %s is their sum and 17 bytes of header", what))
          .isEqualTo(17 + keyLength + valueLength);
      assertThat(bytes.getInt(KEY_LENGTH_AT))
          .as(promise(ENCODE, "the key length %s is an int32 at offset 9", what))
          .isEqualTo(keyLength);
      assertThat(bytes.getInt(VALUE_LENGTH_AT))
          .as(promise(ENCODE, "the value length %s is an int32 at offset 13", what))
          .isEqualTo(valueLength);
    }

    private void requireRefused(String what, LogRecord record) {
      refuses(
          () -> RecordCodec.encode(record),
          IllegalArgumentException.class,
          promise(ENCODE, "encode refuses %s: nobody could read it back", what));
    }
  }

  @Nested
  @ReadMore(DECODE)
  class decode {

    @Test
    void a_put_comes_back_with_its_length() {
      requireComesBack(LogRecord.put("tea", "green"));
    }

    @Test
    void a_tombstone_comes_back() {
      requireComesBack(LogRecord.tombstone("tea"));
    }

    @Test
    void an_empty_value_comes_back_as_a_put() {
      requireComesBack(LogRecord.put("tea", ""));
    }

    @Test
    void text_beyond_ascii_comes_back() {
      requireComesBack(LogRecord.put("th\u00e9", "\u8336 \ud83c\udf75"));
    }

    @Test
    void sizes_at_which_a_narrow_length_would_wrap_come_back() {
      for (int length : new int[] {0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff}) {
        requireComesBack(LogRecord.put("k".repeat(length), "v"));
        requireComesBack(LogRecord.put("k", "v".repeat(length)));
      }
      requireComesBack(LogRecord.put("k", "v".repeat(0x10000)));
      requireComesBack(LogRecord.put("k".repeat(0xffff), "v".repeat(16 * MIB)));
    }

    @Test
    void the_position_of_the_buffer_stays_where_it_was() {
      ByteBuffer log = ByteBuffer.wrap(bytesOf(LogRecord.put("tea", "green")));

      found(log);

      assertThat(log.position())
          .as(promise(DECODE, "decode looks and does not touch: read from a slice() of the buffer"))
          .isZero();
      assertThat(log.limit())
          .as(promise(DECODE, "decode leaves the limit where it was"))
          .isEqualTo(25);
    }

    @Test
    void a_record_in_the_middle_of_a_buffer_is_found_there() {
      byte[] record = bytesOf(LogRecord.put("tea", "green"));
      ByteBuffer log = ByteBuffer.allocate(7 + 2 * record.length)
          .put(new byte[7])
          .put(record)
          .put(record);

      Decoded found = found(log.position(7));

      assertThat(found)
          .as(promise(
              DECODE,
              "offsets count from the position of the buffer, here 7, not from its beginning"))
          .isEqualTo(new Whole(LogRecord.put("tea", "green"), record.length));
      assertThat(log.position())
          .as(promise(DECODE, "decode leaves the position where it was"))
          .isEqualTo(7);
    }

    @Test
    void a_record_of_which_the_end_is_missing_is_torn_wherever_it_was_cut() {
      byte[] record = bytesOf(LogRecord.put("tea", "green"));
      for (int length = 0; length < record.length; length++) {
        assertThat(found(ByteBuffer.wrap(Arrays.copyOf(record, length))))
            .as(promise(
                DECODE,
                "the first %d of %d bytes of a record are a torn record",
                length,
                record.length))
            .isEqualTo(new Torn());
      }
    }

    @Test
    void a_long_record_cut_behind_its_header_is_torn() {
      byte[] record = bytesOf(LogRecord.put("k", "v".repeat(16 * MIB)));

      assertThat(found(ByteBuffer.wrap(record, 0, 100)))
          .as(promise(DECODE, "the header promises 16 MiB and 83 bytes are there: torn"))
          .isEqualTo(new Torn());
    }

    @Test
    void zeros_are_never_a_record() {
      requireCorrupt("64 zeros", ByteBuffer.allocate(64));
      requireCorrupt("as many zeros as a header has bytes", ByteBuffer.allocate(17));
    }

    @Test
    void a_kind_that_is_neither_1_nor_2_is_corrupt() {
      for (int kind : new int[] {0, 3, 127, -128, -1}) {
        requireCorrupt("kind " + kind, damaged(bytes -> bytes.put(KIND_AT, (byte) kind)));
      }
    }

    @Test
    void a_key_length_outside_of_the_format_is_corrupt() {
      for (int length : new int[] {0, -1, Integer.MIN_VALUE, 65_536, Integer.MAX_VALUE}) {
        requireCorrupt(
            "key length " + length, damaged(bytes -> bytes.putInt(KEY_LENGTH_AT, length)));
      }
    }

    @Test
    void a_value_length_outside_of_the_format_is_corrupt() {
      for (int length : new int[] {-1, Integer.MIN_VALUE, 16 * MIB + 1, Integer.MAX_VALUE}) {
        requireCorrupt(
            "value length " + length, damaged(bytes -> bytes.putInt(VALUE_LENGTH_AT, length)));
      }
    }

    @Test
    void a_tombstone_with_a_value_is_corrupt() {
      requireCorrupt(
          "a tombstone with a value length of 5", damaged(bytes -> bytes.put(KIND_AT, (byte) 2)));
    }

    @Test
    void two_huge_lengths_do_not_add_up_to_a_small_one() {
      requireCorrupt(
          "two lengths whose sum does not fit into an int",
          damaged(bytes -> bytes
              .putInt(KEY_LENGTH_AT, Integer.MAX_VALUE)
              .putInt(VALUE_LENGTH_AT, Integer.MAX_VALUE)));
    }

    private void requireComesBack(LogRecord record) {
      byte[] bytes = bytesOf(record);
      assertThat(found(ByteBuffer.wrap(bytes)))
          .withRepresentation(RecordCodecTest::shortened)
          .as(promise(
              DECODE, "decode returns what encode was given, a record of %,d bytes", bytes.length))
          .isEqualTo(new Whole(record, bytes.length));
    }

    private void requireCorrupt(String what, ByteBuffer bytes) {
      assertThat(found(bytes))
          .as(promise(DECODE, "%s is something that no encode has written: corrupt", what))
          .isInstanceOf(Corrupt.class);
    }

    private ByteBuffer damaged(UnaryOperator<ByteBuffer> damage) {
      return damage.apply(ByteBuffer.wrap(bytesOf(LogRecord.put("tea", "green"))));
    }
  }

  /** Values of 16 MiB have no place in a message. */
  private static String shortened(Object object) {
    String text = String.valueOf(object);
    return text.length() < 200
        ? text
        : text.substring(0, 60) + " ... " + text.substring(text.length() - 60);
  }

  /** What decode says about {@code bytes}; whatever they are, it answers and does not throw. */
  private static Decoded found(ByteBuffer bytes) {
    try {
      return RecordCodec.decode(bytes);
    } catch (RuntimeException | OutOfMemoryError e) {
      throw new AssertionError(
          promise(
              DECODE,
              "decode answers Whole, Torn or Corrupt, and throws nothing, nor does it believe a length before comparing with what is there: %s",
              e),
          e);
    }
  }
}
