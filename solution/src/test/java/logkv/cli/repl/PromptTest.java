package logkv.cli.repl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import logkv.cli.text.Words;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person types at a terminal, key by key. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PromptTest {
  private static final String TAB = "\t";
  private static final String ENTER = "\r";
  private static final String UP = "\033OA";
  private static final String CTRL_D = "\004";

  @TempDir
  Path directory;

  private final List<List<String>> executed = new ArrayList<>();
  private Terminal terminalInUse;
  private boolean interrupted;

  @Test
  void a_line_is_a_command_until_the_shell_has_enough() throws IOException {
    type("set tea green" + ENTER + "quit" + ENTER + "list" + ENTER);

    assertThat(executed).containsExactly(List.of("set", "tea", "green"), List.of("quit"));
  }

  @Test
  void ctrl_d_ends_too() throws IOException {
    type("list" + ENTER + CTRL_D);

    assertThat(executed).containsExactly(List.of("list"));
  }

  @Test
  void ctrl_c_while_a_command_is_at_work_interrupts_it() throws IOException {
    type("wait" + ENTER + CTRL_D);

    assertThat(interrupted).isTrue();
  }

  @Test
  void an_open_quote_goes_on_in_the_next_line() throws IOException {
    type("set a \"two" + ENTER + "lines\"" + ENTER + CTRL_D);

    assertThat(executed).containsExactly(List.of("set", "a", "two\nlines"));
  }

  @Test
  void an_exclamation_mark_means_nothing() throws IOException {
    type("set a hello!!" + ENTER + CTRL_D);

    assertThat(executed).containsExactly(List.of("set", "a", "hello!!"));
  }

  @Test
  void tab_completes_commands_options_and_keys() throws IOException {
    type("li" + TAB + "--ke" + TAB + ENTER + "get te" + TAB + ENTER + CTRL_D);

    assertThat(executed).containsExactly(List.of("list", "--keys-only"), List.of("get", "tea"));
  }

  @Test
  void a_key_that_needs_quotes_is_completed_with_them() throws IOException {
    type("get \"Ea" + TAB + ENTER + "get Ea" + TAB + ENTER + CTRL_D);

    assertThat(executed.get(0)).containsExactly("get", "Earl Grey");
  }

  @Test
  void what_was_typed_comes_back_also_the_next_time() throws IOException {
    type("set tea green" + ENTER + CTRL_D);
    type(UP + ENTER + CTRL_D);

    assertThat(executed)
        .containsExactly(List.of("set", "tea", "green"), List.of("set", "tea", "green"));
    assertThat(directory.resolve("history")).hasContent("set tea green");
  }

  @Test
  void a_line_that_begins_with_a_blank_is_not_kept() throws IOException {
    type(" set password secret" + ENTER + "list" + ENTER + CTRL_D);

    assertThat(directory.resolve("history")).hasContent("list");
  }

  @Test
  void without_a_place_for_the_history_everything_else_works() throws IOException {
    Files.createFile(directory.resolve("file"));
    Map<String, String> variables =
        Map.of("KV_HISTORY", directory.resolve("file/history").toString());

    type("list" + ENTER + CTRL_D, variables);

    assertThat(executed).containsExactly(List.of("list"));
  }

  private String type(String keys) throws IOException {
    return type(keys, Map.of("KV_HISTORY", directory.resolve("history").toString()));
  }

  /** Types {@code keys}, and returns what the terminal was told. */
  private String type(String keys, Map<String, String> variables) throws IOException {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    try (Terminal terminal = new ExternalTerminal(
        null,
        "test",
        "xterm",
        new ByteArrayInputStream(keys.getBytes(UTF_8)),
        screen,
        UTF_8,
        Terminal.SignalHandler.SIG_DFL,
        true)) {
      terminalInUse = terminal;
      terminal.setSize(new Size(80, 24));
      terminal.enterRawMode(); // before the first key
      terminal.resume();
      new Prompt(new Recorder(), true, variables).run(terminal);
    }
    return screen.toString(UTF_8);
  }

  /** A shell that only remembers what it was told, and has two keys. */
  private final class Recorder implements Shell {
    @Override
    public boolean execute(Words command) {
      executed.add(command.arguments());
      if (command.arguments().contains("wait")) {
        terminalInUse.raise(Terminal.Signal.INT); // as the system does when Ctrl-C is pressed now
      }
      return !command.arguments().contains("quit");
    }

    @Override
    public void interrupt() {
      interrupted = true;
    }

    @Override
    public Set<String> commands() {
      return Set.of("get", "set", "list", "quit");
    }

    @Override
    public Set<String> options(String command) {
      return command.equals("list") ? Set.of("--keys-only", "--limit") : Set.of();
    }

    @Override
    public List<byte[]> keys(byte[] prefix) {
      String typed = new String(prefix, UTF_8);
      return List.of("tea", "Earl Grey").stream()
          .filter(key -> key.startsWith(typed))
          .map(key -> key.getBytes(UTF_8))
          .toList();
    }
  }
}
