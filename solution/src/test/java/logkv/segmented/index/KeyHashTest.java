package logkv.segmented.index;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KeyHashTest {
  private static final int KEYS = 100_000;

  /** Published for XXH64 with seed 0. Files depend on these values, on every machine. */
  @Test
  void it_is_XXH64_for_ever() {
    assertThat(hash("")).isEqualTo(0xEF46DB3751D8E999L);
    assertThat(hash("a")).isEqualTo(0xD24EC4F1A98C6E5BL);
    assertThat(hash("abc")).isEqualTo(0x44BC2CF5AD770999L);
    assertThat(hash("Nobody inspects the spammish repetition")).isEqualTo(0xFBCEA83C8A378BF1L);
  }

  /** The self-test of xxhsum, the tool of the author: how many bytes, and their hash. */
  @ParameterizedTest
  @CsvSource({
    "1, 0xE934A84ADB052768",
    "4, 0x9136A0DCA57457EE",
    "14, 0x8282DCC4994E35C8",
    "222, 0xB641AE8CB691C174"
  })
  void it_passes_the_test_of_its_author(int length, String hash) {
    byte[] bytes = new byte[length];
    long next = 2654435761L;
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (next >>> 56);
      next *= 0x9E3779B185EBCA8DL;
    }

    assertThat(KeyHash.of(bytes)).isEqualTo(Long.parseUnsignedLong(hash.substring(2), 16));
  }

  @Test
  void bytes_inside_an_array_have_the_hash_that_they_have_alone() {
    byte[] bytes = new byte[120];
    new Random(20261120).nextBytes(bytes);

    for (int from = 0; from < 20; from++) {
      for (int to = from; to <= bytes.length; to++) {
        byte[] alone = Arrays.copyOfRange(bytes, from, to);
        assertThat(KeyHash.of(bytes, from, to)).isEqualTo(KeyHash.of(alone));
      }
    }
  }

  @Test
  void bytes_that_are_not_there_have_no_hash() {
    assertThatThrownBy(() -> KeyHash.of(new byte[8], 0, 9))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> KeyHash.of(new byte[8], 5, 4))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  /** 400 keys: six times the standard deviation of a fair coin thrown 400 times is 60. */
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 7, 8, 11, 15, 16, 31, 32, 37, 64, 71})
  void every_bit_of_a_key_flips_every_bit_of_the_hash_for_half_of_the_keys(int length) {
    Random random = new Random(20261120);
    int[][] flips = new int[length * Byte.SIZE][Long.SIZE];

    for (int i = 0; i < 400; i++) {
      byte[] key = new byte[length];
      random.nextBytes(key);
      long hash = KeyHash.of(key);
      for (int bit = 0; bit < flips.length; bit++) {
        key[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        countBits(hash ^ KeyHash.of(key), flips[bit]);
        key[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      }
    }

    for (int[] ofOneBit : flips) {
      for (int flipped : ofOneBit) {
        assertThat(flipped).isCloseTo(200, within(60));
      }
    }
  }

  private static void countBits(long difference, int[] counts) {
    for (int bit = 0; bit < Long.SIZE; bit++) {
      counts[bit] += (int) (difference >>> bit & 1);
    }
  }

  /** An index sees 8 bits of a hash as the stripe and 32 as the tag, a Bloom filter all 64. */
  @ParameterizedTest
  @MethodSource("similarKeys")
  void keys_that_are_alike_get_different_hashes_in_all_stripes(IntFunction<byte[]> keys) {
    Set<Long> stripesAndTags = new HashSet<>();
    int[] keysOfStripe = new int[256];

    for (int i = 0; i < KEYS; i++) {
      long hash = KeyHash.of(keys.apply(i));
      stripesAndTags.add(hash & 0xFF000000_FFFFFFFFL);
      keysOfStripe[(int) (hash >>> 56)]++;
    }

    assertThat(stripesAndTags).hasSizeGreaterThanOrEqualTo(KEYS - 1);
    assertThat(IntStream.of(keysOfStripe).boxed())
        .allSatisfy(n -> assertThat(n).isCloseTo(KEYS / 256, within(120)));
  }

  static Stream<Named<IntFunction<byte[]>>> similarKeys() {
    return Stream.of(
        Named.of("numbers", i -> ByteBuffer.allocate(Integer.BYTES).putInt(i).array()),
        Named.of(
            "large numbers", i -> ByteBuffer.allocate(Long.BYTES).putLong(0, i).array()),
        Named.of("decimals", i -> Integer.toString(i).getBytes(US_ASCII)),
        Named.of("users", i -> "user:%012d".formatted(i).getBytes(US_ASCII)),
        Named.of("words", KeyHashTest::word),
        Named.of("one or two bits", KeyHashTest::oneOrTwoBits));
  }

  /** Syllables of a consonant and a vowel: "ba", "ca", ... "zuzuzu". */
  private static byte[] word(int i) {
    StringBuilder word = new StringBuilder();
    for (int rest = i; rest > 0 || word.isEmpty(); rest /= 100) {
      word.append("bcdfghjklmnpqrstvwxz".charAt(rest % 20));
      word.append("aeiou".charAt(rest / 20 % 5));
    }
    return word.toString().getBytes(US_ASCII);
  }

  /** 64 bytes in which one bit is set, or two: the i-th of all such arrays. */
  private static byte[] oneOrTwoBits(int i) {
    byte[] key = new byte[64];
    int first = i % 512;
    int second = (first + i / 512) % 512;
    key[first / Byte.SIZE] |= (byte) (1 << first % Byte.SIZE);
    key[second / Byte.SIZE] |= (byte) (1 << second % Byte.SIZE);
    return key;
  }

  private static long hash(String text) {
    return KeyHash.of(text.getBytes(US_ASCII));
  }
}
