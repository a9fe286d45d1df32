package logkv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.concurrent.Callable;
import logkv.KeyValueStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code kv count}: prints how many keys there are. */
@Command(
    name = "count",
    description = "Prints how many keys have a value.",
    footer = {"%nExample:", "  kv count --prefix user:"})
final class CountCommand implements Callable<Integer> {

  @ParentCommand
  private Kv kv;

  @Mixin
  private Selection selection;

  @Override
  public Integer call() throws IOException {
    try (KeyValueStore store = kv.open()) {
      String count = selection.keysOf(store).size() + "\n";
      kv.surroundings().out().write(count.getBytes(UTF_8));
    }
    return ExitStatus.DONE;
  }
}
