package logkv.crash.explore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import logkv.crash.disk.JournalEntry;
import logkv.crash.disk.Operation;
import logkv.crash.disk.Operation.Acknowledged;
import logkv.crash.disk.Operation.Begin;
import logkv.crash.disk.Operation.Create;
import logkv.crash.disk.Operation.Effect;
import logkv.crash.disk.Operation.Failed;
import logkv.crash.disk.Operation.Force;
import logkv.crash.disk.Operation.ForceDirectory;
import logkv.crash.disk.Operation.ForceFailed;
import logkv.crash.disk.Operation.MakeDirectory;
import logkv.crash.disk.Operation.Rename;
import logkv.crash.disk.Operation.Truncate;
import logkv.crash.disk.Operation.Write;

/**
 * The part of a report that says what the store did, where, and what became of it: one line per
 * journal entry, with what is durable and far away folded away.
 */
final class Timeline {
  private final Cut cut;
  private final Problem problem;
  private final Map<JournalEntry, String> fates = new HashMap<>();
  private final Set<JournalEntry> hit = new HashSet<>();

  /** Lines for what happened before {@code cut}; calls that {@code problem} is about stay longest. */
  Timeline(Cut cut, Problem problem) {
    this.cut = cut;
    this.problem = problem;
    for (int i = 0; i < cut.pending().size(); i++) {
      JournalEntry entry = cut.pending().get(i).entry;
      fates.put(entry, cut.fate(i));
      if (!cut.survived(i)) {
        hit.add(entry);
      }
    }
  }

  /** Returns {@code most} rows at the most. */
  List<Row> rows(int most) {
    int[] weights = weights(cut.journal());
    int least = 1;
    List<Row> rows = rows(weights, least);
    while (rows.size() > most && least < Weight.LAST) {
      rows = rows(weights, ++least);
    }
    return rows;
  }

  /** Returns a row for each entry that weighs enough, and one for each run of those that do not. */
  private List<Row> rows(int[] weights, int least) {
    List<JournalEntry> journal = cut.journal();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < journal.size(); ) {
      int end = i;
      while (end < journal.size() && weights[end] < least) {
        end++;
      }
      boolean isRun = end - i > 1;
      rows.add(isRun ? fold(journal.subList(i, end)) : row(journal.get(i)));
      i = isRun ? end : i + 1;
    }
    return rows;
  }

  private Row fold(List<JournalEntry> entries) {
    int first = entries.get(0).number();
    int last = entries.get(entries.size() - 1).number();
    long calls =
        entries.stream().filter(e -> e.operation() instanceof Acknowledged).count();
    String acknowledged =
        calls == 0 ? "" : calls + (calls == 1 ? " call" : " calls") + " acknowledged, ";
    return Row.sentence("(" + first + " to " + last + ": " + acknowledged + fate(entries) + ")");
  }

  private String fate(List<JournalEntry> entries) {
    if (entries.stream().allMatch(entry -> isMark(entry.operation()))) {
      return "nothing written";
    }
    boolean isDurable = entries.stream().noneMatch(fates::containsKey);
    return isDurable ? "all durable" : cut.isPowerCut() ? "not all durable" : "all kept";
  }

  private int[] weights(List<JournalEntry> journal) {
    int[] weights = new int[journal.size()];
    int begin = 0;
    for (int i = 0; i < weights.length; i++) {
      JournalEntry entry = journal.get(i);
      begin = entry.operation() instanceof Begin ? i : begin;
      weights[i] = weight(entry);
      if (weights[i] == Weight.SURVIVED || weights[i] == Weight.HIT) {
        weights[begin] = Math.max(weights[begin], weights[i] - 1);
      } else if (weights[begin] > 0) { // in a call that has something at risk, or is the culprit's
        weights[i] = Math.max(weights[i], isMark(entry.operation()) ? Weight.CALL : Weight.NEAR);
      }
    }
    for (int i = begin; i < weights.length; i++) {
      weights[i] = Math.max(weights[i], Weight.CALL);
    }
    weights[weights.length - 1] = Weight.LAST;
    return weights;
  }

  private int weight(JournalEntry entry) {
    if (isMark(entry.operation())) {
      return isAbout(entry.operation()) ? Weight.CALL_HIT : 0;
    } else if (hit.contains(entry) || entry.operation() instanceof ForceFailed) {
      return Weight.HIT;
    }
    return fates.containsKey(entry) && cut.isPowerCut() ? Weight.SURVIVED : 0;
  }

  private static boolean isMark(Operation operation) {
    return operation instanceof Begin
        || operation instanceof Acknowledged
        || operation instanceof Failed;
  }

  private boolean isAbout(Operation mark) {
    if (mark instanceof Failed) {
      return true;
    }
    String call = mark instanceof Begin begin ? begin.call() : ((Acknowledged) mark).call();
    return problem.isAbout(call);
  }

  private Row row(JournalEntry entry) {
    String fate = fates.get(entry);
    if (fate == null) {
      fate = entry.operation() instanceof Effect ? "durable" : "";
    }
    return new Row(String.valueOf(entry.number()), describe(entry), entry.site(), fate);
  }

  private static String describe(JournalEntry entry) {
    Operation operation = entry.operation();
    String path = Text.path(entry.path());
    if (operation instanceof Begin begin) {
      return "store." + Text.shown(begin.call());
    } else if (operation instanceof Acknowledged) {
      return "  acknowledged";
    } else if (operation instanceof Failed failed) {
      return "  threw " + Text.path(failed.reason());
    } else if (operation instanceof Write write) {
      return "write    " + path + " [" + write.offset() + ".." + write.end() + ")";
    } else if (operation instanceof Truncate truncate) {
      return "truncate " + path + " to " + truncate.size();
    } else if (operation instanceof Create) {
      return "create   " + path;
    } else if (operation instanceof MakeDirectory) {
      return "mkdir    " + path;
    } else if (operation instanceof Rename rename) {
      return "rename   " + path + " -> " + rename.to();
    } else if (operation instanceof Force) {
      return "force    " + path;
    } else if (operation instanceof ForceDirectory) {
      return "force    " + path + " (the directory)";
    } else if (operation instanceof ForceFailed) {
      return "force    " + path + " fails";
    }
    return "delete   " + path;
  }

  /** How much a line is worth when there is not room for all. */
  private static final class Weight {
    static final int NEAR = 1;
    static final int CALL = 2;
    static final int SURVIVED = 3;
    static final int CALL_HIT = 4;
    static final int HIT = 5;
    static final int LAST = 6;
  }
}
