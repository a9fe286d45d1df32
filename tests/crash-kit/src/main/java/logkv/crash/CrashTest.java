package logkv.crash;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import logkv.crash.disk.Faults;
import logkv.crash.explore.Explorer;
import logkv.crash.explore.Settings;
import logkv.crash.explore.Shortest;

/**
 * Pulls the plug on a store at every operation, and looks at what it finds on the disk afterwards.
 *
 * <pre>
 *   &#64;Test
 *   void every_acknowledged_write_survives_a_power_cut() {
 *     CrashTest.of(MyStore::open)
 *         .on(Disk.STRICT)
 *         .check(put("a", "1"), put("b", "2"), delete("a"), compact(), put("c", "3"));
 *   }
 * </pre>
 *
 * <p>The steps run once, on a simulated disk that remembers every operation. Then, for every
 * operation, simplest first, each state that the disk could be in if the power failed right after
 * it is mounted, the store is opened on it, and what it shows is compared with what was
 * acknowledged. A store that passes is written to, closed and opened once more, since many mistakes
 * only show then.
 *
 * <p>Immutable: every setting returns a new test. The result is the same on every run if the store
 * does the same on every run.
 */
public final class CrashTest {
  private static final int MOST_FAULTS = 10_000;

  private final Settings settings;

  private CrashTest(Settings settings) {
    this.settings = settings;
  }

  /** Starts a test of the store that {@code opener} opens, on {@link Disk#STRICT}. */
  public static CrashTest of(CrashStore.Opener opener) {
    return new CrashTest(Settings.of(Objects.requireNonNull(opener)));
  }

  /** Says what a power cut may take away. */
  public CrashTest on(Disk disk) {
    return new CrashTest(settings.withDisk(Objects.requireNonNull(disk)));
  }

  /**
   * Lets the disk misbehave while the steps run: {@code faults} is asked for a fresh fault before
   * every run. A call that throws is then in doubt: after a restart it may have happened or not,
   * but nobody may see its effect before.
   */
  public CrashTest withFaults(Supplier<Faults> faults) {
    return new CrashTest(settings.withFaults(Objects.requireNonNull(faults)));
  }

  /** Cuts the power a second time, at every operation of every recovery from the first cut. */
  public CrashTest crashingAgainDuringRecovery() {
    return new CrashTest(settings.withNested(true));
  }

  /**
   * Asks less of the store: an acknowledgement alone is no promise; {@code sync()}, {@code
   * reopen()} and closing make durable whatever was done before them. What survives must still be
   * what the store held after some of the calls, in their order.
   */
  public CrashTest durableOnlyAfterSync() {
    return new CrashTest(settings.withDurableOnlyAfterSync(true));
  }

  /** Names what to read, as in {@code lectures/03-tombstones.md#crashes}: a report's last line. */
  public CrashTest readMore(String lecture) {
    return new CrashTest(settings.withReadMore(Objects.requireNonNull(lecture)));
  }

  /**
   * Cuts the power only right after the operation of this number, as it stands at the left of a
   * report: for a debugger, with the workload of the report.
   *
   * @throws IllegalArgumentException if {@code operation} is negative; and from {@link #check} if
   *     the workload makes fewer operations
   */
  public CrashTest at(int operation) {
    if (operation < 0) {
      throw new IllegalArgumentException("operations are counted from 0, not from " + operation);
    }
    return new CrashTest(settings.withOnlyOperation(operation));
  }

  /**
   * Keeps the files of a failing state in {@code directory} on the real disk, so that tools can
   * look at them; the report says so. A folder {@code simulated-disk} in it is replaced, and
   * nothing else is touched.
   */
  public CrashTest keepFailingImageIn(Path directory) {
    return new CrashTest(settings.withKeepIn(Objects.requireNonNull(directory)));
  }

  /** Like {@link #check(List)}. */
  public Exploration check(Step... steps) {
    return check(List.of(steps));
  }

  /**
   * Explores the steps. When a state fails, those steps are left out that are not needed for it to
   * fail in the same way, and the report tells the shorter story.
   *
   * @throws CrashFailure if a state fails; its message is the report
   * @throws AssertionError if a step throws though no fault was injected
   */
  public Exploration check(List<Step> steps) {
    return check(settings, steps);
  }

  /**
   * Explores the steps as they are, and returns what was found instead of throwing it.
   *
   * @throws AssertionError if a step throws though no fault was injected
   */
  public Exploration explore(List<Step> steps) {
    return Explorer.explore(settings, List.copyOf(steps));
  }

  /**
   * Checks the steps once for each fault {@code nth.apply(0)}, {@code nth.apply(1)} and so on,
   * until a run does not meet its fault: then all there is to be met was met. A report names the
   * number; {@code withFaults(() -> nth.apply(number))} meets that fault again.
   *
   * @throws CrashFailure if a state fails
   * @throws IllegalArgumentException if 10,000 runs met their fault
   */
  public Exploration sweep(IntFunction<Faults> nth, List<Step> steps) {
    Exploration all = Exploration.NONE;
    for (int n = 0; n < MOST_FAULTS; n++) {
      int number = n;
      Faults[] last = new Faults[1];
      Supplier<Faults> faults = () -> last[0] = nth.apply(number);
      all = all.plus(check(settings.withFaultInSweep(number, faults), steps));
      if (!last[0].met()) {
        return all;
      }
    }
    throw new IllegalArgumentException(
        "every run met its fault: a sweep needs faults of which the n-th comes later than the one"
            + " before, and ends with the first that never comes");
  }

  /** Like {@link #sweep(IntFunction, List)}. */
  public Exploration sweep(IntFunction<Faults> nth, Step... steps) {
    return sweep(nth, List.of(steps));
  }

  private static Exploration check(Settings settings, List<Step> steps) {
    Exploration exploration = Explorer.explore(settings, List.copyOf(steps));
    exploration.finding().ifPresent(finding -> {
      throw new CrashFailure(Shortest.of(settings, finding));
    });
    return exploration;
  }
}
