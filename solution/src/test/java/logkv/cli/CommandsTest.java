package logkv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every command has: help with examples, a place in the manual, completion. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CommandsTest {
  @TempDir
  Path directory;

  private Shell shell;

  @BeforeEach
  void a_shell() {
    shell = new Shell(directory.resolve("store"));
  }

  static List<String> commands() {
    return Commands.NAMES;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void every_command_has_help_with_an_example_of_itself(String command) {
    String help = shell.kv("help", command).out();

    assertThat(help).startsWith("Usage: kv " + command + " ").contains("Example");
    assertThat(help.substring(help.indexOf("Example"))).contains("kv ", command);
    assertThat(shell.kv(command, "--help").out()).isEqualTo(help);
    assertThat(help.lines()).allMatch(line -> line.length() <= 100);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void every_command_is_in_the_overview_with_one_sentence(String command) {
    assertThat(shell.kv("help").out()).containsPattern("\n  " + command + "(, \\w+)? +[A-Z]");
    assertThat(shell.kv("--help")).isEqualTo(shell.kv("help"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void every_command_is_in_the_manual_and_is_completed(String command) {
    assertThat(shell.kv("help", "--man").out()).contains("\n.SS \\fB" + command + "\\fR");
    for (String system : new String[] {"bash", "zsh"}) {
      assertThat(shell.kv("completion", system).out()).contains("_picocli_kv_" + command + "()");
    }
  }

  @Test
  void no_line_of_the_manual_is_taken_for_a_request() {
    assertThat(shell.kv("help", "--man").out().lines())
        .filteredOn(line -> line.startsWith(".") || line.startsWith("'"))
        .allMatch(line -> line.matches("\\.(TH|SH|SS|TP|PP|B|br|nf|fi)( .*)?"));
  }

  @Test
  void help_for_an_unknown_command_is_refused() {
    assertThat(shell.kv("help", "lst").err())
        .isEqualTo("kv: there is no command lst; kv help lists them\n");
  }

  @Test
  void an_argument_may_be_the_name_of_a_command() {
    shell.kv("put", "list", "get");

    assertThat(shell.kv("get", "list").out()).isEqualTo("get");
    assertThat(shell
            .kv("--dir", directory.resolve("get").toString(), "put", "a", "b")
            .status())
        .isZero();
  }

  @Test
  void colours_are_for_terminals_that_want_them() {
    assertThat(shell.kv("help").out()).doesNotContain("\033");
    shell.withTerminalForOutput();
    assertThat(shell.kv("help").out()).contains("\033");
    assertThat(shell.with("NO_COLOR", "1").kv("help").out()).doesNotContain("\033");
  }

  @Test
  void the_policy_may_come_from_the_environment() {
    assertThat(shell.with("KV_SYNC", "never").kv("put", "a", "b").status()).isZero();
    assertThat(shell.with("KV_SYNC", "no").kv("put", "a", "b").err())
        .startsWith("kv: the variable KV_SYNC: no is not always, never, or every:");
  }
}
