import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import logkv.segmented.Batch;
import logkv.segmented.Cursor;
import logkv.segmented.Entry;
import logkv.segmented.KeyRange;
import logkv.segmented.SegmentedStore;

/** Changes that happen together, and keys listed by how they begin. */
public class BatchesAndPrefixes {
  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("batches");
    try (SegmentedStore store = SegmentedStore.open(directory)) {
      store.write(new Batch()
          .put(bytes("account/ada"), bytes("100"))
          .put(bytes("account/bob"), bytes("0"))
          .put(bytes("config/currency"), bytes("EUR")));

      // A crash leaves both accounts changed, or neither; and so does a reader find them.
      store.write(new Batch()
          .put(bytes("account/ada"), bytes("70"))
          .put(bytes("account/bob"), bytes("30")));

      try (Cursor accounts = store.scan(KeyRange.prefix(bytes("account/")))) {
        store.put(bytes("account/cyd"), bytes("5")); // comes too late for the cursor
        List<String> found = new ArrayList<>();
        for (Optional<Entry> entry = accounts.next(); entry.isPresent(); entry = accounts.next()) {
          found.add(text(entry.get().key()) + " " + text(entry.get().value()));
        }
        System.out.println(found);
        assert found.equals(List.of("account/ada 70", "account/bob 30"));
      }

      try (Cursor behind = store.scan(KeyRange.from(bytes("account/bob")))) {
        assert behind.remaining() == 3;
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
