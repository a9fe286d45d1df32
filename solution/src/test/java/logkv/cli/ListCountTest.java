package logkv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ListCountTest {
  @TempDir
  Path directory;

  private Shell shell;

  @BeforeEach
  void a_store_with_four_teas() {
    shell = new Shell(directory.resolve("store"));
    shell.kv("put", "green:sencha", "Japan");
    shell.kv("put", "black:assam", "India");
    shell.kv("put", "green:longjing", "China");
    shell.kv("put", "white", "");
  }

  @Test
  void list_prints_keys_and_values_sorted() {
    assertThat(list()).isEqualTo("""
            black:assam\tIndia
            green:longjing\tChina
            green:sencha\tJapan
            white\t
            """);
  }

  @Test
  void a_prefix_chooses_the_keys_that_begin_with_it() {
    assertThat(list("--keys-only", "--prefix", "green:"))
        .isEqualTo("green:longjing\ngreen:sencha\n");
  }

  @Test
  void from_is_included_and_to_is_not() {
    assertThat(list("--keys-only", "--from", "green:longjing", "--to", "white"))
        .isEqualTo("green:longjing\ngreen:sencha\n");
  }

  @Test
  void several_limits_narrow_each_other_down() {
    assertThat(list("--keys-only", "--prefix", "green:", "--from", "green:m"))
        .isEqualTo("green:sencha\n");
  }

  @Test
  void limit_prints_the_first_keys_only() {
    assertThat(list("--keys-only", "--limit", "1")).isEqualTo("black:assam\n");
    assertThat(list("--limit", "0")).isEmpty();
  }

  @Test
  void json_is_an_object_on_every_line() {
    shell.kv("put", "white", "\"\n\u0001é");

    assertThat(list("--format", "json", "--from", "h"))
        .isEqualTo("{\"k\":\"white\",\"v\":\"\\\"\\n\\u0001é\"}\n");
    assertThat(list("--format", "json", "--from", "h", "--keys-only"))
        .isEqualTo("{\"k\":\"white\"}\n");
  }

  @Test
  void a_key_is_one_line_whatever_it_holds() {
    shell.kv("put", "a\tb\nc\\d\u001b[31m", "x\ry");

    assertThat(list("--to", "b")).isEqualTo("a\\tb\\nc\\\\d\\x1b[31m\tx\\ry\n");
  }

  @Test
  void keys_are_sorted_by_their_bytes_in_utf_8() {
    shell.kv("put", "\uFF21", "full-width A");
    shell.kv("put", "\uD83C\uDF75", "a cup of tea");

    assertThat(list("--keys-only", "--from", "x")).isEqualTo("\uFF21\n\uD83C\uDF75\n");
  }

  @Test
  void count_says_how_many_there_are() {
    assertThat(shell.kv("count").out()).isEqualTo("4\n");
    assertThat(shell.kv("count", "--prefix", "green:").out()).isEqualTo("2\n");
    assertThat(shell.kv("count", "--prefix", "red").out()).isEqualTo("0\n");
  }

  private String list(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "list";
    System.arraycopy(options, 0, arguments, 1, options.length);
    Shell.Answer answer = shell.kv(arguments);
    assertThat(answer.err()).isEmpty();
    assertThat(answer.status()).isZero();
    return answer.out();
  }
}
