package logkv.segmented.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BloomFilterTest {
  private static final long OWNER = 7;
  private static final int BYTES_OF_CRC = 4;

  @Test
  void a_filter_of_no_keys_has_never_seen_any() throws IOException {
    BloomFilter empty = BloomFilter.of(new long[] {1, 2, 3}, 0, 10);

    assertThat(empty.mayContain(1)).isFalse();
    assertThat(read(bytesOf(empty)).mayContain(1)).isFalse();
  }

  /** The theory: with k probes, (1 - e^(-k / bitsPerKey))^k of the keys that it has never seen. */
  @ParameterizedTest
  @CsvSource({"1, 1", "4, 2", "8, 5", "10, 6", "16, 11"})
  void it_is_wrong_as_often_as_the_theory_says(int bitsPerKey, int probes) {
    int questions = 1_000_000;
    Random random = new Random(20261120);
    BloomFilter filter = BloomFilter.of(random.longs(50_000).toArray(), 50_000, bitsPerKey);

    long wrong = random.longs(questions).filter(filter::mayContain).count();

    double expected = Math.pow(1 - Math.exp(-(double) probes / bitsPerKey), probes);
    assertThat((double) wrong / questions).isCloseTo(expected, within(expected / 10));
  }

  @Test
  void it_takes_as_many_bits_a_key_as_it_was_told_to() {
    BloomFilter filter = BloomFilter.of(new long[64_000], 64_000, 10);

    assertThat(filter.bytes()).isEqualTo(24 + 64_000 * 10 / 8 + BYTES_OF_CRC);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65})
  void bits_a_key_that_make_no_sense_are_refused(int bitsPerKey) {
    assertThatThrownBy(() -> BloomFilter.of(new long[1], 1, bitsPerKey))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bitsPerKey " + bitsPerKey);
  }

  /** Files depend on it. */
  @Test
  void its_bytes_are_these() throws IOException {
    BloomFilter filter = BloomFilter.of(new long[] {0x0123456789ABCDEFL}, 1, 3);

    assertThat(bytesOf(filter))
        .asHexString()
        .isEqualTo("426C6F6D" + "01000000" + "0700000000000000" + "02000000" + "01000000"
            + "0100000004000000" // bit 0, from 0x01234567, and bit 34, from 0x8ACF1356
            + "36DB97B7");
  }

  @Test
  void it_is_written_whole_to_a_sink_that_takes_few_bytes_at_a_time() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    someFilter().writeTo(new Sluggish(Channels.newChannel(bytes)), OWNER);

    assertThat(bytes.toByteArray()).isEqualTo(bytesOf(someFilter()));
  }

  @Test
  void the_filter_of_another_owner_is_not_taken() throws IOException {
    byte[] bytes = bytesOf(someFilter());

    assertThat(BloomFilter.readFrom(ByteBuffer.wrap(bytes), OWNER)).isPresent();
    assertThat(BloomFilter.readFrom(ByteBuffer.wrap(bytes), OWNER + 1)).isEmpty();
  }

  @Test
  void a_filter_with_any_bit_flipped_is_not_taken() throws IOException {
    byte[] bytes = bytesOf(someFilter());

    for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
      bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertThat(BloomFilter.readFrom(ByteBuffer.wrap(bytes), OWNER))
          .as("bit %d", bit)
          .isEmpty();
      bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    }
  }

  @Test
  void a_filter_that_is_too_short_or_too_long_is_not_taken() throws IOException {
    byte[] bytes = bytesOf(someFilter());

    for (int length = 0; length < bytes.length + 20; length++) {
      ByteBuffer source = ByteBuffer.wrap(Arrays.copyOf(bytes, length));
      assertThat(BloomFilter.readFrom(source, OWNER).isPresent())
          .as("%d bytes", length)
          .isEqualTo(length == bytes.length);
    }
  }

  /** Offsets of the drawing; the checksum is right each time. */
  @ParameterizedTest
  @CsvSource({
    "0, 0x6D6F6C43", // magic
    "4, 2", // version
    "16, 0", // probes
    "16, 45",
    "16, -1",
    "20, -1", // words
    "20, 0",
    "20, 0x7FFFFFFF"
  })
  void a_filter_with_an_impossible_header_is_not_taken(int offset, String value)
      throws IOException {
    byte[] bytes = bytesOf(someFilter());

    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(offset, Integer.decode(value))
        .putInt(bytes.length - BYTES_OF_CRC, checksum(bytes));

    assertThat(BloomFilter.readFrom(ByteBuffer.wrap(bytes), OWNER)).isEmpty();
  }

  @Test
  void a_header_that_is_cut_short_is_not_taken_even_with_a_checksum() throws IOException {
    byte[] bytes = bytesOf(someFilter());

    for (int length = 0; length < 24; length++) {
      byte[] cut = Arrays.copyOf(bytes, length + BYTES_OF_CRC);
      ByteBuffer.wrap(cut).order(ByteOrder.LITTLE_ENDIAN).putInt(length, checksum(cut));
      assertThat(BloomFilter.readFrom(ByteBuffer.wrap(cut), OWNER))
          .as("%d bytes", length)
          .isEmpty();
    }
  }

  private static BloomFilter someFilter() {
    return BloomFilter.of(new Random(20261120).longs(50).toArray(), 50, 10);
  }

  private static byte[] bytesOf(BloomFilter filter) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    filter.writeTo(Channels.newChannel(bytes), OWNER);
    return bytes.toByteArray();
  }

  private static BloomFilter read(byte[] bytes) {
    return BloomFilter.readFrom(ByteBuffer.wrap(bytes), OWNER).orElseThrow();
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length - BYTES_OF_CRC);
    return (int) crc.getValue();
  }
}
