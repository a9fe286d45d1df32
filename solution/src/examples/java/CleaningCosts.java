import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import logkv.CompactionPolicy;
import logkv.LogStore;

/**
 * What compaction writes and what waiting for it costs in space, for the store of the course and several
 * dead ratios: the formula of the lecture beside what is measured. The first argument is the number of
 * puts; 2,000 if there is none. Every put is forced, so a temporary directory in memory saves time.
 */
public class CleaningCosts {
  private static final int KEYS = 100;
  private static final String VALUE = "v".repeat(100);

  public static void main(String[] arguments) throws Exception {
    int puts = arguments.length == 0 ? 2_000 : Integer.parseInt(arguments[0]);
    System.out.println("dead ratio  written / put  1/d    longest log / live  1/(1-d)");
    for (double ratio : new double[] {0.25, 0.5, 0.75, 0.9}) {
      Costs costs = measure(ratio, puts);
      System.out.printf(
          "%-11s %-14.2f %-6.2f %-19.2f %.2f%n",
          ratio, costs.written, 1 / ratio, costs.longest, 1 / (1 - ratio));
      assert costs.longest < 1.1 / (1 - ratio);
    }
  }

  /** Bytes written for each byte put, and the longest log for each live byte. */
  private record Costs(double written, double longest) {}

  private static Costs measure(double ratio, int puts) throws Exception {
    Path directory = Files.createTempDirectory("costs");
    Path log = directory.resolve("data.log");
    Random random = new Random(1);
    try (LogStore store = LogStore.open(directory, new CompactionPolicy(0, ratio))) {
      for (int key = 0; key < KEYS; key++) {
        store.put(name(key), VALUE);
      }
      long live = Files.size(log) - store.deadBytes();
      long record = live / KEYS;
      long written = 0;
      long longest = 0;
      for (int i = 0; i < puts; i++) {
        long before = Files.size(log);
        store.put(name(random.nextInt(KEYS)), VALUE);
        long after = Files.size(log);
        written += after > before ? record : live + record; // shorter: it was compacted
        longest = Math.max(longest, Math.max(before, after));
      }
      return new Costs((double) written / (puts * record), (double) longest / live);
    }
  }

  private static String name(int key) {
    return "key %03d".formatted(key);
  }
}
