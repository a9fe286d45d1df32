package logkv.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import logkv.cli.Shell.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ImportExportTest {
  @TempDir
  Path directory;

  private Shell shell;

  @BeforeEach
  void a_shell() {
    shell = new Shell(directory.resolve("store"));
  }

  @Test
  void a_list_of_lines_comes_out_as_it_went_in() throws IOException {
    String list = "zinc\ncopper\n  tin, \"white\"\t\r\nlead";
    Path file = Files.writeString(directory.resolve("metals.txt"), list + "\n");

    assertThat(shell.kv("import", file.toString())).isEqualTo(new Answer(0, "", "4 imported\n"));
    assertThat(shell.kv("get", "copper").out()).isEqualTo("2");
    assertThat(shell.kv("export", "--format", "lines").out()).isEqualTo(list + "\n");
  }

  @Test
  void a_last_line_without_an_end_counts() {
    shell.input("a\nb").kv("import", "--format", "lines");

    assertThat(shell.kv("get", "b").out()).isEqualTo("2");
  }

  @Test
  void an_import_that_is_run_again_goes_on_where_it_was() {
    shell.input("a\nb\n").kv("import", "--format", "lines");

    Answer again = shell.input("a\nb\nc\n").kv("import", "--format", "lines");

    assertThat(again.err()).isEqualTo("1 imported, 2 were already there\n");
  }

  @Test
  void what_is_already_there_is_not_written_once_more() throws IOException {
    shell.input("a\nb\n").kv("import", "--format", "lines");
    long size = Files.size(directory.resolve("store/0000000001.seg"));

    shell.kv("import", "--format", "lines");

    assertThat(directory.resolve("store/0000000001.seg")).hasSize(size);
  }

  @Test
  void the_first_bad_line_stops_the_import_and_is_named() {
    Answer answer = shell.input("a\n\nb\n").kv("import", "--format", "lines");

    assertThat(answer)
        .isEqualTo(new Answer(
            2,
            "",
            "kv: standard input, line 2: a key needs at least one byte; correct it and run"
                + " the import again, or leave such entries out with --skip-bad."
                + " Before it: 1 imported\n"));
    assertThat(shell.kv("count").out()).isEqualTo("1\n");
  }

  @Test
  void skip_bad_leaves_bad_lines_out_and_counts_them() {
    Answer answer = shell.input("a\n\nb\n\n").kv("import", "--format", "lines", "--skip-bad");

    assertThat(answer.status()).isZero();
    assertThat(answer.err())
        .isEqualTo("2 imported, 2 left out (the first: standard input, line 2:"
            + " a key needs at least one byte)\n");
  }

  @Test
  void json_that_is_not_utf_8_is_refused_with_its_line() {
    byte[] bytes = "\n\n{\"k\":\"\u00FF\",\"v\":\"2\"}\n".getBytes(ISO_8859_1);

    assertThat(shell.input(bytes).kv("import", "--format", "jsonl").err())
        .contains("line 3: it holds bytes that are not UTF-8");
  }

  @Test
  void lines_and_csv_hold_any_bytes() {
    byte[] bytes = "caf\u00E9,\u0000\u00FF\r\n".getBytes(ISO_8859_1);

    shell.input(bytes).kv("import", "--format", "csv");
    assertThat(shell.kv("list").out()).isEqualTo("caf\\xe9\t\\x00\\xff\n");
    shell.kv("export", "--format", "csv");
    assertThat(shell.lastOut()).isEqualTo(bytes);
  }

  @Test
  void bytes_that_are_no_text_are_base64_in_json() {
    shell.kv("put", "--hex", "ff", "00ff80");
    String json = "{\"k64\":\"/w==\",\"v64\":\"AP+A\"}\n";

    assertThat(shell.kv("export", "--format", "jsonl").out()).isEqualTo(json);
    shell.kv("delete", "--hex", "ff");
    shell.input(json).kv("import", "--format", "jsonl");
    assertThat(shell.kv("get", "--hex", "ff", "--format", "hex").out()).isEqualTo("ff\t00ff80\n");
  }

  @Test
  void what_claims_to_be_base64_must_be() {
    assertThat(shell
            .input("{\"k\":\"a\",\"v64\":\"?\"}")
            .kv("import", "--format", "jsonl")
            .err())
        .contains("line 1: \"v64\" is not base64");
  }

  @Test
  void of_a_key_that_stands_twice_the_later_value_counts_even_if_the_earlier_one_is_there() {
    shell.kv("put", "a", "1");

    shell.input("a,2\na,1\n").kv("import", "--format", "csv");

    assertThat(shell.kv("get", "a").out()).isEqualTo("1");
  }

  @Test
  void a_value_that_is_too_long_is_named_and_what_was_before_it_is_there() {
    String tooLong = "x".repeat(16 * 1024 * 1024 + 1);

    Answer answer = shell.input("a,1\nb," + tooLong + "\n").kv("import", "--format", "csv");

    assertThat(answer.status()).isEqualTo(2);
    assertThat(answer.err())
        .startsWith("kv: standard input, line 2: the value has 16,777,217 bytes; a value may have"
            + " 16,777,216;")
        .endsWith("Before it: 1 imported\n");
    assertThat(shell.kv("list").out()).isEqualTo("a\t1\n");
  }

  @Test
  void a_thousand_entries_and_more_are_several_batches() {
    String list = IntStream.rangeClosed(1, 2_500).mapToObj(n -> n + "\n").collect(joining());

    assertThat(shell.input(list).kv("import", "--format", "lines").err())
        .isEqualTo("2,500 imported\n");
    assertThat(shell.kv("export", "--format", "lines").out()).isEqualTo(list);
  }

  @Test
  void a_line_that_is_not_json_is_refused_with_its_column() {
    Answer answer =
        shell.input("{\"k\":\"a\",\"v\":\"b\"}\n{\"k\":}\n").kv("import", "--format", "jsonl");

    assertThat(answer.status()).isEqualTo(2);
    assertThat(answer.err()).contains("line 2: it is not JSON at column 6");
  }

  @Test
  void json_of_another_form_is_refused() {
    for (String line : new String[] {
      "{\"k\":\"a\"}",
      "{\"k\":\"a\",\"v\":1}",
      "{\"k\":\"a\",\"v\":null}",
      "[\"a\",\"b\"]",
      "\"a\"",
      "{\"k\":\"a\",\"v\":\"b\",\"w\":\"c\"}",
      "{\"k\":\"a\",\"k\":\"b\",\"v\":\"c\"}",
      "{\"k\":\"a\",\"v\":\"b\"} {}",
      "{}"
    }) {
      assertThat(shell.input(line).kv("import", "--format", "jsonl").err())
          .as(line)
          .contains("line 1: it is not of the form {\"k\":\"a key\",\"v\":\"a value\"}");
    }
  }

  @Test
  void half_of_a_surrogate_pair_is_refused_even_as_an_escape() {
    Answer answer =
        shell.input("{\"k\":\"a\",\"v\":\"\\ud83c\"}\n").kv("import", "--format", "jsonl");

    assertThat(answer.status()).isEqualTo(2);
    assertThat(answer.err())
        .contains("line 1: \"v\" holds half of a surrogate pair, which is no text");
  }

  @Test
  void json_names_may_come_in_any_order_between_empty_lines() {
    shell.input("\n{ \"v\" : \"b\", \"k\" : \"a\" } \r\n\n").kv("import", "--format", "jsonl");

    assertThat(shell.kv("get", "a").out()).isEqualTo("b");
  }

  @Test
  void csv_has_two_columns() {
    Answer answer = shell
        .input("a,b\nc\nd,e,f\n\"g\",\"h\ni\"\n")
        .kv("import", "--format", "csv", "--skip-bad");

    assertThat(answer.err())
        .isEqualTo("2 imported, 2 left out (the first: standard input, line 2:"
            + " it should have two columns, key and value, and has 1)\n");
    assertThat(shell.kv("get", "g").out()).isEqualTo("h\ni");
  }

  @Test
  void behind_a_broken_quote_nothing_of_a_csv_file_can_be_read() {
    Answer answer = shell.input("a,b\n\"c,d\ne,f\n").kv("import", "--format", "csv", "--skip-bad");

    assertThat(answer.status()).isEqualTo(2);
    assertThat(answer.err())
        .contains("line 2: ")
        .contains("what follows cannot be read. Before it: 1 imported");
  }

  @Test
  void a_key_that_is_no_line_is_not_exported_as_one() {
    shell.kv("put", "two\nlines", "1");

    Answer answer = shell.kv("export", "--format", "lines");

    assertThat(answer.status()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err()).startsWith("kv: two\\nlines is not what lines can hold");
  }

  @Test
  void the_name_of_the_file_tells_the_format() throws IOException {
    shell.kv("put", "tea", "green");

    Answer answer = shell.kv("export", directory.resolve("out.CSV").toString());

    assertThat(answer.err()).isEqualTo("1 exported\n");
    assertThat(directory.resolve("out.CSV")).hasContent("tea,green\r\n");
  }

  @Test
  void an_export_that_fails_leaves_the_file_as_it_was() throws IOException {
    Path file = Files.writeString(directory.resolve("list.txt"), "the old list");
    shell.kv("put", "tea", "no number");

    assertThat(shell.kv("export", file.toString()).status()).isEqualTo(2);
    assertThat(file).hasContent("the old list");
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("list.txt", "store");
  }

  @Test
  void a_terminal_sees_how_far_an_import_is() throws IOException {
    Path file = Files.writeString(directory.resolve("list.txt"), "a\nb\nc\nd\n");

    String err = shell.withTerminalForErrors().kv("import", file.toString()).err();

    assertThat(err)
        .contains("1 records [####################] 100%, 1/s, 0 s left")
        .endsWith("\r\033[K4 imported\n");
  }

  @Test
  void without_a_terminal_progress_is_shown_only_when_asked_for() {
    shell.input("a\nb\n");

    assertThat(shell.kv("import", "--format", "lines").err()).doesNotContain("records");
    assertThat(shell.kv("import", "--format", "lines", "--progress").err())
        .isEqualTo("1 records, 1/s\n2 records, 1/s\n0 imported, 2 were already there\n");
  }
}
