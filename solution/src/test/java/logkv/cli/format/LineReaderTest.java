package logkv.cli.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LineReaderTest {

  @Test
  void only_a_line_feed_ends_a_line() throws Exception {
    LineReader lines = reader("a\r\nb\rc\u2028d\n", 100);

    assertThat(lines.next().map(LineReaderTest::text)).hasValue("a\r");
    assertThat(lines.next().map(LineReaderTest::text)).hasValue("b\rc\u2028d");
    assertThat(lines.next()).isEmpty();
  }

  @Test
  void a_line_feed_at_the_end_begins_no_further_line() throws Exception {
    LineReader lines = reader("a\n\n", 100);

    assertThat(lines.next().map(LineReaderTest::text)).hasValue("a");
    assertThat(lines.next().map(LineReaderTest::text)).hasValue("");
    assertThat(lines.next()).isEmpty();
    assertThat(lines.number()).isEqualTo(2);
  }

  @Test
  void a_line_that_is_too_long_is_refused_and_the_next_one_is_read() throws Exception {
    LineReader lines = reader("abc\nabcd\nab\n", 3);

    assertThat(lines.next().map(LineReaderTest::text)).hasValue("abc");
    assertThatThrownBy(lines::next)
        .isInstanceOfSatisfying(
            BadEntryException.class, e -> assertThat(e.place()).isEqualTo("line 2"))
        .hasMessage("it has more than 3 bytes");
    assertThat(lines.next().map(LineReaderTest::text)).hasValue("ab");
  }

  private static String text(byte[] line) {
    return new String(line, UTF_8);
  }

  private static LineReader reader(String text, int longest) {
    return new LineReader(new ByteArrayInputStream(text.getBytes(UTF_8)), longest);
  }
}
