package logkv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.concurrent.Callable;
import logkv.cli.text.Escapes;
import logkv.cli.text.RawText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code kv help}: says what commands do. */
@Command(
    name = "help",
    description = "Says what COMMAND does, or which commands there are.",
    footer = {
      "%nExamples:",
      "  kv help import",
      "  kv help --man | man -l -",
      "  kv help --man > ~/.local/share/man/man1/kv.1"
    })
final class HelpCommand implements Callable<Integer> {

  @ParentCommand
  private Kv kv;

  @Parameters(arity = "0..1", paramLabel = "COMMAND")
  private String command;

  @Option(names = "--man", description = "Print all of it as a manual page, in troff.")
  private boolean man;

  @Override
  public Integer call() throws IOException {
    CommandLine about = kv.commandLine();
    String text;
    if (man) {
      text = ManPage.of(about);
    } else {
      if (command != null) {
        about = about.getSubcommands().get(command);
      }
      if (about == null) {
        throw Refusal.wrongUsage("there is no command %s; kv help lists them"
            .formatted(Escapes.visible(RawText.bytes(command))));
      }
      text = about
          .getUsageMessage(kv.commandLine().getColorScheme())
          .replaceFirst("Usage: +", "Usage: "); // in the shell there is no kv in front
    }
    kv.surroundings().out().write(text.getBytes(UTF_8));
    return ExitStatus.DONE;
  }
}
