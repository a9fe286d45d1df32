package logkv.cli.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import logkv.log.LogRecord;
import logkv.log.RecordCodec;
import logkv.segmented.Entry;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CourseLogTest {
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @Test
  void the_last_record_of_a_key_counts() throws Exception {
    append(LogRecord.put("a", "1"));
    append(LogRecord.put("b", "2"));
    append(LogRecord.put("a", "3"));
    append(LogRecord.put("c", "4"));
    append(LogRecord.tombstone("b"));

    assertThat(entries(log.toByteArray())).containsExactly(entry("a", "3"), entry("c", "4"));
  }

  @Test
  void a_log_from_before_there_were_checksums_is_read_too() throws Exception {
    append(LogRecord.put("a", "1"));
    byte[] bytes = log.toByteArray();
    ByteBuffer.wrap(bytes).putLong(0, 0);

    assertThat(entries(bytes)).containsExactly(entry("a", "1"));
  }

  @Test
  void wherever_the_last_record_ends_early_those_in_front_of_it_are_read() throws Exception {
    append(LogRecord.put("a", "1"));
    int whole = log.size();
    append(LogRecord.put("b", "2"));

    for (int length = whole; length < log.size(); length++) {
      byte[] torn = Arrays.copyOf(log.toByteArray(), length);
      assertThat(entries(torn)).as("%d bytes", length).containsExactly(entry("a", "1"));
    }
  }

  @Test
  void zeros_behind_the_last_record_are_space_that_was_never_written() throws Exception {
    append(LogRecord.put("a", "1"));
    log.write(new byte[100]);

    assertThat(entries(log.toByteArray())).containsExactly(entry("a", "1"));
  }

  @Test
  void a_damaged_record_is_refused_with_its_offset() throws Exception {
    append(LogRecord.put("a", "1"));
    int second = log.size();
    append(LogRecord.put("b", "2"));
    byte[] bytes = log.toByteArray();
    bytes[second + RecordCodec.HEADER_BYTES]++;

    assertThatThrownBy(() -> entries(bytes))
        .isInstanceOfSatisfying(
            BadEntryException.class, e -> assertThat(e.place()).isEqualTo("offset " + second))
        .hasMessage("no record begins there: the body checksum does not match");
  }

  @Test
  void what_is_no_log_is_refused_before_memory_is_asked_for() {
    byte[] text = "This is a letter, and no log at all.".getBytes(UTF_8);

    assertThatThrownBy(() -> entries(text))
        .hasMessageContaining("no record begins there: unknown kind");
  }

  private void append(LogRecord record) throws IOException {
    ByteBuffer bytes = RecordCodec.encode(record);
    log.write(bytes.array(), 0, bytes.limit());
  }

  private static List<Entry> entries(byte[] log) throws IOException, BadEntryException {
    EntryReader reader = Format.course.reader(new ByteArrayInputStream(log));
    List<Entry> entries = new ArrayList<>();
    for (Optional<Entry> next = reader.next(); next.isPresent(); next = reader.next()) {
      entries.add(next.get());
    }
    return entries;
  }

  private static Entry entry(String key, String value) {
    return new Entry(key.getBytes(UTF_8), value.getBytes(UTF_8));
  }
}
