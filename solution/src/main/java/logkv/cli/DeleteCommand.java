package logkv.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import logkv.KeyValueStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code kv delete}: forgets the value of a key. */
@Command(
    name = "delete",
    aliases = "del",
    description = "Forgets the value of KEY. When this ends well, it stays forgotten.",
    footer = {"%nExample:", "  kv delete tea"})
final class DeleteCommand implements Callable<Integer> {

  @ParentCommand
  private Kv kv;

  @Parameters(paramLabel = "KEY", converter = Argument.class)
  private String key;

  @Override
  public Integer call() throws IOException {
    try (KeyValueStore store = kv.open()) {
      return store.delete(key) ? ExitStatus.DONE : kv.notFound(key);
    }
  }
}
