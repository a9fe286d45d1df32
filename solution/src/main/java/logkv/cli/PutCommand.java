package logkv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.concurrent.Callable;
import logkv.KeyValueStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code kv put}: makes a value the value of a key. */
@Command(
    name = "put",
    aliases = "set",
    description = "Makes VALUE the value of KEY. When this ends well, it is on the disk.",
    footer = {
      "%nExamples:",
      "  kv put tea green",
      "  kv put letter - < letter.txt",
      "  kv put -- --odd-key -1"
    })
final class PutCommand implements Callable<Integer> {

  @ParentCommand
  private Kv kv;

  @Parameters(
      paramLabel = "KEY",
      converter = Argument.class,
      description = "At least one character.")
  private String key;

  @Parameters(
      paramLabel = "VALUE",
      converter = Argument.class,
      description = "Any text; - takes standard input, byte for byte.")
  private String value;

  @Override
  public Integer call() throws IOException {
    String text = value.equals("-") ? standardInput() : value;
    try (KeyValueStore store = kv.openOrCreate()) {
      store.put(key, text);
    }
    return ExitStatus.DONE;
  }

  private String standardInput() throws IOException {
    byte[] bytes = kv.surroundings().in().readAllBytes();
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Refusal.wrongUsage(
          "standard input is not UTF-8, and this store keeps text; nothing was put");
    }
  }
}
