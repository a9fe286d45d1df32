package logkv.crash.explore;

import java.util.List;
import java.util.function.BiPredicate;
import logkv.crash.Verdict;
import logkv.crash.disk.JournalEntry;
import logkv.crash.disk.Operation;
import logkv.crash.disk.Operation.Acknowledged;
import logkv.crash.disk.Operation.Begin;
import logkv.crash.disk.Operation.Create;
import logkv.crash.disk.Operation.Delete;
import logkv.crash.disk.Operation.Effect;
import logkv.crash.disk.Operation.Failed;
import logkv.crash.disk.Operation.Rename;
import logkv.crash.disk.Operation.Write;
import logkv.crash.explore.CrashState.Tail;

/**
 * The one sentence that helps, found from which effects were lost and which survived.
 *
 * <p>The rules are asked in order and the first that fits wins: the rules about one particular
 * effect come before those that fit nearly always.
 */
final class Hint {
  private final Problem problem;
  private final Cut cut; // the last one
  private final Cut first;
  private final List<Pending> pending;

  private Hint(Problem problem, Cut first, Cut second) {
    this.problem = problem;
    this.first = first;
    this.cut = second == null ? first : second;
    this.pending = cut.pending();
  }

  static String of(Problem problem, Cut first, Cut second) {
    return new Hint(problem, first, second).hint();
  }

  private String hint() {
    if (wroteNothing()) {
      return "the store wrote nothing to the directory it was given: are the bytes still in a buffer,"
          + " or in a file that it named itself, by a string or on another disk?";
    } else if (problem.isBeforeAnyCrash()) {
      return beforeAnyCrash();
    } else if (cut.state().isTorn()) {
      return torn();
    } else if (!cut.hitsNothing()) {
      return reordered();
    }
    return nothingLost();
  }

  private String beforeAnyCrash() {
    return problem.verdict() == Verdict.PHANTOM
        ? "a call that threw must not be seen: change what readers see only after the write and the"
            + " force have succeeded"
        : "no disk is to blame: make the same calls in an ordinary test and look at the answers";
  }

  private boolean wroteNothing() {
    return problem.verdict() != Verdict.PHANTOM
        && first.journal().stream().noneMatch(entry -> entry.operation() instanceof Effect);
  }

  private String torn() {
    String path = Text.path(pending.get(cut.state().torn()).entry.path());
    if (problem.verdict() == Verdict.REFUSED_TO_OPEN) {
      return "only a part of the last write to " + path + " reached the disk, as may happen in any"
          + " power cut: find the torn end, cut it off and go on";
    } else if (problem.verdict() == Verdict.BROKEN_AFTER_RECOVERY) {
      return "a torn write is at the end of " + path
          + ": cut it off, and force that, before anything" + " is written behind it";
    } else if (cut.state().tail() != Tail.CUT_OFF) {
      return "the size of " + path + " reached the disk before its bytes, and " + tail()
          + " stand in their place: only a checksum over lengths, key and value can tell";
    }
    return "only a part of the last write to " + path
        + " reached the disk, and was taken for whole";
  }

  private String tail() {
    return cut.state().tail() == Tail.ZEROS ? "zeros" : "garbage";
  }

  /** Some effects were lost and others, perhaps later ones, were not. */
  private String reordered() {
    String hint = pair(Hint::isRenameOfLostBytes);
    if (hint != null) {
      return "the rename to " + hint + " reached the disk before the bytes it names: force the new"
          + " file before renaming it";
    }
    hint = pair(
        (kept, lost) -> kept.effect instanceof Delete && isNewName(lost) && lost.isBefore(kept));
    if (hint != null) {
      return "the delete of " + hint
          + " reached the disk, and the new name that should replace it did"
          + " not: force the directory before deleting the old";
    }
    hint = pair((kept, lost) -> kept.effect instanceof Delete && lost.effect instanceof Delete);
    if (hint != null) {
      return "of several deletes only some reached the disk (" + hint
          + " is gone): recovery must cope"
          + " with any of them, or each must be made durable before the next";
    }
    hint = limbo();
    if (hint != null) {
      return hint;
    }
    hint = forgottenName();
    if (hint != null) {
      return "the bytes of " + hint + " were forced, its name was not: after creating or renaming a"
          + " file force its directory, too";
    }
    hint = pair(Hint::isCreateOfLostBytes);
    if (hint != null && problem.verdict() != Verdict.LOST) {
      return "the file " + hint + " is there, and what was written to it is not: build it under"
          + " another name, force it, then rename it";
    }
    return lostWrite();
  }

  /** Returns the name of a survivor that should not have survived a lost effect, or null. */
  private String pair(BiPredicate<Pending, Pending> rule) {
    for (int i = 0; i < pending.size(); i++) {
      for (int j = 0; cut.survived(i) && j < pending.size(); j++) {
        if (cut.isLost(j) && rule.test(pending.get(i), pending.get(j))) {
          return name(pending.get(i));
        }
      }
    }
    return null;
  }

