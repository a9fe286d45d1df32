package logkv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code kv exists}: tells by its exit status whether a key has a value. */
@Command(
    name = "exists",
    description = {
      "Tells whether KEY has a value.",
      "Ends with the status 0 if it has, and with 1 if not; the value is not read.",
      "In the shell, which shows no status, it prints yes or no."
    },
    footer = {"%nExample:", "  kv exists tea && echo there is tea"})
final class ExistsCommand implements Callable<Integer> {

  @ParentCommand
  private Kv kv;

  @Parameters(paramLabel = "KEY")
  private String key;

  @Mixin
  private Arguments arguments;

  @Override
  public Integer call() throws IOException {
    byte[] bytes = arguments.bytes(key);
    return kv.reading(store -> {
      boolean there = store.contains(bytes);
      if (kv.surroundings().place() != Place.COMMAND_LINE) {
        kv.surroundings().out().write((there ? "yes\n" : "no\n").getBytes(UTF_8));
      }
      return there ? ExitStatus.DONE : ExitStatus.NOT_FOUND;
    });
  }
}
