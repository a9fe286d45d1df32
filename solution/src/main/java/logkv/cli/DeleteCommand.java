package logkv.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code kv delete}: forgets the value of a key. */
@Command(
    name = "delete",
    aliases = "del",
    description = {"Forgets the value of KEY.", "When this ends well, it stays forgotten."},
    footer = {"%nExample:", "  kv delete tea"})
final class DeleteCommand implements Callable<Integer> {

  @ParentCommand
  private Kv kv;

  @Parameters(paramLabel = "KEY")
  private String key;

  @Mixin
  private Arguments arguments;

  @Override
  public Integer call() throws IOException {
    byte[] bytes = arguments.bytes(key);
    return kv.writing(store -> store.delete(bytes) ? ExitStatus.DONE : kv.notFound(bytes));
  }
}
