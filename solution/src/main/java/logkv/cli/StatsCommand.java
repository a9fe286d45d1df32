package logkv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.concurrent.Callable;
import logkv.segmented.Stats;
import logkv.segmented.Stats.SegmentStats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code kv stats}: prints what a store consists of. */
@Command(
    name = "stats",
    description = {
      "Prints what the store consists of.",
      "Dead bytes are of records that were overwritten or deleted, and of tombstones (which say that"
          + " a key was deleted) only those that no older segment needs; compact gives them back."
    },
    footer = {"%nExamples:", "  kv stats", "  kv stats --json | jq .deadBytes"})
final class StatsCommand implements Callable<Integer> {

  @ParentCommand
  private Kv kv;

  @Option(names = "--json", description = "Print one JSON object; all sizes are in bytes.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    return kv.reading(store -> {
      Stats stats = store.stats();
      String text = json ? StatsJson.of(stats) + "\n" : text(stats);
      kv.surroundings().out().write(text.getBytes(UTF_8));
      return ExitStatus.DONE;
    });
  }

  private String text(Stats stats) {
    StringBuilder text = new StringBuilder();
    line(text, "store", kv.directory().toString());
    line(text, "keys", "%,d", stats.keys());
    line(
        text,
        "size",
        "%,d bytes in %,d segment%s: %,d live, %,d dead",
        stats.totalBytes(),
        stats.segments().size(),
        stats.segments().size() == 1 ? "" : "s",
        stats.liveBytes(),
        stats.deadBytes());
    line(
        text,
        "snapshot",
        "%s; %,d bytes of log since",
        stats.snapshotPosition().map(at -> "of the index, up to " + at).orElse("none"),
        stats.bytesSinceSnapshot());
    line(text, "index", "%,d bytes of memory", stats.indexBytes());
    line(text, "policy", SyncPolicyConverter.text(stats.syncPolicy()));
    line(text, "compactions", "%,d since the store was opened", stats.compactions());
    if (stats.cutBytes() > 0) {
      line(text, "cut off", "%,d bytes that a crash had left unfinished", stats.cutBytes());
    }
    stats
        .failure()
        .ifPresent(e -> line(text, "failed", "%s; open the store again", e.getMessage()));
    stats
        .compactionFailure()
        .ifPresent(e -> line(text, "compaction", "gave up: " + e.getMessage()));
    return text.append(table(stats)).toString();
  }

  private static String table(Stats stats) {
    if (stats.segments().isEmpty()) {
      return "";
    }
    StringBuilder table = new StringBuilder("\n%-31s %14s %14s %14s %14s%n"
        .formatted("segment, oldest first", "bytes", "live", "tombstones", "dead"));
    for (SegmentStats segment : stats.segments()) {
      table.append("%-31s %,14d %,14d %,14d %,14d%s%n"
          .formatted(
              segment.file(),
              segment.bytes(),
              segment.liveBytes(),
              segment.tombstoneBytes(),
              segment.deadBytes(),
              segment.sealed() ? "" : "  active"));
    }
    return table.toString().replace(System.lineSeparator(), "\n");
  }

  private static void line(StringBuilder text, String name, String format, Object... values) {
    String value = values.length == 0 ? format : format.formatted(values);
    text.append("%-12s %s\n".formatted(name, value));
  }
}
