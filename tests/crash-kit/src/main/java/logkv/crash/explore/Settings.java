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
 * @param readMore empty if there is nothing to read
 * @param onlyOperation {@link #EVERY} to crash everywhere
 * @param keepIn null if nothing is to be kept
 */
public record Settings(
    CrashStore.Opener opener,
    Disk disk,
    Supplier<Faults> faults,
    boolean nested,
    boolean durableOnlyAfterSync,
    String readMore,
    int onlyOperation,
    Path keepIn) {

  static final int EVERY = -1;

  public static Settings of(CrashStore.Opener opener) {
    return new Settings(opener, Disk.STRICT, null, false, false, "", EVERY, null);
  }

  boolean hasFaults() {
    return faults != null;
  }

  public Settings withDisk(Disk other) {
    return new Settings(
        opener, other, faults, nested, durableOnlyAfterSync, readMore, onlyOperation, keepIn);
  }

  public Settings withFaults(Supplier<Faults> other) {
    return new Settings(
        opener, disk, other, nested, durableOnlyAfterSync, readMore, onlyOperation, keepIn);
  }

  public Settings withNested(boolean other) {
    return new Settings(
        opener, disk, faults, other, durableOnlyAfterSync, readMore, onlyOperation, keepIn);
  }

  public Settings withDurableOnlyAfterSync(boolean other) {
    return new Settings(opener, disk, faults, nested, other, readMore, onlyOperation, keepIn);
  }

  public Settings withReadMore(String other) {
    return new Settings(
        opener, disk, faults, nested, durableOnlyAfterSync, other, onlyOperation, keepIn);
  }

  public Settings withOnlyOperation(int other) {
    return new Settings(
        opener, disk, faults, nested, durableOnlyAfterSync, readMore, other, keepIn);
  }

  public Settings withKeepIn(Path other) {
    return new Settings(
        opener, disk, faults, nested, durableOnlyAfterSync, readMore, onlyOperation, other);
  }
}
