import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import logkv.segmented.Batch;
import logkv.segmented.Options;
import logkv.segmented.SegmentedStore;
import logkv.segmented.Stats;

/** A hundred thousand keys in batches, over several segments, and what the store says of itself. */
public class ManyKeys {
  private static final int KEYS = 100_000;
  private static final int BATCH = 1_000;

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("many-keys");
    Options options = Options.DEFAULTS.with().segmentBytes(2 * Options.MIB).build();
    try (SegmentedStore store = SegmentedStore.open(directory, options)) {
      for (int first = 0; first < KEYS; first += BATCH) {
        Batch batch = new Batch();
        for (int key = first; key < first + BATCH; key++) {
          batch.put(bytes(key), new byte[100]);
        }
        store.write(batch); // a thousand records, and one force for all of them
      }

      Stats stats = store.stats();
      System.out.printf(
          "%,d keys in %d segments, %,d bytes, %.1f bytes of index for each key%n",
          stats.keys(),
          stats.segments().size(),
          stats.totalBytes(),
          (double) stats.indexBytes() / stats.keys());
      assert stats.keys() == KEYS;
      assert stats.segments().size() > 5;
      assert stats.indexBytes() <= 40L * KEYS;
      assert store.verify().isClean();
    }

    try (SegmentedStore store = SegmentedStore.open(directory)) { // with other options: no matter
      assert store.size() == KEYS;
      assert store.stats().snapshotPosition().isPresent(); // so the log was not read
      assert store.get(bytes(KEYS - 1)).orElseThrow().length == 100;
    }
  }

  private static byte[] bytes(int key) {
    return ByteBuffer.allocate(4).putInt(key).array();
  }
}
