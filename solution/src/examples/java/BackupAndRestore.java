import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import logkv.segmented.SegmentedStore;
import logkv.segmented.TextStore;

/** A backup is a store. So restoring it means opening it. */
public class BackupAndRestore {
  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("original");
    Path backup = Files.createTempDirectory("backups").resolve("monday");

    try (TextStore store = TextStore.of(SegmentedStore.open(directory))) {
      store.put("tea", "green");
      store.bytes().backup(backup); // while the store is open; the copy is read once over
      store.put("tea", "black");
      assert store.get("tea").equals(Optional.of("black"));
    }

    try (TextStore restored = TextStore.of(SegmentedStore.open(backup))) {
      assert restored.get("tea").equals(Optional.of("green"));
      restored.put("tea", "white"); // and goes on as a store of its own
      System.out.println("restored from " + backup + ": " + restored.keys());
    }
  }
}
