package logkv.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code kv compact}: gives dead bytes back to the disk. */
@Command(
    name = "compact",
    description = {
      "Gives dead bytes back to the disk.",
      "Writes the live records anew and deletes the segments that they were in.",
      "A store that is open does this by itself, when half of a segment is dead."
    },
    footer = {"%nExample:", "  kv compact"})
final class CompactCommand implements Callable<Integer> {

  @ParentCommand
  private Kv kv;

  @Override
  public Integer call() throws IOException {
    return kv.writing(store -> {
      long before = store.stats().totalBytes();
      store.compact();
      kv.surroundings()
          .err()
          .printf("%,d bytes before, %,d now%n", before, store.stats().totalBytes());
      return ExitStatus.DONE;
    });
  }
}
