package logkv.grading.inside;

import static logkv.crash.Step.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import logkv.crash.CrashFailure;
import logkv.crash.CrashStore;
import logkv.crash.CrashTest;
import logkv.grading.bench.Broken;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What students are told. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StoryTest {

  @Test
  void a_story_tells_what_was_done_expected_and_found_and_ends_in_a_hint() {
    Broken broken = Story.of("A deleted key is back after the store was reopened.")
        .workload("put(tea, green), delete(tea), reopen, get(tea)")
        .expected("nothing")
        .came("green")
        .hint("what does a replay do with a tombstone?");

    assertThat(broken.getMessage()).isEqualTo("""
        A deleted key is back after the store was reopened.
        workload  put(tea, green), delete(tea), reopen, get(tea)
        expected  nothing
        came      green""");
    assertThat(broken.hint()).isEqualTo("what does a replay do with a tombstone?");
  }

  @Test
  void a_percent_sign_in_a_key_is_no_format() {
    assertThat(Story.of("x").expected("%s").came("100 %").text())
        .isEqualTo("x\nexpected  %s\ncame      100 %");
  }

  @Test
  void long_lines_are_broken_and_long_parts_end_in_dots() {
    String text = Story.of("x").workload("put(a, 1), ".repeat(200)).text();

    assertThat(text.lines()).hasSize(7).allMatch(line -> line.length() <= 104);
    assertThat(text).endsWith(" ...");
  }

  @Test
  void a_story_has_at_most_40_lines() {
    Story story = Story.of("x").drawing(Collections.nCopies(99, "y"));

    assertThat(story.text().lines()).hasSize(40).last().isEqualTo("...");
  }

  @Test
  void a_record_is_drawn_field_by_field_with_an_arrow_where_it_differs() {
    byte[] right = Entry.log(List.of(Entry.put("a", "1"), Entry.put("tea", "green")), false);
    byte[] wrong = right.clone();
    wrong[19 + Entry.KEY_LENGTH_AT] = 3;
    wrong[19 + Entry.KEY_LENGTH_AT + 3] = 0;

    assertThat(String.join("\n", Drawing.compared(right, wrong, 19))).isEqualTo("""
             offset  field         expected                     found
                 19  header crc    00 00 00 00                  00 00 00 00
                 23  body crc      00 00 00 00                  00 00 00 00
                 27  kind          01                           01
        ->       28  key length    00 00 00 03                  03 00 00 00
                 32  value length  00 00 00 05                  00 00 00 05
                 36  key           74 65 61                     74 65 61
                 39  value         67 72 65 65 6e               67 72 65 65 6e""");
  }

  @Test
  void the_hint_of_a_crash_report_is_taken_out_of_it() {
    CrashFailure failure = catchThrowableOfType(
        CrashFailure.class, () -> CrashTest.of(directory -> new Forgetful()).check(put("a", "1")));

    Broken broken = InsideSuite.broken(failure);

    assertThat(failure).hasMessageContaining("\nhint      ");
    assertThat(broken.getMessage()).contains("workload  put(a, 1)").doesNotContain("hint");
    assertThat(broken.hint()).isNotBlank().doesNotContain("hint ");
  }

  @Test
  void keys_and_values_are_shown_so_that_they_can_be_told_apart() {
    assertThat(List.of(
            Shown.text("tea"),
            Shown.text(""),
            Shown.text("a b"),
            Shown.text("null"),
            Shown.text("th\u00e9\0"),
            Shown.text("x".repeat(40_000)),
            Shown.text("50%")))
        .containsExactly(
            "tea",
            "\"\"",
            "\"a b\"",
            "\"null\"",
            "\"th\\u00e9\\u0000\"",
            "\"xxxxxxxxxxxxxxxxxx\"... (40,000 bytes)",
            "50%");
    assertThat(Shown.text(null)).isEqualTo("null");
  }

  /** Keeps everything in memory. */
  private static final class Forgetful implements CrashStore {
    private final Map<String, String> values = new TreeMap<>();

    @Override
    public void put(String key, String value) {
      values.put(key, value);
    }

    @Override
    public void delete(String key) {
      values.remove(key);
    }

    @Override
    public Map<String, String> contents() throws IOException {
      return values;
    }

    @Override
    public void close() {}
  }
}
