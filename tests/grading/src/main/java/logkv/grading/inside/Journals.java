package logkv.grading.inside;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import logkv.crash.disk.JournalEntry;
import logkv.crash.disk.Operation.Create;
import logkv.crash.disk.Operation.DataEffect;
import logkv.crash.disk.Operation.Delete;
import logkv.crash.disk.Operation.Effect;
import logkv.crash.disk.Operation.Force;
import logkv.crash.disk.Operation.ForceDirectory;
import logkv.crash.disk.Operation.ForceFailed;
import logkv.crash.disk.Operation.MakeDirectory;
import logkv.crash.disk.Operation.Rename;
import logkv.crash.disk.Operation.Truncate;
import logkv.crash.disk.Operation.Write;

/** Asks the journal of a simulated disk what was done in which order, and draws it for a story. */
final class Journals {
  private static final int MOST_ROWS = 14;

  private Journals() {}

  /** The first change of bytes that no later force of its file makes durable. */
  static Optional<JournalEntry> unforcedBytes(List<JournalEntry> journal) {
    Set<Integer> forced = new HashSet<>();
    JournalEntry first = null;
    for (int i = journal.size() - 1; i >= 0; i--) {
      JournalEntry entry = journal.get(i);
      if (entry.operation() instanceof Force force) {
        forced.add(force.file());
      } else if (isOfTheLog(entry)
          && entry.operation() instanceof DataEffect effect
          && !forced.contains(effect.file())) {
        first = entry;
      }
    }
    return Optional.ofNullable(first);
  }

  /** The first new name of the log, or of a directory, that no later force makes durable. */
  static Optional<JournalEntry> unforcedName(List<JournalEntry> journal) {
    Set<Integer> forced = new HashSet<>();
    JournalEntry first = null;
    for (int i = journal.size() - 1; i >= 0; i--) {
      JournalEntry entry = journal.get(i);
      if (entry.operation() instanceof ForceDirectory force) {
        forced.add(force.directory());
      } else if (entry.operation() instanceof MakeDirectory made
          && !forced.contains(made.directory())) {
        first = entry;
      } else if (entry.operation() instanceof Create created
          && created.name().equals("data.log")
          && !forced.contains(created.directory())) {
        first = entry;
      } else if (entry.operation() instanceof Rename renamed
          && renamed.to().equals("data.log")
          && !forced.contains(renamed.toDirectory())) {
        first = entry;
      }
    }
    return Optional.ofNullable(first);
  }

  static boolean isOfTheLog(JournalEntry entry) {
    return entry.path().endsWith("data.log");
  }

  static boolean isOf(JournalEntry entry, String name) {
    return entry.path().endsWith("/" + name);
  }

  /** Whether the operation changes or makes durable something on the disk. */
  static boolean touchesTheDisk(JournalEntry entry) {
    return entry.operation() instanceof Effect
        || entry.operation() instanceof Force
        || entry.operation() instanceof ForceDirectory
        || entry.operation() instanceof ForceFailed;
  }

  /** Draws what was done, in the columns of the crash kit's reports; of much only the end. */
  static List<String> drawn(List<JournalEntry> journal) {
    List<JournalEntry> shown = journal.stream().filter(Journals::touchesTheDisk).toList();
    List<String> rows = new ArrayList<>();
    if (shown.isEmpty()) {
      return List.of("(nothing was done to the disk)");
    }
    rows.add("   #  what the store did                        where in your code");
    int from = Math.max(0, shown.size() - MOST_ROWS);
    if (from > 0) {
      rows.add("      (%d operations before)".formatted(from));
    }
    for (JournalEntry entry : shown.subList(from, shown.size())) {
      rows.add(
          "%4d  %-42s  %s".formatted(entry.number(), words(entry), entry.site()).stripTrailing());
    }
    return rows;
  }

  private static String words(JournalEntry entry) {
    String path = entry.path().replaceFirst("^/simulated-disk", "");
    if (entry.operation() instanceof Write write) {
      return "write    %s [%d..%d)".formatted(path, write.offset(), write.end());
    } else if (entry.operation() instanceof Truncate truncate) {
      return "truncate %s to %d".formatted(path, truncate.size());
    } else if (entry.operation() instanceof Rename renamed) {
      return "rename   %s -> %s".formatted(path, renamed.to());
    } else if (entry.operation() instanceof Create) {
      return "create   " + path;
    } else if (entry.operation() instanceof MakeDirectory) {
      return "mkdir    " + path;
    } else if (entry.operation() instanceof Delete) {
      return "delete   " + path;
    } else if (entry.operation() instanceof ForceFailed) {
      return "force    " + path + " FAILED";
    }
    return "force    " + path;
  }
}
