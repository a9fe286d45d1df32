import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import logkv.segmented.SegmentedStore;
import logkv.segmented.Stats;
import logkv.segmented.TextStore;

/** A hundred keys with ten versions each: nine tenths of the log are dead, until it is compacted. */
public class CompactOldVersions {
  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("compact");
    try (TextStore store = TextStore.of(SegmentedStore.open(directory))) {
      for (int version = 1; version <= 10; version++) {
        for (int key = 0; key < 100; key++) {
          store.put("key " + key, "version " + version);
        }
      }
      Stats before = store.bytes().stats();

      store.bytes().compact();
      Stats after = store.bytes().stats();

      System.out.printf(
          "before: %,d bytes, %,d of them dead; after: %,d bytes, %,d of them dead%n",
          before.totalBytes(), before.deadBytes(), after.totalBytes(), after.deadBytes());
      assert before.deadBytes() > 8 * before.liveBytes();
      assert after.deadBytes() == 0;
      assert after.liveBytes() == before.liveBytes();
      assert store.size() == 100;
      for (int key = 0; key < 100; key++) {
        assert store.get("key " + key).equals(Optional.of("version 10"));
      }
    }
  }
}