  private static boolean isRenameOfLostBytes(Pending kept, Pending lost) {
    return kept.effect instanceof Rename rename
        && lost.isDataOf(rename.moved())
        && lost.isBefore(kept);
  }

  private static boolean isCreateOfLostBytes(Pending kept, Pending lost) {
    return kept.effect instanceof Create create && lost.isDataOf(create.file());
  }

  private static boolean isNewName(Pending lost) {
    return lost.effect instanceof Rename || lost.effect instanceof Create;
  }

  private static String name(Pending effect) {
    return effect.effect instanceof Rename rename ? rename.to() : Text.path(effect.entry.path());
  }

  private String limbo() {
    for (int i = 0; i < pending.size(); i++) {
      if (pending.get(i).inLimbo && cut.isLost(i)) {
        JournalEntry written = pending.get(i).entry;
        return "a force failed for the bytes written at " + written.site()
            + (isOpenedAfter(written)
                ? ". Opening read them from the page cache, and no later force brings them to the"
                    + " disk: recovery must write what it keeps to a new file"
                : ", and no later force brings them back: after a failed force promise nothing and"
                    + " stop writing");
      }
    }
    return null;
  }

  private boolean isOpenedAfter(JournalEntry written) {
    return cut.journal().stream()
        .skip(written.number())
        .anyMatch(e -> e.operation() instanceof Begin begin && begin.call().equals("open()"));
  }

  private String forgottenName() {
    for (int i = 0; i < pending.size(); i++) {
      boolean isForced =
          pending.get(i).effect instanceof Create create && cut.replay().holdsBytes(create.file())
              || pending.get(i).effect instanceof Rename rename
                  && cut.replay().holdsBytes(rename.moved());
      if (cut.isLost(i) && isForced) {
        return name(pending.get(i));
      }
    }
    return null;
  }

  private String lostWrite() {
    for (int i = 0; i < pending.size(); i++) {
      if (cut.isLost(i) && !pending.get(i).isName()) {
        String what = pending.get(i).effect instanceof Write ? "write" : "truncation";
        return "the " + what + " at " + pending.get(i).entry.site()
            + " was only in the page cache: "
            + (problem.verdict() == Verdict.BROKEN_AFTER_RECOVERY
                ? "force it before anything is written behind it"
                : "force it before the call returns, and before anything that relies on it");
      }
    }
    return lostName();
  }

  private String lostName() {
    for (int i = 0; i < pending.size(); i++) {
      if (cut.isLost(i)) {
        return isNewName(pending.get(i))
            ? "the new name " + name(pending.get(i))
                + " never reached the disk: force the directory"
                + " before anything relies on a name in it"
            : "the delete of " + name(pending.get(i)) + " never reached the disk: opening must cope"
                + " with a file that is back";
      }
    }
    throw new IllegalStateException("nothing is lost");
  }

  /** The disk is as the store left it: the store itself is to blame, or the moment. */
  private String nothingLost() {
    String silent = acknowledgedWithoutWriting();
    if (silent != null) {
      return silent
          + " was acknowledged, and nothing was written: the bytes were in a buffer of the"
          + " process, or were never written at all";
    }
    String halfDone = failedWhileWriting();
    if (halfDone != null) {
      return halfDone + " threw, and what it had written is still there: after a failed write stop"
          + " writing, or cut that off before anything is written behind it";
    } else if (problem.verdict() == Verdict.RESURRECTED || problem.verdict() == Verdict.STALE) {
      return "nothing is lost: an older record of the key is read on opening, and what should hide it"
          + " is not there or is read before it";
    } else if (isMidCall()) {
      return "nothing is lost, the store only stopped in the middle of "
          + (cut == first ? currentCall() : "opening") + ": every"
          + " state between two operations must be one that opening understands";
    }
    return "nothing is lost: whatever the store wrote is on the disk, so look at how it is read back";
  }

  private String acknowledgedWithoutWriting() {
    String call = null;
    boolean wrote = false;
    for (JournalEntry entry : first.journal()) {
      Operation operation = entry.operation();
      if (operation instanceof Begin begin) {
        call = begin.call();
        wrote = false;
      } else if (operation instanceof Effect) {
        wrote = true;
      } else if (operation instanceof Acknowledged && !wrote && problem.isAbout(call)) {
        return call;
      }
    }
    return null;
  }

  private String failedWhileWriting() {
    boolean wrote = false;
    for (JournalEntry entry : first.journal()) {
      Operation operation = entry.operation();
      wrote = operation instanceof Write || wrote && !(operation instanceof Begin);
      if (operation instanceof Failed failed && wrote) {
        return failed.call();
      }
    }
    return null;
  }

  private boolean isMidCall() {
    return cut != first || !currentCall().isEmpty() && !(first.last().operation() instanceof Begin);
  }

  private String currentCall() {
    String call = "";
    for (JournalEntry entry : first.journal()) {
      if (entry.operation() instanceof Begin begin) {
        call = begin.call();
      } else if (entry.operation() instanceof Acknowledged || entry.operation() instanceof Failed) {
        call = "";
      }
    }
    return call;
  }
}
