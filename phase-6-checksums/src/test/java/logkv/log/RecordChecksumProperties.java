package logkv.log;

import static logkv.Promise.promise;
import static logkv.log.Encoded.bytesOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import logkv.log.Decoded.Whole;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What CRC-32C guarantees for records as short as these, whatever they hold. */
class RecordChecksumProperties {
  private static final String DECODE = "06-checksums.md#decode";

  @Property(seed = "1993", tries = 300)
  void up_to_three_flipped_bits_are_always_noticed(
      @ForAll("record") LogRecord record,
      @ForAll @Size(min = 1, max = 3) Set<@IntRange(max = 1_000_000) Integer> places) {
    byte[] bytes = bytesOf(record);
    byte[] damaged = bytes.clone();
    for (int place : places) {
      int bit = place % (bytes.length * 8);
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
    }

    requireNoticed(record, bytes, damaged);
  }

  @Property(seed = "1961", tries = 300)
  void up_to_four_damaged_bytes_in_a_row_are_always_noticed(
      @ForAll("record") LogRecord record,
      @ForAll @IntRange(max = 1_000_000) int place,
      @ForAll @Size(min = 1, max = 4) byte[] garbage) {
    byte[] bytes = bytesOf(record);
    byte[] damaged = bytes.clone();
    int from = place % bytes.length;
    System.arraycopy(garbage, 0, damaged, from, Math.min(garbage.length, bytes.length - from));

    requireNoticed(record, bytes, damaged);
  }

  /** Damage that puts back what was there is none; then the record must be whole. */
  private static void requireNoticed(LogRecord record, byte[] bytes, byte[] damaged) {
    boolean same = Arrays.equals(bytes, damaged);
    assertThat(RecordCodec.decode(ByteBuffer.wrap(damaged)) instanceof Whole)
        .as(promise(
            DECODE,
            "%s %s: is it a whole record?",
            record,
            same ? "is as it was written" : "has changed since it was written"))
        .isEqualTo(same);
  }

  @Provide
  Arbitrary<LogRecord> record() {
    Arbitrary<String> keys =
        Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(9);
    Arbitrary<String> values = Arbitraries.strings().withChars("ab\0\u8336").ofMaxLength(40);
    return Arbitraries.oneOf(
        Combinators.combine(keys, values).as(LogRecord::put), keys.map(LogRecord::tombstone));
  }
}
