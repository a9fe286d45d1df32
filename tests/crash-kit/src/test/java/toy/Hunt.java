package toy;

import static logkv.crash.Step.compact;
import static logkv.crash.Step.delete;
import static logkv.crash.Step.put;
import static logkv.crash.Step.reopen;
import static logkv.crash.Step.sync;

import java.util.List;
import java.util.function.IntFunction;
import logkv.crash.CrashTest;
import logkv.crash.Disk;
import logkv.crash.Exploration;
import logkv.crash.Step;
import logkv.crash.disk.Faults;

/** The ways in which the tests of the kit look for mistakes in the toy store. */
public enum Hunt {
  /** One power cut in a workload with everything in it. */
  CUT,
  /** The same, and another cut in every recovery. */
  TWICE,
  /** A store that forces nothing before it is told to. */
  UNFORCED,
  /** A disk that takes three bytes at a time. */
  SHORT_WRITES,
  /** A disk that is full, after each number of bytes. */
  FULL,
  /** The n-th force fails, for each n. */
  FAILED_FORCE,
  /** The n-th operation fails, for each n. */
  FAILED_OPERATION;

  /** Overwrites, deletes, two compactions and two reopenings, across several 40-byte files. */
  public static final List<Step> EVERYTHING = List.of(
      put("a", "1"),
      put("b", "2"),
      put("a", "3"),
      delete("b"),
      put("c", "4"),
      put("b", "22"),
      delete("a"),
      compact(),
      put("d", "5"),
      reopen(),
      put("a", "6"),
      compact(),
      reopen(),
      delete("c"));

  private static final List<Step> WITH_SYNC = List.of(
      put("a", "1"),
      put("b", "2"),
      put("a", "3"),
      sync(),
      delete("b"),
      put("c", "4"),
      put("b", "5"),
      put("d", "6"),
      sync(),
      put("c", "7"),
      reopen(),
      put("a", "8"));

  private static final List<Step> SHORT =
      List.of(put("a", "1"), put("b", "2"), put("c", "3"), delete("a"), delete("e"), put("d", "4"));

  /** Returns what this way of looking finds in a store that makes {@code mistakes}. */
  public Exploration in(Disk disk, Mistake... mistakes) {
    CrashTest test =
        CrashTest.of(directory -> ToyStore.open(directory, mistakes)).on(disk);
    return switch (this) {
      case CUT -> test.explore(EVERYTHING);
      case TWICE -> test.crashingAgainDuringRecovery().explore(EVERYTHING);
      case UNFORCED ->
        CrashTest.of(directory -> ToyStore.open(directory, false, mistakes))
            .on(disk)
            .durableOnlyAfterSync()
            .explore(WITH_SYNC);
      case SHORT_WRITES -> test.withFaults(() -> Faults.shortWrites(3)).explore(SHORT);
      case FULL -> sweep(test, Faults::diskFullAfter);
      case FAILED_FORCE -> sweep(test, Faults::failForce);
      case FAILED_OPERATION -> sweep(test, Faults::failAnything);
    };
  }

  /** Like {@link CrashTest#sweep}, but ends with a finding and keeps the steps as they are. */
  private static Exploration sweep(CrashTest test, IntFunction<Faults> nth) {
    Exploration all = Exploration.NONE;
    for (int n = 0; ; n++) {
      Faults faults = nth.apply(n);
      all = all.plus(test.withFaults(() -> faults).explore(SHORT));
      if (!faults.met() || all.finding().isPresent()) {
        return all;
      }
    }
  }
}
