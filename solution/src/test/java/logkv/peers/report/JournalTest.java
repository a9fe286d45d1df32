package logkv.peers.report;

import static logkv.peers.report.Measure.LOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JournalTest {
  private static final List<Figure> MADE = Made.list(LOAD, 10, "LogKV", 1, 2);

  @TempDir
  Path directory;

  @Test
  void what_was_measured_is_there_when_it_is_opened_again() throws Exception {
    journal().done("LOGKV BASICS 10 0", MADE);

    assertThat(journal().figures()).isEqualTo(MADE);
    assertThat(journal().hasDone("LOGKV BASICS 10 0")).isTrue();
    assertThat(journal().hasDone("LOGKV BASICS 10 1")).isFalse();
  }

  @Test
  void figures_of_a_trial_that_did_not_end_do_not_count() throws Exception {
    journal().done("LOGKV BASICS 10 0", MADE);
    Files.writeString(file(), MADE.get(0).toJson() + "\n", StandardOpenOption.APPEND);

    assertThat(journal().figures()).isEqualTo(MADE);
  }

  @Test
  void half_a_line_is_cut_off() throws Exception {
    journal().done("LOGKV BASICS 10 0", MADE);
    Files.writeString(file(), "{\"engine\":\"Lo", StandardOpenOption.APPEND);
    journal().done("LOGKV BASICS 10 1", MADE);

    assertThat(journal().figures()).hasSize(2 * MADE.size());
  }

  @Test
  void a_trial_that_failed_is_a_problem_until_it_is_done() throws Exception {
    journal().failed("XODUS YCSB 10 0", "an Exception: it did not open");

    assertThat(journal().hasDone("XODUS YCSB 10 0")).isFalse();
    assertThat(journal().problems())
        .containsExactly("XODUS YCSB 10 0: an Exception: it did not open");

    journal().done("XODUS YCSB 10 0", MADE);

    assertThat(journal().hasDone("XODUS YCSB 10 0")).isTrue();
    assertThat(journal().problems()).isEmpty();
  }

  @Test
  void figures_that_were_measured_with_something_else_are_not_added_to() throws Exception {
    journal().done("LOGKV BASICS 10 0", MADE);

    assertThatThrownBy(() -> new Journal(file(), "java=18"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("--fresh");
    assertThat(journal().figures()).isEqualTo(MADE);
  }

  private Path file() {
    return directory.resolve("figures.jsonl");
  }

  private Journal journal() throws Exception {
    return new Journal(file(), "java=17");
  }
}
