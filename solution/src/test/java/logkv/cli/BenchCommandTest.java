package logkv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import logkv.cli.Shell.Answer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BenchCommandTest {
  @TempDir
  Path directory;

  @Test
  void each_part_of_the_run_ends_with_a_line_and_nothing_is_left() {
    Answer answer = shell()
        .kv(
            "bench",
            "--records",
            "50",
            "--operations",
            "20",
            "--workloads",
            "c,e",
            "--sync",
            "never");

    assertThat(answer.status()).isZero();
    assertThat(answer.out().lines())
        .anyMatch(line -> line.matches("load: 50 records of 1,000 bytes in .*"))
        .anyMatch(line -> line.matches(" +count +p50 +p95 +p99 +p99.9 +max"))
        .anyMatch(line -> line.matches("  read +20 .*"))
        .anyMatch(
            line -> line.matches("c: 20 operations in .* a second with 1 thread, --sync never"))
        .anyMatch(line -> line.matches("e: 20 operations in .*"));
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void the_basics_stand_beside_what_the_file_alone_costs() {
    Answer answer = shell().kv("bench", "--basics", "--records", "50", "--seconds", "1");

    assertThat(answer.status()).isZero();
    assertThat(answer.out().lines())
        .startsWith("basics: 50 records of 1,000 bytes")
        .anyMatch(line -> line.matches("  put of a new key .* times append to a file"))
        .noneMatch(line -> line.startsWith("load: "));
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void what_makes_no_sense_is_refused() {
    assertThat(shell().kv("bench", "--threads", "0"))
        .isEqualTo(new Answer(2, "", "kv: --threads 0: at least 1 is wanted\n"));
    assertThat(shell().kv("bench", "--workloads", "g").err())
        .contains("expected one of [a, b, c, f, d, e]");
    assertThat(directory).isEmptyDirectory();
  }

  private Shell shell() {
    return new Shell(directory.resolve("store"));
  }
}
