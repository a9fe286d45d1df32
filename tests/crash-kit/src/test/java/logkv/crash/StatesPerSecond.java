package logkv.crash;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import toy.RandomWorkloads;
import toy.ToyStore;

/**
 * Prints how many states of a crashed disk are judged in a second, openings included.
 *
 * <p>The time is that of the processor, since the machine may be busy with other things; a first
 * round warms up and is not counted; the figure is the median of five rounds.
 */
public final class StatesPerSecond {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 5;
  private static final long STATES_PER_ROUND = 100_000;

  private StatesPerSecond() {}

  public static void main(String[] arguments) {
    System.out.println("Java " + System.getProperty("java.version") + ", processor time");
    for (boolean nested : new boolean[] {false, true}) {
      for (Disk disk : Disk.values()) {
        CrashTest once = CrashTest.of(ToyStore::open).on(disk);
        CrashTest test = nested ? once.crashingAgainDuringRecovery() : once;
        round(test);
        double[] rates = new double[ROUNDS];
        Arrays.setAll(rates, i -> round(test));
        Arrays.sort(rates);
        System.out.printf(
            "%-12s %-14s %,9.0f states/s (%,.0f to %,.0f)%n",
            disk, nested ? "crashing twice" : "", rates[ROUNDS / 2], rates[0], rates[ROUNDS - 1]);
      }
    }
  }

  private static double round(CrashTest test) {
    RandomWorkloads workloads = new RandomWorkloads(1);
    long states = 0;
    long start = THREADS.getCurrentThreadCpuTime();
    while (states < STATES_PER_ROUND) {
      Exploration exploration = test.check(workloads.next());
      states += exploration.states() + exploration.nested();
    }
    return states / ((THREADS.getCurrentThreadCpuTime() - start) / 1e9);
  }
}
