package logkv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import logkv.cli.text.Escapes;
import logkv.segmented.SegmentedStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code kv get}: prints the value of a key. */
@Command(
    name = "get",
    description = {
      "Prints the value of KEY.",
      "Exactly its bytes and nothing else; only on a terminal, and in the shell, a line ends after"
          + " it."
    },
    footer = {
      "%nExamples:",
      "  kv get tea",
      "  kv get letter > letter.txt",
      "  kv get --quoted '\\x00\\xff'",
      "  kv get picture --format hex"
    })
final class GetCommand implements Callable<Integer> {

  @ParentCommand
  private Kv kv;

  @Parameters(paramLabel = "KEY")
  private String key;

  @Mixin
  private Arguments arguments;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "Print the value on one line, as ${COMPLETION-CANDIDATES}; see list.")
  private Look look;

  @Override
  public Integer call() throws IOException {
    byte[] bytes = arguments.bytes(key);
    return kv.reading(store -> print(bytes, store));
  }

  private int print(byte[] key, SegmentedStore store) throws IOException {
    Optional<byte[]> value = store.get(key);
    if (value.isEmpty()) {
      return kv.notFound(key);
    }
    Surroundings surroundings = kv.surroundings();
    OutputStream out = surroundings.out();
    if (look != null) {
      out.write((look.line(key, value) + "\n").getBytes(UTF_8));
    } else if (surroundings.place() == Place.PROMPT) {
      out.write((Escapes.word(value.get()) + "\n").getBytes(UTF_8));
    } else {
      out.write(value.get());
      if (surroundings.outIsTerminal() || surroundings.place() == Place.SCRIPT) {
        out.write('\n');
      }
    }
    return ExitStatus.DONE;
  }
}
