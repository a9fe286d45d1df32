package logkv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import logkv.cli.Shell.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell, when it reads its commands from a file or a pipe. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReplTest {
  @TempDir
  Path directory;

  private Shell shell;

  @BeforeEach
  void a_shell() {
    shell = new Shell(directory.resolve("store"));
  }

  @Test
  void each_line_is_a_command_and_each_answer_a_line() {
    assertThat(script("set name \"Alice\"", "get name", "list", "delete name", "count", "quit"))
        .isEqualTo(new Answer(0, "Alice\nname\tAlice\n0\n", ""));
    assertThat(shell.kv("count").out()).isEqualTo("0\n");
  }

  @Test
  void quotes_carry_any_bytes_in() {
    script("set \"\\x00\\xff\" 'C:\\temp \"x\"'", "set \"two", "lines\" \"\\n\"");

    assertThat(shell.kv("list").out())
        .isEqualTo("\\x00\\xff\tC:\\\\temp \"x\"\ntwo\\nlines\t\\n\n");
  }

  @Test
  void bytes_that_are_no_text_come_in_and_go_out_as_they_are() {
    byte[] commands = {
      's', 'e', 't', ' ', 'k', ' ', (byte) 0xFF, 0, (byte) 0xC3, '\n', 'g', 'e', 't', ' ', 'k', '\n'
    };

    shell.input(commands).kv("repl");

    assertThat(shell.lastOut()).containsExactly(0xFF, 0, 0xC3, '\n');
  }

  @Test
  void a_key_without_a_value_is_an_answer_and_the_next_line_is_done() {
    assertThat(script("get mate", "exists mate", "set mate hot", "exists mate"))
        .isEqualTo(new Answer(0, "no\nyes\n", "kv: mate has no value\n"));
  }

  @Test
  void the_first_command_that_is_wrong_ends_the_script_and_is_named() {
    assertThat(script("set a 1", "", "# a comment", "sett b 2", "set c 3"))
        .isEqualTo(new Answer(
            2,
            "",
            "kv: unmatched arguments from index 0: 'sett', 'b', '2'; did you mean set?"
                + " (help says more)\n"
                + "kv: that was line 4; what follows it was not done\n"));
    assertThat(shell.kv("count").out()).isEqualTo("1\n");
  }

  @Test
  void a_quote_that_is_never_closed_is_no_command() {
    Answer answer = script("set a 1", "set b \"2", "set c 3");

    assertThat(answer.status()).isEqualTo(2);
    assertThat(answer.err()).startsWith("kv: the quote \" was opened and never closed\n");
    assertThat(shell.kv("list", "--keys-only").out()).isEqualTo("a\n");
  }

  @Test
  void an_escape_that_means_nothing_is_told() {
    assertThat(script("set a \"\\q\"").err()).startsWith("kv: \\q means nothing here;");
  }

  @Test
  void behind_quit_and_exit_nothing_is_read() {
    for (String end : new String[] {"quit", "exit"}) {
      assertThat(script(end, "no command")).isEqualTo(new Answer(0, "", ""));
    }
  }

  @Test
  void a_command_leaves_nothing_to_the_next_one() {
    script("set a 1", "set b 2");

    assertThat(script("list --limit 1 --keys-only", "list", "get --hex 61", "get a")
            .out())
        .isEqualTo("a\na\t1\nb\t2\n1\n1\n");
  }

  @Test
  void which_store_it_is_cannot_be_changed_any_more() {
    assertThat(script("get a --dir other").err()).contains("unknown options: '--dir', 'other'");
    assertThat(script("put k -").err()).contains("here standard input holds commands");
  }

  @Test
  void a_shell_for_reading_only_writes_nothing() {
    script("set a 1");

    Answer answer = shell.input("get a\nset a 2\n").kv("--read-only", "repl");

    assertThat(answer.out()).isEqualTo("1\n");
    assertThat(answer.err()).startsWith("kv: put changes the store, and --read-only forbids it\n");
  }

  @Test
  void timing_is_shown_on_request() {
    assertThat(script("timing on", "set a 1", "timing off", "set a 2").err())
        .isEqualTo("1,000.000 ms\n");
    assertThat(script("timing perhaps").err()).startsWith("kv: timing on, or timing off\n");
  }

  @Test
  void help_lists_what_works_here() {
    String help = script("help").out();

    assertThat(help).contains("put, set", "compact", "timing on|off", "quit, exit");
    assertThat(help).doesNotContain("--dir=", "completion", "repair ");
    assertThat(script("help get").out()).startsWith("Usage: get ");
  }

  @Test
  void a_backup_is_made_of_the_store_that_is_open() {
    Path copy = directory.resolve("copy");

    assertThat(script("set a 1", "backup " + copy, "set a 2").status()).isZero();
    assertThat(shell.kv("--dir", copy.toString(), "get", "a").out()).isEqualTo("1");
  }

  private Answer script(String... lines) {
    return shell.input(String.join("\n", lines) + "\n").kv("repl");
  }
}
