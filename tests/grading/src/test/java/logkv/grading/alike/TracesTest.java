package logkv.grading.alike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import logkv.course.CourseException;
import logkv.grading.score.Promise;
import logkv.grading.score.PromiseResult;
import logkv.grading.score.Verdict;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A submission is taken for a wrong store only if it breaks the same promises in the same words. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TracesTest {
  private static final List<String> ALL = List.of("forgetful", "stale", "twin");

  private final Traces traces = Traces.empty();

  @TempDir
  Path folder;

  @Test
  void who_breaks_the_same_promises_in_the_same_words_is_recognised() {
    traces.add("forgetful", new Trace(Map.of("2.kill", "it is gone", "2.crash", "LOST")));
    traces.add("stale", new Trace(Map.of("2.kill", "it is old", "2.history", "STALE")));

    assertThat(alike(Map.of("2.kill", "it is gone", "2.crash", "LOST")))
        .containsExactly("forgetful");
  }

  @Test
  void words_that_came_with_another_seed_count_too() {
    traces.add("stale", new Trace(Map.of("2.kill", "it is old")));
    traces.add("stale", new Trace(Map.of("2.kill", "it is older")));

    assertThat(alike(Map.of("2.kill", "it is old"))).containsExactly("stale");
  }

  @Test
  void two_that_behave_alike_are_both_named() {
    traces.add("stale", new Trace(Map.of("2.kill", "it is old")));
    traces.add("twin", new Trace(Map.of("2.kill", "it is old")));

    assertThat(alike(Map.of("2.kill", "it is old"))).containsExactly("stale", "twin");
  }

  @Test
  void who_breaks_more_is_not_recognised() {
    traces.add("stale", new Trace(Map.of("2.kill", "it is old")));

    assertThat(alike(Map.of("2.kill", "it is old", "2.crash", "LOST"))).isEmpty();
  }

  @Test
  void who_breaks_nothing_is_like_nobody() {
    assertThat(alike(Map.of())).isEmpty();
  }

  @Test
  void traces_are_the_same_after_they_were_written_and_read() throws IOException {
    traces.add("stale", new Trace(Map.of("2.kill", "it is old | or not", "2.crash", "LOST")));
    Path file = folder.resolve("traces.txt");

    traces.write(file, "a comment\nof two lines");

    assertThat(Traces.read(file)).isEqualTo(traces);
  }

  @Test
  void a_mistake_in_the_file_is_named_with_its_line() throws IOException {
    Path file = folder.resolve("traces.txt");
    Files.writeString(file, "# comment\nstale\n  2.kill it is old\n");

    assertThatThrownBy(() -> Traces.read(file))
        .isInstanceOf(CourseException.class)
        .hasMessageContaining("line 3");
  }

  @Test
  void a_trace_is_the_sentence_the_verdict_and_the_hint_without_numbers() {
    String story = "The store does not survive a power cut right after operation 6.\n"
        + "workload  put(a, 1)\nproblem   LOST: a was 1\nfiles     none";
    Promise promise = new Promise("2.crash", 2, 10, "x", "02-persistence.md");

    Trace trace = Trace.of(List.of(
        new PromiseResult(promise, Verdict.BROKEN, story, "force 2 files"),
        PromiseResult.kept(new Promise("2.kill", 2, 10, "x", "02-persistence.md"))));

    assertThat(trace.words())
        .containsExactly(
            Map.entry(
                "2.crash",
                "The store does not survive a power cut right after operation #. [LOST] force # files"));
  }

  private List<String> alike(Map<String, String> words) {
    return traces.alike(new Trace(words), ALL);
  }
}
