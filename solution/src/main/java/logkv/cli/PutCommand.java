package logkv.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code kv put}: makes a value the value of a key. */
@Command(
    name = "put",
    aliases = "set",
    description = {"Makes VALUE the value of KEY.", "When this ends well, it is on the disk."},
    footer = {
      "%nExamples:",
      "  kv put tea green",
      "  kv put letter - < letter.txt",
      "  kv put --quoted '\\x00\\xff' 'two\\nlines'",
      "  kv put -- --odd-key -1"
    })
final class PutCommand implements Callable<Integer> {

  @ParentCommand
  private Kv kv;

  @Parameters(paramLabel = "KEY", description = "1 to 65,535 bytes.")
  private String key;

  @Parameters(
      paramLabel = "VALUE",
      description = "Up to 16 MiB; - takes standard input, byte for byte.")
  private String value;

  @Mixin
  private Arguments arguments;

  @Override
  public Integer call() throws IOException {
    byte[] keyBytes = arguments.bytes(key);
    byte[] valueBytes = value.equals("-") ? standardInput() : arguments.bytes(value);
    return kv.creating(store -> {
      store.put(keyBytes, valueBytes);
      return ExitStatus.DONE;
    });
  }

  /** One byte more than a value may have is enough for the store to refuse it. */
  private byte[] standardInput() throws IOException {
    return kv.surroundings().in().readNBytes(kv.options().maxValueBytes() + 1);
  }
}
