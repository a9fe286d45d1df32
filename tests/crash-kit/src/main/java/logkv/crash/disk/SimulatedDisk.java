package logkv.crash.disk;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import logkv.crash.disk.Operation.Acknowledged;
import logkv.crash.disk.Operation.Begin;
import logkv.crash.disk.Operation.Failed;

/**
 * A disk in memory that behaves like a Linux disk seen through {@code java.nio.file}, and that
 * remembers everything that was done to it.
 *
 * <p>Programs use it through the {@link Path}s it hands out: {@code FileChannel.open} and all of
 * {@link java.nio.file.Files} work, a directory can be forced, locks lock, and an interrupt closes
 * the channel, on every operating system. A program sees the page cache: all that was written, at
 * once. What a power cut would leave of it can be found out from the {@linkplain #journal journal},
 * and each possibility be mounted again as a disk that is {@linkplain #holding holding an image}.
 *
 * <p>What does not work says so: {@link Path#toFile}, {@link java.nio.channels.FileChannel#map},
 * links and file times. Directories are listed in an order of no meaning, never sorted, and the same
 * on every run. A file holds 64 MiB at the most.
 *
 * <p>Thread-safe. Operations happen one at a time, and their order is that of the journal.
 */
public final class SimulatedDisk {
  /** Names itself, so that a path that escapes to the real disk explains its error there. */
  static final String[] DIRECTORY = {"simulated-disk", "db"};

  private static final DiskImage FORMATTED = DiskImage.of(
      new byte[3][],
      new Names[] {Names.NONE.with(DIRECTORY[0], 1), Names.NONE.with(DIRECTORY[1], 2), Names.NONE});

  private final Volume volume;
  private final SimulatedFileSystem fileSystem;

  private SimulatedDisk(DiskImage image) {
    volume = new Volume(image);
    fileSystem = new SimulatedFileSystem(this, volume);
  }

  /** Returns a disk that holds nothing but the empty {@link #directory}, which is durable. */
  public static SimulatedDisk empty() {
    return new SimulatedDisk(FORMATTED);
  }

  /** Returns a disk with everything that is on {@code image}; all of it is durable. */
  public static SimulatedDisk holding(DiskImage image) {
    return new SimulatedDisk(Objects.requireNonNull(image));
  }

  /**
   * Returns the disk that {@code path} is on.
   *
   * @throws IllegalArgumentException if it is not on a simulated one
   */
  public static SimulatedDisk of(Path path) {
    if (path instanceof SimulatedPath simulated) {
      return simulated.getFileSystem().disk();
    }
    throw new IllegalArgumentException(path + " is not on a simulated disk");
  }

  /** The directory to give to a store: {@code /simulated-disk/db}. */
  public Path directory() {
    return new SimulatedPath(fileSystem, true, DIRECTORY);
  }

  /** Returns the path {@code absolute} on this disk, as in {@code /simulated-disk/db/data.log}. */
  public Path path(String absolute) {
    return fileSystem.getPath(absolute);
  }

  /** Returns what was done so far, oldest first; unmodifiable, and it does not grow. */
  public List<JournalEntry> journal() {
    synchronized (volume) {
      return volume.journal.snapshot();
    }
  }

  /** Returns how many entries the journal has: the number that the next one will get. */
  public int journalSize() {
    synchronized (volume) {
      return volume.journal.size();
    }
  }

  /** Marks in the journal that a call of the store begins, as in {@code put(a, 1)}. */
  public void begin(String call) {
    mark(new Begin(call));
  }

  /** Marks in the journal that the call returned. */
  public void acknowledged(String call) {
    mark(new Acknowledged(call));
  }

  /** Marks in the journal that the call threw. */
  public void failed(String call, String reason) {
    mark(new Failed(call, reason));
  }

  private void mark(Operation mark) {
    synchronized (volume) {
      volume.journal.mark(mark);
    }
  }

  /** Sets whether operations and marks go to the journal from now on. They do unless told not to. */
  public void record(boolean on) {
    synchronized (volume) {
      volume.journal.recording = on;
    }
  }

  /**
   * Sets whether the journal names the store's line for every operation from now on. It does unless
   * told not to; it costs a few microseconds each. Lines of the JDK and of {@code logkv.crash} and
   * the packages in it are never named: their caller's is.
   */
  public void captureSites(boolean on) {
    synchronized (volume) {
      volume.journal.capturingSites = on;
    }
  }

  /** Sets what goes wrong from now on; {@link Faults#NONE} repairs the disk. */
  public void faults(Faults faults) {
    synchronized (volume) {
      volume.faults = Objects.requireNonNull(faults);
    }
  }

  /**
   * Returns what a program sees now. The numbers in it are those of the journal, and nothing that
   * happens later changes it.
   */
  public DiskImage image() {
    synchronized (volume) {
      return volume.image();
    }
  }
}
