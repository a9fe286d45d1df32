package logkv.cli.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EscapesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"tea", "a b", "\"'", "مرحبا", "e\u0301", "\uD83D\uDC68\u200D\uD83D\uDC69"})
  void text_that_can_be_seen_stands_for_itself(String text) {
    assertThat(Escapes.visible(text.getBytes(UTF_8))).isEqualTo(text);
  }

  @Test
  void what_would_end_the_line_or_the_column_has_a_short_name() {
    assertThat(Escapes.visible("a\tb\nc\rd".getBytes(UTF_8))).isEqualTo("a\\tb\\nc\\rd");
  }

  @Test
  void what_would_disturb_a_terminal_is_shown_as_its_bytes() {
    assertThat(Escapes.visible("\u0000\u001b\u007f\u0085\u2028\u202e".getBytes(UTF_8)))
        .isEqualTo("\\x00\\x1b\\x7f\\xc2\\x85\\xe2\\x80\\xa8\\xe2\\x80\\xae");
  }

  @Test
  void a_backslash_is_doubled_so_that_two_texts_never_look_alike() {
    assertThat(Escapes.visible("\\n".getBytes(UTF_8))).isEqualTo("\\\\n");
    assertThat(Escapes.visible("\n".getBytes(UTF_8))).isEqualTo("\\n");
  }
}
