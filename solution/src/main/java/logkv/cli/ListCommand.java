package logkv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import logkv.KeyValueStore;
import logkv.cli.format.JsonLines;
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
          + " the ends of lines and a backslash, and \\x1b for any other byte that would disturb a terminal.",
      "As json, a line is an object like {\"k\":\"tea\",\"v\":\"green\"}.",
      "%nExamples:",
      "  kv list --prefix user: --limit 10",
      "  kv list --from 2026-01 --to 2026-02 --keys-only"
    })
final class ListCommand implements Callable<Integer> {

  /** How a line of the list looks. */
  enum Look {
    text,
    json
  }

  @ParentCommand
  private Kv kv;

  @Mixin
  private Selection selection;

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
    try (KeyValueStore store = kv.open()) {
      List<String> keys = selection.keysOf(store);
      for (String key : keys.subList(0, (int) Math.min(limit, keys.size()))) {
        String line = line(key, keysOnly ? Optional.empty() : store.get(key));
        kv.surroundings().out().write((line + "\n").getBytes(UTF_8));
      }
    }
    return ExitStatus.DONE;
  }

  private String line(String key, Optional<String> value) {
    if (look == Look.json) {
      return JsonLines.object(key, value);
    }
    return Escapes.visible(key) + value.map(v -> "\t" + Escapes.visible(v)).orElse("");
  }
}
