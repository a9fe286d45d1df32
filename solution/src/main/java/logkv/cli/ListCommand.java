package logkv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import logkv.segmented.Cursor;
import logkv.segmented.Entry;
import logkv.segmented.KeyRange;
import logkv.segmented.SegmentedStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code kv list}: prints keys and their values. */
@Command(
    name = "list",
    description = "Prints keys with their values, sorted by the bytes of the keys.",
    footer = {
      "%nAs text, a line is a key, a tab and a value. Inside of them \\t, \\n, \\r and \\\\ stand for a tab,"
          + " the ends of lines and a backslash, and \\x1b for any other byte that would disturb a"
          + " terminal or is no text. get and put read this, with --quoted.",
      "As hex, every byte is two hexadecimal digits.",
      "As json, a line is an object like {\"k\":\"tea\",\"v\":\"green\"}; what is no text is k64 or v64,"
          + " in base64.",
      "%nExamples:",
      "  kv list --prefix user: --limit 10",
      "  kv list --from 2026-01 --to 2026-02 --keys-only"
    })
final class ListCommand implements Callable<Integer> {

  @ParentCommand
  private Kv kv;

  @Mixin
  private Selection selection;

  @Mixin
  private Arguments arguments;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "" + Long.MAX_VALUE,
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = "At most N keys.")
  private long limit;

  @Option(names = "--keys-only", description = "No values.")
  private boolean keysOnly;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "One of ${COMPLETION-CANDIDATES}; text if not given.")
  private Look look;

  @Override
  public Integer call() throws IOException {
    if (limit < 0) {
      throw Refusal.wrongUsage("--limit %d: a number of keys is 0 or more".formatted(limit));
    }
    KeyRange range = selection.range(arguments);
    return kv.reading(store -> print(store, range));
  }

  private int print(SegmentedStore store, KeyRange range) throws IOException {
    try (Cursor cursor = store.scan(range)) {
      for (long i = Math.min(limit, cursor.remaining()); i > 0; i--) {
        kv.surroundings().out().write((nextLine(cursor) + "\n").getBytes(UTF_8));
      }
    }
    return ExitStatus.DONE;
  }

  private String nextLine(Cursor cursor) throws IOException {
    if (keysOnly) {
      return look.line(cursor.nextKey().orElseThrow(), Optional.empty());
    }
    Entry entry = cursor.next().orElseThrow();
    return look.line(entry.key(), Optional.of(entry.value()));
  }
}
