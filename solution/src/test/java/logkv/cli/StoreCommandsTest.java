package logkv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import logkv.cli.Shell.Answer;
import logkv.segmented.SegmentedStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that are about the store as a whole: stats, compact, verify, repair, backup. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StoreCommandsTest {

  /** A segment begins with a header of 56 bytes, a record with one of 17. */
  private static final int SECOND_RECORD = 56 + 17 + "a".length() + "one".length();

  @TempDir
  Path directory;

  private Path store;
  private Shell shell;

  @BeforeEach
  void a_store_with_three_records_and_two_keys() {
    store = directory.resolve("store");
    shell = new Shell(store);
    shell.kv("put", "a", "one");
    shell.kv("put", "b", "two");
    shell.kv("put", "a", "three");
  }

  @Test
  void stats_tell_live_from_dead() {
    String out = shell.kv("stats").out();

    assertThat(out.lines()).contains("keys         2", "policy       always");
    assertThat(out)
        .contains("size         121 bytes in 1 segment: 44 live, 21 dead")
        .contains("snapshot     of the index, up to 0000000001.seg at 77; 44 bytes of log since")
        .containsPattern("0000000001.seg +121 +44 +0 +21  active\n");
  }

  @Test
  void stats_as_json_hold_the_same_for_programs() throws IOException {
    Map<String, String> values = new TreeMap<>();
    try (JsonParser json =
        new JsonFactory().createParser(shell.kv("stats", "--json").out())) {
      while (json.nextToken() != null) {
        if (json.currentToken().isScalarValue()) {
          values.put(json.currentName(), json.getText());
        }
      }
    }

    assertThat(values)
        .containsEntry("keys", "2")
        .containsEntry("totalBytes", "121")
        .containsEntry("liveBytes", "44")
        .containsEntry("deadBytes", "21")
        .containsEntry("syncPolicy", "always")
        .containsEntry("file", "0000000001.seg")
        .containsEntry("sealed", "false")
        .containsKey("indexBytes");
  }

  @Test
  void compact_leaves_nothing_that_is_dead() {
    Answer compact = shell.kv("compact");

    assertThat(compact.status()).isZero();
    assertThat(compact.err()).matches("121 bytes before, \\d+ now\n");
    assertThat(shell.kv("stats").out()).contains(": 44 live, 0 dead");
    assertThat(shell.kv("list").out()).isEqualTo("a\tthree\nb\ttwo\n");
  }

  @Test
  void verify_counts_what_is_whole() {
    assertThat(shell.kv("verify"))
        .isEqualTo(new Answer(0, "3 whole records in 121 bytes, no damage\n", ""));
  }

  @Test
  void verify_names_what_is_damaged_and_goes_on_behind_it() throws IOException {
    flip(SECOND_RECORD + 17);

    Answer answer = shell.kv("verify");

    assertThat(answer.status()).isEqualTo(3);
    assertThat(answer.out())
        .startsWith(segment() + ": no record at offset " + SECOND_RECORD
            + ": the body checksum does not match\n")
        .endsWith("1 damaged place; kv repair --help says what can be done\n");
  }

  @Test
  void verify_reads_a_store_that_cannot_be_opened() throws IOException {
    flip(SECOND_RECORD + 17);
    Files.delete(store.resolve("index.snapshot"));
    assertThat(shell.kv("get", "a").status()).isEqualTo(3);

    assertThat(shell.kv("verify"))
        .isEqualTo(new Answer(
            3,
            segment() + ": no record at offset " + SECOND_RECORD
                + ": the body checksum does not match\n"
                + "2 whole records in 121 bytes, 1 damaged place; kv repair --help says what can be"
                + " done\n",
            ""));
  }

  @Test
  void salvage_copies_all_that_is_whole_and_touches_nothing() throws IOException {
    flip(SECOND_RECORD + 17);
    Map<String, String> before = files();
    Path out = directory.resolve("saved");

    Answer answer = shell.kv("repair", "--salvage", out.toString());

    assertThat(answer.status()).isZero();
    assertThat(answer.err())
        .contains("lost: " + segment() + ": 21 bytes from offset " + SECOND_RECORD)
        .endsWith(
            "2 records copied, which make 1 keys in " + out + "; 1 place could not be read\n");
    assertThat(shell.kv("--dir", out.toString(), "list").out()).isEqualTo("a\tthree\n");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void truncate_tail_copies_the_store_as_it_was_before_the_damage() throws IOException {
    flip(SECOND_RECORD + 17);
    Map<String, String> before = files();
    Path out = directory.resolve("saved");

    Answer answer = shell.kv("repair", "--truncate-tail", out.toString());

    assertThat(answer)
        .isEqualTo(new Answer(
            0,
            "",
            "left out: 44 bytes of %s, from offset %d on\n1 keys in %s\n"
                .formatted(segment(), SECOND_RECORD, out)));
    assertThat(shell.kv("--dir", out.toString(), "list").out()).isEqualTo("a\tone\n");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void truncate_tail_is_refused_where_the_tail_is_not_the_problem() {
    Answer answer =
        shell.kv("repair", "--truncate-tail", directory.resolve("out").toString());

    assertThat(answer.status()).isEqualTo(3);
    assertThat(answer.err()).contains("0000000001.seg, the last segment, is not damaged;");
    assertThat(directory.resolve("out")).doesNotExist();
  }

  @Test
  void repair_wants_to_be_told_how() {
    assertThat(shell.kv("repair").status()).isEqualTo(2);
  }

  @Test
  void backup_copies_the_store_and_says_what_it_read() {
    Path copy = directory.resolve("copy");

    Answer answer = shell.kv("backup", copy.toString());

    assertThat(answer)
        .isEqualTo(new Answer(0, "", "2 keys in " + copy + "; all 3 records of it were read\n"));
    assertThat(shell.kv("--dir", copy.toString(), "list").out())
        .isEqualTo(shell.kv("list").out());
  }

  @Test
  void nothing_is_copied_over_something_else() throws IOException {
    Path full = Files.createDirectory(directory.resolve("full"));
    Files.createFile(full.resolve("letter"));
    String[][] commands = {
      {"backup", full.toString()},
      {"repair", "--salvage", full.toString()},
      {"repair", "--truncate-tail", full.toString()}
    };

    for (String[] command : commands) {
      assertThat(shell.kv(command))
          .as(command[0])
          .isEqualTo(new Answer(
              2,
              "",
              "kv: " + full + " is not empty; name a directory that is, or that is not there\n"));
    }
    assertThat(full.toFile().list()).containsExactly("letter");
  }

  @Test
  void reading_works_beside_a_writer_and_changes_nothing() throws IOException {
    try (SegmentedStore writer = SegmentedStore.open(store)) {
      writer.put("c".getBytes(UTF_8), "four".getBytes(UTF_8));
      Map<String, String> before = files();

      assertThat(shell.kv("get", "c").out()).isEqualTo("four");
      assertThat(shell.kv("exists", "a").status()).isZero();
      assertThat(shell.kv("exists", "d").status()).isEqualTo(1);
      assertThat(shell.kv("count").out()).isEqualTo("3\n");
      assertThat(shell.kv("list", "--limit", "1").out()).isEqualTo("a\tthree\n");
      assertThat(shell.kv("stats").status()).isZero();
      assertThat(shell.kv("verify").status()).isZero();
      assertThat(shell.kv("export", "--format", "csv").status()).isZero();
      assertThat(files()).isEqualTo(before);
    }
  }

  @Test
  void read_only_forbids_every_command_that_writes() {
    for (String command :
        new String[] {"put a b", "set a b", "delete a", "del a", "compact", "import --format csv"
        }) {
      String name = command.split(" ")[0].replace("set", "put").replaceAll("del$", "delete");
      assertThat(shell.kv(("--read-only " + command).split(" ")))
          .as(command)
          .isEqualTo(new Answer(
              2, "", "kv: " + name + " changes the store, and --read-only forbids it\n"));
    }
    assertThat(shell.kv("--read-only", "get", "a").out()).isEqualTo("three");
  }

  @Test
  void a_policy_is_always_never_or_every_so_often() {
    for (String policy : new String[] {"always", "never", "every:5ms", "every:2s"}) {
      assertThat(shell.kv("put", "k", policy, "--sync", policy).status())
          .as(policy)
          .isZero();
      assertThat(shell.kv("get", "k").out()).isEqualTo(policy);
    }
    assertThat(shell.kv("put", "k", "v", "--sync", "sometimes").err())
        .contains("sometimes is not always, never, or every: with an interval such as 100ms or 2s");
  }

  private Path segment() {
    return store.resolve("0000000001.seg");
  }

  private void flip(int offset) throws IOException {
    byte[] bytes = Files.readAllBytes(segment());
    bytes[offset] ^= 1;
    Files.write(segment(), bytes);
  }

  /** The names of the store's files, with their bytes and when they were written last. */
  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(store)) {
      for (Path file : all.toList()) {
        files.put(
            file.getFileName().toString(),
            Files.getLastModifiedTime(file) + " "
                + HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return files;
  }
}
