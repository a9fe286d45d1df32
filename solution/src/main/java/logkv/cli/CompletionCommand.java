package logkv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code kv completion}: prints what makes a shell complete kv's commands and options. */
@Command(
    name = "completion",
    description = "Prints what makes SHELL complete commands and options of kv.",
    footer = {
      "%nExamples:",
      "  source <(kv completion bash)            now, in this shell",
      "  kv completion bash > ~/.local/share/bash-completion/completions/kv",
      "  echo 'source <(kv completion zsh)' >> ~/.zshrc"
    })
final class CompletionCommand implements Callable<Integer> {

  /** The shells that are known; one script serves them all. */
  enum SystemShell {
    bash,
    zsh
  }

  @ParentCommand
  private Kv kv;

  @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
  private SystemShell shell;

  @Override
  public Integer call() throws IOException {
    String script = AutoComplete.bash("kv", kv.commandLine());
    kv.surroundings().out().write(script.getBytes(UTF_8));
    return ExitStatus.DONE;
  }
}
