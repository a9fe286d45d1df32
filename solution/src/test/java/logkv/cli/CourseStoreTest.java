package logkv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import logkv.KeyValueStore;
import logkv.LogStore;
import logkv.cli.Shell.Answer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store of the course is left alone, and can be copied to one of kv's own. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CourseStoreTest {
  @TempDir
  Path directory;

  @Test
  void every_command_leaves_a_student_s_store_as_it_is_and_says_what_can_be_done()
      throws IOException {
    Path log = aStudentsStore();
    byte[] before = Files.readAllBytes(log);

    for (String command : new String[] {"get tea", "put a b", "list", "repl", "verify"}) {
      assertThat(shell().kv(command.split(" ")))
          .as(command)
          .isEqualTo(new Answer(
              3,
              "",
              "kv: %s is a store of the course; kv inspect %s shows it, and kv --dir ANOTHER import"
                      .formatted(log.getParent(), log)
                  + " " + log + " copies it to a store of kv's own\n"));
    }
    assertThat(log).hasBinaryContent(before);
  }

  @Test
  void its_log_can_be_imported() throws IOException {
    Path log = aStudentsStore();
    String mine = directory.resolve("mine").toString();

    assertThat(shell().kv("--dir", mine, "import", log.toString()))
        .isEqualTo(new Answer(0, "", "2 imported\n"));
    assertThat(shell().kv("--dir", mine, "list").out()).isEqualTo("grün\t\ntea\tblack\n");
  }

  @Test
  void nothing_is_exported_as_one() {
    assertThat(shell().kv("export", "data.log").err())
        .isEqualTo("kv: nothing is exported as course; choose lines, jsonl or csv\n");
  }

  private Path aStudentsStore() throws IOException {
    Path store = directory.resolve("store");
    try (KeyValueStore students = LogStore.open(store)) {
      students.put("tea", "green");
      students.put("mate", "hot");
      students.put("grün", "");
      students.put("tea", "black");
      students.delete("mate");
    }
    return store.resolve("data.log");
  }

  private Shell shell() {
    return new Shell(directory.resolve("store"));
  }
}
