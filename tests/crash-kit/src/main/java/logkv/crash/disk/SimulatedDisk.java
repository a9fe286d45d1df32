package logkv.crash.disk;

import java.nio.file.Path;
import java.util.List;

/**
 * A disk in memory that remembers everything that was done to it.
 *
 * <p>Signatures first; the bodies follow.
 */
public final class SimulatedDisk {
  private SimulatedDisk() {}

  public static SimulatedDisk empty() {
    throw new UnsupportedOperationException();
  }

  public static SimulatedDisk holding(DiskImage image) {
    throw new UnsupportedOperationException();
  }

  /** Returns the disk that {@code path} is on. */
  public static SimulatedDisk of(Path path) {
    throw new UnsupportedOperationException();
  }

  public Path directory() {
    throw new UnsupportedOperationException();
  }

  public Path path(String absolute) {
    throw new UnsupportedOperationException();
  }

  /** A snapshot, unmodifiable. */
  public List<JournalEntry> journal() {
    throw new UnsupportedOperationException();
  }

  /** The number the next entry will get. */
  public int journalSize() {
    throw new UnsupportedOperationException();
  }

  public void begin(String call) {}

  public void acknowledged(String call) {}

  public void failed(String call, String reason) {}

  /** Whether operations and marks go to the journal; they do until told otherwise. */
  public void record(boolean on) {}

  /** Whether journal entries name the store's line; they do until told otherwise. */
  public void captureSites(boolean on) {}

  public void faults(Faults faults) {}

  public DiskImage image() {
    throw new UnsupportedOperationException();
  }
}
