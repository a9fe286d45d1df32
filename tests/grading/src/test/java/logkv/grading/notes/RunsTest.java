package logkv.grading.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import logkv.course.Course;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands say in a page what they would say to somebody who types them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RunsTest {
  private Commands commands;

  @BeforeEach
  void the_stores_of_this_very_course() throws IOException {
    commands = new Commands(Course.at(Path.of("").toAbsolutePath().getParent().getParent()));
  }

  @AfterEach
  void nothing_stays_open() throws IOException {
    commands.close();
  }

  @Test
  void commands_are_shown_with_what_they_print_and_preparations_are_not() throws Exception {
    assertThat(played("""
            # a store with one key
            @ store 6 data put tea "dark green"
            @ flip data/data.log 17 0x20
            @ truncate data/data.log -6
            @ rm data/LOCK
            $ hexdump -C data/data.log 9 25
            $ ls data
            """)).isEqualTo("""
            $ hexdump -C data/data.log 9 25
            00000009  00 00 00 03 00 00 00 0a  54 65 61 64 61 72 6b     |........Teadark|
            $ ls data
                   24  data.log""");
  }

  @Test
  void kv_is_played_in_the_folder_of_the_run_and_names_it_as_one_who_stands_in_it()
      throws Exception {
    assertThat(played("""
            $ ./kv put tea green
            $ ./kv list | grep tea
            $ ./kv get milk
            $ ./kv --dir nowhere get tea
            $ ./kv stats | head -n 1
            """)).isEqualTo("""
            $ ./kv put tea green
            $ ./kv list | grep tea
            tea	green
            $ ./kv get milk
            kv: milk has no value
            $ ./kv --dir nowhere get tea
            kv: there is no store in nowhere; name another directory with --dir, or begin a store with put
            $ ./kv stats | head -n 1
            store        kv-data""");
  }

  @Test
  void a_store_of_the_course_says_what_it_refuses() throws Exception {
    assertThat(played("""
            @ store 6 data put tea green
            @ store 6 data put milk fresh
            @ flip data/data.log 20
            @ store 6 data get tea
            """)).contains("data.log", "offset 0");
  }

  @Test
  void a_wrong_store_of_the_museum_tells_its_story() throws Exception {
    assertThat(played("@ test plain-crc-32 RecordChecksumTest#the_known_vectors_of_CRC_32C"))
        .contains("Read lectures/06-checksums.md#bodychecksum");
  }

  @Test
  void what_differs_from_run_to_run_is_not_compared() throws Exception {
    String run = "~ store\\s+\\S+\n$ ./kv put tea green\n$ ./kv stats | head -n 1";
    Runs.Transcript transcript = new Runs(commands).play(run);

    assertThat(transcript.isAlso("$ ./kv put tea green\n$ ./kv stats | head -n 1\nstore  other"))
        .isTrue();
    assertThat(transcript.isAlso("$ ./kv put tea black\n$ ./kv stats | head -n 1\nstore  other"))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "kv put tea green, a line begins with",
    "$ sudo reboot, no run knows a command sudo",
    "$ flip, cannot be understood: flip",
    "@ test no-such-exhibit LogStoreTest, The museum has no no-such-exhibit",
    "@ test plain-crc-32 TextTest, no TextTest of phase 6 fails on plain-crc-32",
    "~ (, is no regular expression",
    "$ ls . | sort, nothing is piped through sort",
  })
  void what_cannot_be_played_is_said(String run, String complaint) {
    assertThatThrownBy(() -> played(run))
        .isInstanceOf(StaleException.class)
        .hasMessageContaining(complaint);
  }

  private String played(String run) throws Exception {
    return new Runs(commands).play(run).text();
  }
}
