package logkv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.concurrent.Callable;
import logkv.segmented.Cursor;
import logkv.segmented.KeyRange;
import logkv.segmented.SegmentedStore;
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

  @Mixin
  private Arguments arguments;

  @Override
  public Integer call() throws IOException {
    KeyRange range = selection.range(arguments);
    return kv.reading(store -> {
      kv.surroundings().out().write((count(store, range) + "\n").getBytes(UTF_8));
      return ExitStatus.DONE;
    });
  }

  private static long count(SegmentedStore store, KeyRange range) throws IOException {
    if (range.isAll()) {
      return store.size(); // without reading a key
    }
    try (Cursor cursor = store.scan(range)) {
      return cursor.remaining();
    }
  }
}
