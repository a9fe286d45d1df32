package logkv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import logkv.cli.Shell.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and values that are no text, in and out. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BytesTest {
  private static final byte[] ALL = new byte[256];

  static {
    for (int i = 0; i < ALL.length; i++) {
      ALL[i] = (byte) i;
    }
  }

  @TempDir
  Path directory;

  private Shell shell;

  @BeforeEach
  void a_shell() {
    shell = new Shell(directory.resolve("store"));
  }

  @Test
  void standard_input_and_output_carry_all_bytes() {
    shell.input(ALL).kv("put", "all", "-");

    shell.kv("get", "all");

    assertThat(shell.lastOut()).isEqualTo(ALL);
  }

  @Test
  void hex_names_any_key_and_value() {
    String all = HexFormat.of().formatHex(ALL);

    shell.kv("put", "--hex", all, all);

    assertThat(shell.kv("get", "--hex", all, "--format", "hex").out())
        .isEqualTo(all + "\t" + all + "\n");
    assertThat(shell.kv("exists", "--hex", all.toUpperCase(Locale.ROOT)).status())
        .isZero();
    assertThat(shell.kv("delete", "--hex", all).status()).isZero();
  }

  @Test
  void what_list_prints_as_text_is_what_quoted_reads() {
    shell.kv("put", "--hex", HexFormat.of().formatHex(ALL), "ff0a5c");
    String[] shown = shell.kv("list").out().strip().split("\t");

    assertThat(shown[1]).isEqualTo("\\xff\\n\\\\");
    shell.kv("put", "--quoted", shown[0], shown[1] + "!");
    assertThat(shell.kv("list", "--format", "hex").out())
        .isEqualTo(HexFormat.of().formatHex(ALL) + "\tff0a5c21\n");
  }

  @Test
  void bytes_that_are_close_to_each_other_are_different_keys() {
    shell.kv("put", "--hex", "ff", "01");
    shell.kv("put", "--hex", "fe", "02");
    shell.kv("put", "--quoted", "\u00e9", "composed");
    shell.kv("put", "--quoted", "e\u0301", "decomposed");

    assertThat(shell.kv("count").out()).isEqualTo("4\n");
    assertThat(shell.kv("get", "--hex", "ff").out()).isEqualTo("\u0001");
  }

  @Test
  void prefixes_and_bounds_may_be_bytes() {
    for (String key : new String[] {"00", "7f", "80", "ff", "ffff"}) {
      shell.kv("put", "--hex", key, "00");
    }

    assertThat(shell
            .kv("list", "--hex", "--prefix", "ff", "--format", "hex", "--keys-only")
            .out())
        .isEqualTo("ff\nffff\n");
    assertThat(shell.kv("count", "--quoted", "--from", "\\x7f", "--to", "\\xff").out())
        .isEqualTo("2\n");
  }

  @Test
  void an_escape_that_means_nothing_is_refused() {
    assertThat(shell.kv("put", "--quoted", "\\q", "1"))
        .isEqualTo(
            wrong(
                "\\q means nothing here; \\\\ \\t \\n \\r \\\" and \\x with two hexadecimal digits do"));
    assertThat(shell.kv("put", "--quoted", "\\xg0", "1"))
        .isEqualTo(wrong("\\xg0 is no byte; \\x and two hexadecimal digits are, such as \\xff"));
    assertThat(shell.kv("put", "--hex", "abc", "1").err()).contains("abc is not hexadecimal");
  }

  @Test
  void there_is_one_way_to_spell_a_command_s_keys_and_not_two() {
    assertThat(shell.kv("get", "--hex", "--quoted", "ff"))
        .isEqualTo(wrong("--quoted and --hex exclude each other"));
  }

  private static Answer wrong(String sentence) {
    return new Answer(2, "", "kv: " + sentence + "\n");
  }
}
