package logkv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import logkv.LogStore;
import logkv.cli.Shell.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code kv inspect} is asked for, where the page goes, and what the status says. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class InspectCommandTest {
  @TempDir
  Path directory;

  private Path store;
  private Path log;
  private Shell shell;

  @BeforeEach
  void a_store_of_the_course() throws IOException {
    store = directory.resolve("store");
    log = store.resolve("data.log");
    shell = new Shell(directory.resolve("elsewhere"));
    try (LogStore course = LogStore.open(store)) {
      course.put("tea", "green");
      course.put("two\nlines", "x".repeat(1_000));
    }
  }

  @Test
  void keys_are_escaped_and_the_status_is_0() {
    Answer answer = shell.kv("inspect", log.toString());

    assertThat(answer.status()).isZero();
    assertThat(answer.err()).isEmpty();
    assertThat(answer.out()).contains("  live   two\\nlines\n").endsWith("\nno damage\n");
  }

  @Test
  void damage_is_status_3() throws IOException {
    byte[] bytes = Files.readAllBytes(log);
    bytes[20]++;
    Files.write(log, bytes);

    for (String[] how : new String[][] {
      {},
      {"--summary"},
      {"--record", "0"},
      {"--html", directory.resolve("page.html").toString()}
    }) {
      String[] command = new String[how.length + 2];
      command[0] = "inspect";
      command[1] = log.toString();
      System.arraycopy(how, 0, command, 2, how.length);
      Answer answer = shell.kv(command);
      assertThat(answer.status()).isEqualTo(3);
      assertThat(answer.out()).contains("the body checksum does not match");
    }
  }

  @Test
  void programs_get_an_object_on_every_line() throws IOException {
    byte[] bytes = Files.readAllBytes(log);
    Files.write(log, Arrays.copyOf(bytes, bytes.length - 1));

    assertThat(shell.kv("inspect", "--json", log.toString()).out()).isEqualTo("""
        {"file":"data.log","offset":0,"length":25,"kind":"put","state":"live","checksums":"ok","witness":false,"batchGoesOn":false,"keyLength":3,"valueLength":5,"k":"tea"}
        {"file":"data.log","offset":25,"length":1025,"kind":"damage","state":"torn","checksums":"","witness":false,"batchGoesOn":false,"keyLength":9,"valueLength":1000,"k":"two\\nlines","problem":"the file ends inside of it"}
        {"sum":"header","pieces":0,"bytes":0}
        {"sum":"live","pieces":1,"bytes":25}
        {"sum":"dead","pieces":0,"bytes":0}
        {"sum":"tombstone","pieces":0,"bytes":0}
        {"sum":"seal","pieces":0,"bytes":0}
        {"sum":"damaged","pieces":0,"bytes":0}
        {"sum":"torn","pieces":1,"bytes":1025}
        {"finding":"torn tail","file":"data.log","offset":25,"length":1025,"reason":"the file ends inside of it"}
        """);
  }

  @Test
  void without_a_name_it_is_the_directory_of_the_store() {
    assertThat(shell.kv("--dir", store.toString(), "inspect").out())
        .isEqualTo(shell.kv("inspect", store.toString()).out());
  }

  @Test
  void the_summary_has_no_table() {
    assertThat(shell.kv("inspect", "--summary", store.toString()).out())
        .doesNotContain("tea")
        .contains("live                    2               1,051\n");
  }

  @Test
  void long_values_are_shown_to_their_end_only_when_asked_for() {
    assertThat(shell.kv("inspect", log.toString(), "--record", "25").out())
        .contains("... 744 more; --all shows them")
        .hasLineCount(26);
    assertThat(shell.kv("inspect", log.toString(), "--record", "25", "--all").out())
        .doesNotContain("more")
        .hasLineCount(72);
  }

  @Test
  void what_is_no_file_of_a_store_is_refused() throws IOException {
    Path text = Files.writeString(directory.resolve("notes.txt"), "nothing of a store");
    Path empty = Files.createDirectory(directory.resolve("empty"));

    assertThat(shell.kv("inspect", text.toString()))
        .isEqualTo(wrong(text + " is no segment, snapshot, Bloom filter or data.log of a store"));
    assertThat(shell.kv("inspect", empty.toString()))
        .isEqualTo(
            wrong("there is no store in " + empty + ": neither a segment (.seg) nor a data.log"));
    assertThat(shell.kv("inspect", directory.resolve("absent").toString()))
        .isEqualTo(
            wrong("there is no file or directory " + directory.resolve("absent") + " to look at"));
    assertThat(shell.kv("inspect", log.toString(), "--record", "9999"))
        .isEqualTo(wrong("data.log has no offset 9999; it has 1,051 bytes"));
    assertThat(shell.kv("inspect", log.toString(), "--record", "0", "--json"))
        .isEqualTo(wrong("--record, --json and --html are three ways to look; choose one"));
  }

  @Test
  void the_page_is_written_whole_and_never_among_the_files_of_the_store() throws IOException {
    Path page = directory.resolve("page.html");

    assertThat(shell.kv("inspect", store.toString(), "--html", page.toString()).status())
        .isZero();
    assertThat(page).content().startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    assertThat(directory).isDirectoryNotContaining("glob:**.part");

    byte[] before = Files.readAllBytes(log);
    for (String place : new String[] {"page.html", "data.log"}) {
      Path inside = store.resolve(place);
      assertThat(shell.kv("inspect", store.toString(), "--html", inside.toString()))
          .isEqualTo(
              wrong(inside + " would lie among the files of the store; write the page elsewhere"));
    }
    assertThat(shell.kv("inspect", log.toString(), "--html", log.toString()).status())
        .isEqualTo(2);
    assertThat(log).hasBinaryContent(before);
    assertThat(store.resolve("page.html")).doesNotExist();
  }

  private static Answer wrong(String sentence) {
    return new Answer(2, "", "kv: " + sentence + "\n");
  }
}
