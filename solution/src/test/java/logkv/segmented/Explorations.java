package logkv.segmented;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import logkv.crash.CrashStore;
import logkv.crash.CrashTest;
import logkv.crash.Disk;
import logkv.crash.Exploration;
import logkv.crash.Step;

/** Crash explorations on the strict disk, each for one promise, and how much they have tried. */
final class Explorations {
  private Exploration all = Exploration.NONE;

  /** What the paragraph "What an acknowledgement means" of {@link SegmentedStore} is about. */
  enum Policy {
    ALWAYS(SyncPolicy.always()),
    EVERY(SyncPolicy.every(Duration.ofDays(1))), // so that it forces when the test says so
    NEVER(SyncPolicy.never());

    private final SyncPolicy policy;

    Policy(SyncPolicy policy) {
      this.policy = policy;
    }

    Options options() {
      return TestStores.TINY.with().syncPolicy(policy).build();
    }

    /** Under {@code ALWAYS} an acknowledgement is a promise, otherwise {@code sync()} and closing. */
    CrashTest test(CrashStore.Opener opener) {
      CrashTest test = CrashTest.of(opener).on(Disk.STRICT);
      return this == ALWAYS ? test : test.durableOnlyAfterSync();
    }

    CrashTest test() {
      return test(TestStores.crashing(options()));
    }
  }

  /** Cuts the power everywhere. */
  void once(CrashTest test, List<Step> steps) {
    explore(() -> test.check(steps));
  }

  /** The same, and everywhere in each recovery. */
  void twice(CrashTest test, List<Step> steps) {
    explore(() -> test.crashingAgainDuringRecovery().check(steps));
  }

  /**
   * Runs and adds it, in a thread from which the store's calls need no others to hide from interrupts:
   * to begin one for every state would take as long as all the rest.
   */
  void explore(Supplier<Exploration> exploration) {
    try {
      add(Uninterrupted.call("explore", exploration::get));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds one whose threads may be interrupted. */
  void add(Exploration exploration) {
    all = all.plus(exploration);
  }

  /** Prints how much was tried, and returns how many states that were. */
  long report(String what) {
    System.out.println(what + ": " + all);
    return all.states() + all.nested();
  }
}
