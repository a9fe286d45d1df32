package logkv.cli.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WordsTest {

  @Test
  void words_end_at_blanks_and_are_otherwise_what_was_typed() {
    assertThat(arguments("  set\ttea  C:\\green\r\n")).containsExactly("set", "tea", "C:\\green");
    assertThat(arguments(" \t")).isEmpty();
  }

  @Test
  void in_double_quotes_a_backslash_says_what_is_meant() {
    assertThat(arguments("\"a b\" \"\\\"\\\\\\n\" \"\"")).containsExactly("a b", "\"\\\n", "");
    assertThat(bytes("\"\\x00\\xff\\xc3\\xbc\"")).isEqualTo("\u0000\u00ff\u00c3\u00bc");
  }

  @Test
  void in_single_quotes_everything_stands_for_itself() {
    assertThat(arguments("'say \"hi\"' '\\n' 'a\nb'")).containsExactly("say \"hi\"", "\\n", "a\nb");
  }

  @Test
  void parts_that_touch_are_one_word() {
    assertThat(arguments("a\"b c\"'d'e")).containsExactly("ab cde");
  }

  @Test
  void a_comment_is_no_command_but_a_number_sign_may_stand_elsewhere() {
    assertThat(arguments("  # set a b")).isEmpty();
    assertThat(arguments("set #1 b#")).containsExactly("set", "#1", "b#");
  }

  @Test
  void a_quoted_word_is_no_option() {
    assertThat(arguments("'--help'")).noneMatch(word -> word.startsWith("-"));
    assertThat(bytes("'--help'")).isEqualTo("--help");
    assertThat(arguments("--help")).containsExactly("--help");
  }

  @Test
  void a_quote_that_is_open_is_told() {
    assertThat(Words.of("set \"a").openQuote()).isEqualTo('"');
    assertThat(Words.of("set 'a\" b").openQuote()).isEqualTo('\'');
    assertThat(Words.of("set \"a\\\"").openQuote()).isEqualTo('"');
    assertThat(Words.of("set \"a\\").openQuote()).isEqualTo('"');
    assertThat(Words.of("set 'a\\'").openQuote()).isEqualTo('\0');
    assertThat(Words.of("set \"a\"").openQuote()).isEqualTo('\0');
    assertThat(Words.of("set 'a").arguments()).containsExactly("set", "a");
  }

  @Test
  void a_backslash_that_means_nothing_is_refused() {
    assertThatThrownBy(() -> arguments("\"\\d\"")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bytes_that_are_no_text_survive_in_a_word() {
    String line = RawText.of("set \u00ff 'a\u00fe'".getBytes(ISO_8859_1));

    assertThat(bytes(line)).isEqualTo("set\u00ffa\u00fe");
  }

  private static List<String> arguments(String line) {
    return Words.of(line).arguments();
  }

  /** The bytes of all words, one character for each. */
  private static String bytes(String line) {
    return new String(RawText.bytes(String.join("", arguments(line))), ISO_8859_1);
  }
}
