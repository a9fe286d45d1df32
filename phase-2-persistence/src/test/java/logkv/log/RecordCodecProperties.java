package logkv.log;

import static java.util.stream.Collectors.joining;
import static logkv.Promise.promise;
import static logkv.log.Encoded.bytesOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import logkv.log.Decoded.Whole;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** What holds for every record, not only for those that somebody thought of. */
class RecordCodecProperties {
  private static final String DECODE = "02-persistence.md#decode";

  @Property(seed = "2010", tries = 200)
  void records_written_one_behind_the_other_come_back_in_order(
      @ForAll("records") @Size(max = 5) List<LogRecord> records) {
    ByteBuffer log = written(records);

    List<LogRecord> found = new ArrayList<>();
    while (found.size() <= records.size()
        && log.hasRemaining()
        && RecordCodec.decode(log) instanceof Whole whole) {
      found.add(whole.record());
      log.position(log.position() + whole.length());
    }

    assertThat(found)
        .as(promise(DECODE, "the length that decode returns leads to the next record"))
        .isEqualTo(records);
  }

  @Property(seed = "2010", tries = 200)
  void a_record_cut_anywhere_is_torn(@ForAll("record") LogRecord record) {
    ByteBuffer log = written(List.of(record));
    for (int length = 0; length < log.capacity(); length++) {
      assertThat(answerTo(log.slice(0, length)))
          .as(promise(DECODE, "%d of the %d bytes of %s: torn", length, log.capacity(), record))
          .isEqualTo("Torn");
    }
  }

  @Property(seed = "2010", tries = 200, edgeCases = EdgeCasesMode.NONE)
  void a_damaged_header_never_makes_decode_throw(
      @ForAll("record") LogRecord record, @ForAll("headerPlace") int place, @ForAll byte damage) {
    ByteBuffer log = written(List.of(record)).put(place, damage);

    assertThat(answerTo(log))
        .as(promise(DECODE, "byte %d is now %d", place, damage))
        .isIn("Whole", "Torn", "Corrupt");
  }

  @Provide
  Arbitrary<List<LogRecord>> records() {
    return record().list();
  }

  @Provide
  Arbitrary<LogRecord> record() {
    Arbitrary<String> keys = text().filter(key -> !key.isEmpty());
    return Arbitraries.oneOf(
        Combinators.combine(keys, text()).as(LogRecord::put), keys.map(LogRecord::tombstone));
  }

  @Provide
  Arbitrary<Integer> headerPlace() {
    return Arbitraries.integers().between(0, RecordCodec.HEADER_BYTES - 1);
  }

  /** Characters of one, two, three and four bytes. */
  private static Arbitrary<String> text() {
    return Arbitraries.of(
            "a", "0", " ", "\0", "\u00e9", "\u07ff", "\u8336", "\uffee", "\ud83c\udf75")
        .list()
        .ofMaxSize(6)
        .map(characters -> characters.stream().collect(joining()));
  }

  private static ByteBuffer written(List<LogRecord> records) {
    return ByteBuffer.wrap(bytesOf(records.toArray(LogRecord[]::new)));
  }

  private static String answerTo(ByteBuffer log) {
    try {
      return RecordCodec.decode(log).getClass().getSimpleName();
    } catch (RuntimeException e) {
      return e.toString();
    }
  }
}
