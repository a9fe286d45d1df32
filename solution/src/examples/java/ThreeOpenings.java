import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import logkv.segmented.SegmentedStore;
import logkv.segmented.TextStore;

/** A store outlives the program: three openings of one directory, each of which finds the last one's. */
public class ThreeOpenings {
  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("three-openings");
    for (int opening = 1; opening <= 3; opening++) {
      try (TextStore store = TextStore.of(SegmentedStore.open(directory))) {
        assert store.size() == opening - 1;
        for (int earlier = 1; earlier < opening; earlier++) {
          assert store.get("opening " + earlier).equals(Optional.of("was here"));
        }
        store.put("opening " + opening, "was here");
        System.out.println("opening " + opening + " finds " + store.keys());
      }
    }
  }
}
