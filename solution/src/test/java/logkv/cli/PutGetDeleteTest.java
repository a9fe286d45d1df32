package logkv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import logkv.cli.Shell.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PutGetDeleteTest {
  @TempDir
  Path directory;

  private Shell shell;

  @BeforeEach
  void a_shell() {
    shell = new Shell(directory.resolve("store"));
  }

  @Test
  void what_was_put_is_there_for_the_next_command() {
    Answer put = shell.kv("put", "tea", "green");

    assertThat(put).isEqualTo(new Answer(0, "", ""));
    assertThat(shell.kv("get", "tea")).isEqualTo(new Answer(0, "green", ""));
  }

  @Test
  void a_second_put_replaces_the_first() {
    shell.kv("put", "tea", "green");
    shell.kv("put", "tea", "black");

    assertThat(shell.kv("get", "tea").out()).isEqualTo("black");
  }

  @Test
  void get_of_an_absent_key_prints_nothing_and_exits_with_1() {
    shell.kv("put", "tea", "green");

    assertThat(shell.kv("get", "mate")).isEqualTo(new Answer(1, "", "kv: mate has no value\n"));
  }

  @Test
  void a_deleted_key_is_gone() {
    shell.kv("put", "tea", "green");

    assertThat(shell.kv("delete", "tea")).isEqualTo(new Answer(0, "", ""));
    assertThat(shell.kv("get", "tea").status()).isEqualTo(1);
  }

  @Test
  void delete_of_an_absent_key_exits_with_1() {
    shell.kv("put", "tea", "green");

    assertThat(shell.kv("delete", "mate")).isEqualTo(new Answer(1, "", "kv: mate has no value\n"));
  }

  @Test
  void set_and_del_are_other_names_for_put_and_delete() {
    shell.kv("set", "tea", "green");
    assertThat(shell.kv("get", "tea").out()).isEqualTo("green");

    shell.kv("del", "tea");
    assertThat(shell.kv("get", "tea").status()).isEqualTo(1);
  }

  @Test
  void the_empty_value_is_a_value() {
    shell.kv("put", "tea", "");

    assertThat(shell.kv("get", "tea")).isEqualTo(new Answer(0, "", ""));
  }

  @Test
  void a_dash_takes_the_value_from_standard_input_byte_for_byte() {
    String letter = "Dear reader,\r\n\ttwo lines and no more\u0000 \n\n";

    shell.input(letter).kv("put", "letter", "-");

    assertThat(shell.kv("get", "letter").out()).isEqualTo(letter);
  }

  @Test
  void only_a_terminal_gets_a_line_end_after_the_value() {
    shell.kv("put", "tea", "green");

    assertThat(shell.withTerminalForOutput().kv("get", "tea").out()).isEqualTo("green\n");
  }

  @Test
  void arguments_are_taken_literally() throws IOException {
    Path file = Files.writeString(directory.resolve("arguments"), "other words");

    for (String odd :
        List.of("@" + file, "${KV_DIR}", "'quoted'", "\"x\"", "a=b", " ", "%s", "-")) {
      shell.kv("put", odd, "value");

      assertThat(shell.kv("get", odd).out()).as("the value of %s", odd).isEqualTo("value");
    }
  }

  @Test
  void behind_two_dashes_a_key_and_a_value_may_begin_with_one() {
    shell.kv("put", "--", "--key", "-x");

    assertThat(shell.kv("get", "--", "--key").out()).isEqualTo("-x");
  }

  @Test
  void dir_comes_before_the_variable_and_may_stand_anywhere() {
    String other = directory.resolve("other").toString();
    shell.kv("--dir", other, "put", "tea", "white");

    assertThat(shell.kv("get", "tea", "-d", other).out()).isEqualTo("white");
    assertThat(shell.kv("get", "tea").status()).isEqualTo(3);
  }
}
