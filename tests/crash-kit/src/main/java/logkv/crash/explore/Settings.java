package logkv.crash.explore;

import java.nio.file.Path;
import java.util.function.Supplier;
import logkv.crash.CrashStore;
import logkv.crash.Disk;
import logkv.crash.disk.Faults;

/**
 * What a crash test was told; see {@link logkv.crash.CrashTest} for what each of it means.
 *
 * @param faults null if the disk is to work well
 * @param faultInSweep the number of the fault, or {@link #NO_SWEEP}
 * @param readMore empty if there is nothing to read
 * @param onlyOperation {@link #EVERY} to crash everywhere
 * @param keepIn null if nothing is to be kept
 */
public record Settings(
    CrashStore.Opener opener,
    Disk disk,
    Supplier<Faults> faults,
    int faultInSweep,
    boolean nested,
    boolean durableOnlyAfterSync,
    String readMore,
    int onlyOperation,
    Path keepIn) {

  static final int EVERY = -1;
  static final int NO_SWEEP = -1;

  public static Settings of(CrashStore.Opener opener) {
    return new Settings(opener, Disk.STRICT, null, NO_SWEEP, false, false, "", EVERY, null);
  }

  /** Returns the end of every message: what to read, on a line of its own, if there is something. */
  String lastLine() {
    return readMore.isEmpty() ? "" : "\n" + Report.line("read", readMore);
  }

  boolean isInSweep() {
    return faultInSweep != NO_SWEEP;
  }

  boolean hasFaults() {
    return faults != null;
  }

  public Settings withDisk(Disk other) {
    return new Settings(
        opener,
        other,
        faults,
        faultInSweep,
        nested,
        durableOnlyAfterSync,
        readMore,
        onlyOperation,
        keepIn);
  }

  public Settings withFaults(Supplier<Faults> other) {
    return new Settings(
        opener,
        disk,
        other,
        NO_SWEEP,
        nested,
        durableOnlyAfterSync,
        readMore,
        onlyOperation,
        keepIn);
  }

  /** The same with {@code other}, which is the fault of that number. */
  public Settings withFaultInSweep(int number, Supplier<Faults> other) {
    return new Settings(
        opener, disk, other, number, nested, durableOnlyAfterSync, readMore, onlyOperation, keepIn);
  }

  public Settings withNested(boolean other) {
    return new Settings(
        opener,
        disk,
        faults,
        faultInSweep,
        other,
        durableOnlyAfterSync,
        readMore,
        onlyOperation,
        keepIn);
  }

  public Settings withDurableOnlyAfterSync(boolean other) {
    return new Settings(
        opener, disk, faults, faultInSweep, nested, other, readMore, onlyOperation, keepIn);
  }

  public Settings withReadMore(String other) {
    return new Settings(
        opener,
        disk,
        faults,
        faultInSweep,
        nested,
        durableOnlyAfterSync,
        other,
        onlyOperation,
        keepIn);
  }

  public Settings withOnlyOperation(int other) {
    return new Settings(
        opener, disk, faults, faultInSweep, nested, durableOnlyAfterSync, readMore, other, keepIn);
  }

  public Settings withKeepIn(Path other) {
    return new Settings(
        opener,
        disk,
        faults,
        faultInSweep,
        nested,
        durableOnlyAfterSync,
        readMore,
        onlyOperation,
        other);
  }
}
