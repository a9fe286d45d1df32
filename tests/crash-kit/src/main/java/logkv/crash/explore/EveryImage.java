package logkv.crash.explore;

import java.io.IOException;
import java.util.List;
import logkv.crash.Disk;
import logkv.crash.PowerCuts;
import logkv.crash.disk.DiskImage;
import logkv.crash.disk.JournalEntry;

/** Walks through a journal and makes every image that a crash may leave. */
public final class EveryImage {
  private EveryImage() {}

  /** Shows each image to {@code judge}, and returns how many those were. */
  public static long of(
      DiskImage start, List<JournalEntry> journal, Disk disk, PowerCuts.Judge judge)
      throws IOException {
    Replay replay = new Replay(start, disk);
    long images = 0;
    for (JournalEntry entry : journal) {
      replay.apply(entry);
      for (CrashState state : CrashStates.after(entry, replay)) {
        images++;
        judge.judge(entry.number(), replay.image(state));
      }
    }
    return images;
  }
}
