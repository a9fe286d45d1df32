package logkv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProgressTest {
  private final StringWriter err = new StringWriter();
  private double seconds;

  @Test
  void it_tells_the_part_the_rate_and_the_time_left() {
    Progress progress = progress(true, 1_000);

    seconds = 2;
    progress.at(50, 250);

    assertThat(shown()).containsExactly("50 records [#####...............] 25%, 25/s, 6 s left");
  }

  @Test
  void without_a_total_there_is_no_part_and_no_time_left() {
    Progress progress = progress(true, 0);

    seconds = 2;
    progress.at(5_000, 250);

    assertThat(shown()).containsExactly("5,000 records, 2,500/s");
  }

  @Test
  void the_rate_is_that_of_the_last_seconds() {
    Progress progress = progress(true, 0);

    seconds = 1;
    progress.at(10_000, 0);
    for (seconds = 2; seconds <= 20; seconds++) {
      progress.at(10_000 + (long) seconds, 0);
    }

    assertThat(shown()).last().isEqualTo("10,020 records, 1/s");
  }

  @Test
  void a_terminal_sees_ten_lines_a_second_and_a_file_one() {
    for (boolean terminal : new boolean[] {true, false}) {
      err.getBuffer().setLength(0);
      seconds = 0;
      Progress progress = progress(terminal, 0);

      for (int record = 1; record <= 1_000; record++) {
        seconds = record / 250.0;
        progress.at(record, 0);
      }

      assertThat(shown()).hasSize(terminal ? 40 : 4);
    }
  }

  private Progress progress(boolean terminal, long total) {
    return new Progress(
        new Surroundings(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            new PrintWriter(err),
            Map.of(),
            false,
            false,
            terminal,
            Place.COMMAND_LINE,
            () -> (long) (seconds * 1_000_000_000)),
        total);
  }

  /** What was shown, one line after the other, without the commands to the terminal. */
  private List<String> shown() {
    return List.of(
        err.toString().replaceAll("\033\\[[?]?[0-9]*[a-zA-Z]", "").strip().split("\\R"));
  }
}
