package logkv.cli.repl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import logkv.cli.text.Words;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * Asks a person at a terminal for one command after the other.
 *
 * <p>Tab completes, the arrows bring back what was typed before, also days ago. Ctrl-C forgets what is
 * being typed, or interrupts what is at work; Ctrl-D at the beginning of a line ends.
 */
public final class Prompt {
  private final Shell shell;
  private final boolean colours;
  private final Map<String, String> variables;

  /** @param variables of the environment: where to keep what was typed */
  public Prompt(Shell shell, boolean colours, Map<String, String> variables) {
    this.shell = shell;
    this.colours = colours;
    this.variables = variables;
  }

  /** Returns when the user is done. */
  public void run() throws IOException {
    try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
      run(terminal);
    }
  }

  /** The same at a terminal that is not that of this process. */
  void run(Terminal terminal) throws IOException {
    // While a line is read, JLine has a handler of its own. Without this one the system's would end
    // the process at once, and nobody would close the store.
    terminal.handle(Terminal.Signal.INT, signal -> shell.interrupt());
    LineReader reader = reader(terminal);
    boolean more = true;
    while (more) {
      try {
        more = shell.execute(Words.of(reader.readLine("kv> ")));
      } catch (UserInterruptException e) {
        // What was being typed is forgotten.
      } catch (EndOfFileException e) {
        more = false;
      }
    }
  }

  private LineReader reader(Terminal terminal) {
    LineReaderBuilder builder = LineReaderBuilder.builder()
        .terminal(terminal)
        .appName("kv")
        .parser(new CommandParser())
        .completer(new CommandCompleter(shell))
        .variable(LineReader.SECONDARY_PROMPT_PATTERN, "  > ")
        .option(Option.DISABLE_EVENT_EXPANSION, true) // a value may hold a !
        .option(Option.HISTORY_IGNORE_SPACE, true) // for what nobody should read later
        .option(Option.HISTORY_TIMESTAMPED, false);
    historyFile().ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
    if (colours) {
      builder.highlighter(new CommandHighlighter(shell.commands()));
    }
    return builder.build();
  }

  /** Returns where commands are kept; empty where nothing can be written, and then they are not. */
  private Optional<Path> historyFile() {
    try {
      String named = variables.getOrDefault("KV_HISTORY", "");
      Path file = named.isEmpty()
          ? Path.of(variables.getOrDefault("HOME", "."), ".local", "state", "kv", "history")
          : Path.of(named);
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.isWritable(file) || Files.isWritable(file.toAbsolutePath().getParent())
          ? Optional.of(file)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
