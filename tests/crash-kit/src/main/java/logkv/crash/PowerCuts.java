package logkv.crash;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import logkv.crash.disk.DiskImage;
import logkv.crash.disk.JournalEntry;
import logkv.crash.explore.EveryImage;

/**
 * Every state that a power cut can leave of what was done to a disk: for tests whose promises are not
 * those of one {@link Step} after the other, such as those of several threads.
 *
 * <pre>
 *   SimulatedDisk disk = SimulatedDisk.empty();
 *   DiskImage start = disk.image();
 *   ...                                  // use disk.directory(); mark calls with disk.begin(...)
 *   PowerCuts.of(start, disk.journal()).each((last, image) -> ...);
 * </pre>
 */
public final class PowerCuts {
  private final DiskImage start;
  private final List<JournalEntry> journal;
  private final Disk disk;

  /** Says whether a state is one that the program may leave. */
  @FunctionalInterface
  public interface Judge {
    /**
     * Looks at one state.
     *
     * @param last the number of the journal's entry that came last before the cut
     * @param image what is on the disk then; mount it with {@code SimulatedDisk.holding}
     */
    void judge(int last, DiskImage image) throws IOException;
  }

  private PowerCuts(DiskImage start, List<JournalEntry> journal, Disk disk) {
    this.start = start;
    this.journal = journal;
    this.disk = disk;
  }

  /** The cuts, on {@link Disk#STRICT}, of what {@code journal} did to a disk that held {@code start}. */
  public static PowerCuts of(DiskImage start, List<JournalEntry> journal) {
    return new PowerCuts(Objects.requireNonNull(start), List.copyOf(journal), Disk.STRICT);
  }

  /** Says what a power cut may take away. */
  public PowerCuts on(Disk disk) {
    return new PowerCuts(start, journal, Objects.requireNonNull(disk));
  }

  /** Shows each state to {@code judge}, earlier cuts first; returns how many those were. */
  public long each(Judge judge) throws IOException {
    return EveryImage.of(start, journal, disk, judge);
  }
}
