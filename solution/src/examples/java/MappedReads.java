import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import logkv.segmented.Batch;
import logkv.segmented.Options;
import logkv.segmented.SegmentedStore;

/**
 * The same gets, once with sealed segments read by positional reads and once through a mapping. The
 * argument is the number of keys; 2,000 if there is none. The rounds alternate; the median counts.
 */
public class MappedReads {
  private static final int ROUNDS = 7;

  public static void main(String[] arguments) throws Exception {
    int keys = arguments.length == 0 ? 2_000 : Integer.parseInt(arguments[0]);
    Path directory = Files.createTempDirectory("mapped");
    Options small = Options.DEFAULTS.with().segmentBytes(1024 * 1024).build();
    try (SegmentedStore store = SegmentedStore.open(directory, small)) {
      for (int from = 0; from < keys; from += 1_000) {
        Batch batch = new Batch();
        for (int key = from; key < Math.min(keys, from + 1_000); key++) {
          batch.put(key(key), new byte[100]);
        }
        store.write(batch);
      }
    }
    double[] read = new double[ROUNDS];
    double[] mapped = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      read[round] = nanosPerGet(directory, small.with().mapSegments(false).build(), keys);
      mapped[round] = nanosPerGet(directory, small.with().mapSegments(true).build(), keys);
    }
    System.out.printf(
        "%,d keys, median of %d: positional reads %,.0f ns a get, mapped %,.0f ns a get%n",
        keys, ROUNDS, median(read), median(mapped));
  }

  private static double nanosPerGet(Path directory, Options options, int keys) throws Exception {
    Random random = new Random(1);
    try (SegmentedStore store = SegmentedStore.open(directory, options)) {
      long start = System.nanoTime();
      for (int i = 0; i < keys; i++) {
        byte[] value = store.get(key(random.nextInt(keys))).orElseThrow();
        assert value.length == 100;
      }
      return (double) (System.nanoTime() - start) / keys;
    }
  }

  private static double median(double[] rounds) {
    double[] sorted = rounds.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static byte[] key(int number) {
    return ByteBuffer.allocate(16).putInt(12, number).array();
  }
}
