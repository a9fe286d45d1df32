import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import logkv.segmented.SegmentedStore;
import logkv.segmented.TextStore;

/** Puts, reads and deletes: bytes, and the same store as text. */
public class BasicUse {
  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("basic-use");

    try (SegmentedStore store = SegmentedStore.open(directory)) {
      byte[] tea = "tea".getBytes(UTF_8);
      store.put(tea, "green".getBytes(UTF_8));
      store.put(tea, "black".getBytes(UTF_8)); // replaces it

      Optional<byte[]> found = store.get(tea);
      assert new String(found.orElseThrow(), UTF_8).equals("black");
      assert store.contains(tea);
      assert store.delete(tea);
      assert !store.delete(tea); // there was nothing to delete any more
      assert store.get(tea).isEmpty();
    }

    try (TextStore store = TextStore.of(SegmentedStore.open(directory))) {
      store.put("coffee", "espresso");
      store.put("empty", "");

      assert store.get("coffee").equals(Optional.of("espresso"));
      assert store.get("empty").equals(Optional.of("")); // a value like any other
      assert store.keys().toString().equals("[coffee, empty]");
    }
    System.out.println("Put, replaced, read and deleted in " + directory);
  }
}
