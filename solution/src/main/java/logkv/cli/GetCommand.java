package logkv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import logkv.KeyValueStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code kv get}: prints the value of a key. */
@Command(
    name = "get",
    description = {
      "Prints the value of KEY.",
      "Exactly its bytes and nothing else; only on a terminal a line ends after it."
    },
    footer = {"%nExamples:", "  kv get tea", "  kv get letter > letter.txt"})
final class GetCommand implements Callable<Integer> {

  @ParentCommand
  private Kv kv;

  @Parameters(paramLabel = "KEY", converter = Argument.class)
  private String key;

  @Override
  public Integer call() throws IOException {
    Optional<String> value;
    try (KeyValueStore store = kv.open()) {
      value = store.get(key);
    }
    if (value.isEmpty()) {
      return kv.notFound(key);
    }
    OutputStream out = kv.surroundings().out();
    out.write(value.get().getBytes(UTF_8));
    if (kv.surroundings().outIsTerminal()) {
      out.write('\n');
    }
    return ExitStatus.DONE;
  }
}
