package logkv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import logkv.cli.Shell.Answer;
import logkv.segmented.SegmentedStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong is one sentence on standard error, with a status that tells whose fault it is. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SentencesTest {
  @TempDir
  Path directory;

  private Path store;
  private Shell shell;

  @BeforeEach
  void a_shell() {
    store = directory.resolve("store");
    shell = new Shell(store);
  }

  @Test
  void where_there_is_no_store_nothing_is_created() {
    for (String command :
        new String[] {"get a", "delete a", "list", "count", "export --format csv"}) {
      assertThat(shell.kv(command.split(" ")))
          .as(command)
          .isEqualTo(problem("there is no store in " + store
              + "; name another directory with --dir, or begin a store with put"));
    }
    assertThat(store).doesNotExist();
  }

  @Test
  void a_directory_without_a_log_is_no_store_and_stays_as_it_is() throws IOException {
    Files.createDirectory(store);

    assertThat(shell.kv("list").status()).isEqualTo(3);
    assertThat(store).isEmptyDirectory();
  }

  @Test
  void a_file_is_no_directory() throws IOException {
    Files.writeString(store, "a file");

    assertThat(shell.kv("put", "a", "b"))
        .isEqualTo(problem(store + " is not a directory; choose another with --dir"));
  }

  @Test
  void a_damaged_store_is_refused_with_file_and_offset() throws IOException {
    shell.kv("put", "a", "b");
    shell.kv("put", "a", "c");
    Path segment = damageFirstRecord();

    assertThat(shell.kv("put", "a", "d"))
        .isEqualTo(problem(segment + ": no record at offset 56: the body checksum does not match."
            + " Nothing was changed; copy the file before you try anything."));
  }

  @Test
  void a_store_that_is_open_elsewhere_is_left_alone_with_a_status_of_its_own() throws IOException {
    shell.kv("put", "a", "b");

    try (SegmentedStore holder = SegmentedStore.open(store)) {
      for (String command : new String[] {"put a c", "delete a", "compact", "repl"}) {
        assertThat(shell.kv(command.split(" ")))
            .as(command)
            .isEqualTo(new Answer(
                4,
                "",
                "kv: " + store + ": the store is open in this process; close it there first\n"));
      }
      holder.put(new byte[] {'a'}, new byte[] {'e'});
    }
    assertThat(shell.kv("get", "a").out()).isEqualTo("e");
  }

  @Test
  void an_empty_name_is_no_directory() {
    assertThat(shell.kv("--dir", "", "put", "a", "b")).isEqualTo(wrong("--dir names no directory"));
  }

  @Test
  void an_unknown_command_is_answered_with_a_similar_one() {
    assertThat(shell.kv("lst"))
        .isEqualTo(wrong(
            "unmatched argument at index 0: 'lst'; did you mean list? (kv --help says more)"));
  }

  @Test
  void an_unknown_option_is_answered_with_a_similar_one() {
    assertThat(shell.kv("list", "--prefx=a"))
        .isEqualTo(wrong(
            "unknown option: '--prefx=a'; did you mean --prefix? (kv list --help says more)"));
  }

  @Test
  void a_value_that_looks_like_an_option_is_explained() {
    assertThat(shell.kv("put", "a", "-x").err())
        .endsWith(
            "; write -- before keys and values that begin with - (kv put --help says more)\n");
  }

  @Test
  void a_missing_argument_is_named() {
    assertThat(shell.kv("put", "a"))
        .isEqualTo(wrong("missing required parameter: 'VALUE' (kv put --help says more)"));
  }

  @Test
  void without_a_command_the_usage_is_shown() {
    Answer answer = shell.kv();

    assertThat(answer.status()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err()).startsWith("Usage: kv").contains("import");
  }

  @Test
  void the_empty_key_is_refused_alike_by_every_command() {
    shell.kv("put", "a", "b");

    for (String command : new String[] {"get", "put", "delete"}) {
      String[] arguments =
          command.equals("put") ? new String[] {"put", "", "b"} : new String[] {command, ""};
      assertThat(shell.kv(arguments))
          .as(command)
          .isEqualTo(wrong("a key has 1 to 65,535 bytes, not 0"));
    }
  }

  @Test
  void a_key_that_is_too_long_is_refused_and_the_store_stays_as_it_was() throws IOException {
    shell.kv("put", "a", "b");
    long size = Files.size(segment());

    assertThat(shell.kv("put", "k".repeat(65_536), "v"))
        .isEqualTo(wrong("a key has 1 to 65,535 bytes, not 65,536"));
    assertThat(segment()).hasSize(size);
  }

  @Test
  void bytes_that_the_terminal_cannot_write_are_refused_before_two_keys_become_one() {
    assertThat(shell.kv("put", "gr\uFFFDn", "tea").err())
        .contains("an argument holds bytes that are no text in this terminal");
    assertThat(store).doesNotExist();
  }

  @Test
  void a_missing_file_is_not_imported_and_no_store_begun() {
    Path file = directory.resolve("absent.csv");

    assertThat(shell.kv("import", file.toString()))
        .isEqualTo(wrong("there is no file " + file + " to read; nothing was imported"));
    assertThat(store).doesNotExist();
  }

  @Test
  void a_file_whose_name_does_not_tell_the_format_needs_one() {
    for (String command : new String[] {"import", "export"}) {
      assertThat(shell.kv(command, "words"))
          .as(command)
          .isEqualTo(
              wrong(
                  "the name words does not say which format is meant; add --format lines, jsonl or csv"));
    }
  }

  @Test
  void standard_input_has_no_name_that_could_tell_a_format() {
    assertThat(shell.kv("import"))
        .isEqualTo(
            wrong("a pipe does not say which format is meant; add --format lines, jsonl or csv"));
  }

  @Test
  void a_directory_is_no_place_to_export_to() {
    shell.kv("put", "a", "b");

    for (Path place : new Path[] {directory, directory.resolve("absent/out.csv")}) {
      assertThat(shell.kv("export", "--format", "csv", place.toString()))
          .isEqualTo(wrong(place + " is no place for a file; nothing was exported"));
    }
  }

  @Test
  void a_negative_limit_is_refused() {
    assertThat(shell.kv("list", "--limit=-1"))
        .isEqualTo(wrong("--limit -1: a number of keys is 0 or more"));
  }

  @Test
  void the_stack_trace_is_printed_only_when_asked_for() {
    assertThat(shell.kv("list").err()).doesNotContain("\tat ");
    assertThat(shell.kv("list", "--stacktrace").err()).contains("\tat logkv.cli.");
  }

  private Path segment() {
    return store.resolve("0000000001.seg");
  }

  /** Changes the value of the first record; the second one says that it had been forced before. */
  private Path damageFirstRecord() throws IOException {
    byte[] bytes = Files.readAllBytes(segment());
    bytes[56 + 18]++;
    Files.write(segment(), bytes);
    Files.delete(store.resolve("index.snapshot")); // with it, opening does not read the record
    return segment();
  }

  private static Answer wrong(String sentence) {
    return new Answer(2, "", "kv: " + sentence + "\n");
  }

  private static Answer problem(String sentence) {
    return new Answer(3, "", "kv: " + sentence + "\n");
  }
}
