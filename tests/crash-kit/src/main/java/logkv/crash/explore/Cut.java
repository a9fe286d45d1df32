package logkv.crash.explore;

import java.util.BitSet;
import java.util.List;
import logkv.crash.Disk;
import logkv.crash.disk.DiskImage;
import logkv.crash.disk.JournalEntry;
import logkv.crash.disk.Operation.Write;
import logkv.crash.explore.CrashState.Tail;

/**
 * One crash: what was done before it, and how it hit.
 *
 * @param journal everything that was done before it, in order
 * @param replay at the end of that journal
 * @param state how the crash hits what is pending there
 */
record Cut(List<JournalEntry> journal, Replay replay, CrashState state) {

  /** Returns the crash after {@code operation} of {@code journal}, which began with {@code start}. */
  static Cut after(
      int operation, List<JournalEntry> journal, DiskImage start, Disk disk, CrashState state) {
    List<JournalEntry> before = journal.subList(0, operation + 1);
    Replay replay = new Replay(start, disk);
    before.forEach(replay::apply);
    return new Cut(before, replay, state);
  }

  /** The end of a run that was not hit by anything. */
  static Cut none(List<JournalEntry> journal, DiskImage start) {
    CrashState unhurt = CrashState.losing(new BitSet());
    return after(journal.size() - 1, journal, start, Disk.PROCESS_KILL, unhurt);
  }

  DiskImage image() {
    return replay.image(state);
  }

  JournalEntry last() {
    return journal.get(journal.size() - 1);
  }

  boolean isPowerCut() {
    return replay.disk().losesUnforced();
  }

  List<Pending> pending() {
    return replay.pending();
  }

  boolean isLost(int pending) {
    return state.lost().get(pending);
  }

  /** Whether the effect is on the disk, all of it. */
  boolean survived(int pending) {
    return !isLost(pending) && state.torn() != pending;
  }

  boolean hitsNothing() {
    return state.hit() == 0;
  }

  /** Returns what became of an effect that was still pending. */
  String fate(int index) {
    String limbo = pending().get(index).inLimbo ? ", in limbo after a failed force" : "";
    if (isLost(index)) {
      return "LOST" + limbo;
    }
    if (state.torn() == index) {
      int length = ((Write) pending().get(index).effect).data().length;
      return "TORN " + state.cut() + " of " + length + " bytes" + tail(state.tail());
    }
    if (pending().get(index).settled) {
      return "durable";
    }
    return (isPowerCut() ? "survived (by luck)" : "kept (page cache)") + limbo;
  }

  private static String tail(Tail tail) {
    return switch (tail) {
      case CUT_OFF -> "";
      case ZEROS -> ", then zeros";
      case GARBAGE -> ", then garbage";
    };
  }
}
