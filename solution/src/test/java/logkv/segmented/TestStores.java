package logkv.segmented;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import logkv.crash.CrashStore;

/** Stores for tests: everything small, and the same on every run. */
final class TestStores {
  /** Two or three records to a segment, room for one more, a snapshot at closing, and no threads. */
  static final Options TINY = Options.DEFAULTS
      .with()
      .segmentBytes(120)
      .backgroundCompaction(false)
      .preallocateBytes(32)
      .mapSegments(false)
      .build();

  private static final long SEED = 0x5EED;

  private TestStores() {}

  /** Opens a store whose ids and nonces are the same on every run. */
  static SegmentedStore open(Path directory, Options options) throws IOException {
    return SegmentedStore.open(directory, options, new SplittableRandom(SEED)::nextLong);
  }

  static CrashStore.Opener crashing(Options options) {
    return directory -> new Adapter(open(directory, options));
  }

  /**
   * A store that writes each key as a batch of {@code size} keys, deletes them in one batch, and shows
   * the value {@code half} where it finds some of them only.
   */
  static CrashStore.Opener batching(Options options, int size) {
    return directory -> new Batching(new Adapter(open(directory, options)), size);
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private record Adapter(SegmentedStore store) implements CrashStore {
    @Override
    public void put(String key, String value) throws IOException {
      store.put(bytes(key), bytes(value));
    }

    @Override
    public void delete(String key) throws IOException {
      store.delete(bytes(key));
    }

    @Override
    public Map<String, String> contents() throws IOException {
      Map<String, String> contents = new LinkedHashMap<>();
      try (Cursor cursor = store.scan(KeyRange.all())) {
        for (Optional<byte[]> key = cursor.nextKey(); key.isPresent(); key = cursor.nextKey()) {
          String name = new String(key.get(), UTF_8);
          contents.put(name, new String(store.get(key.get()).orElseThrow(), UTF_8));
        }
      }
      return contents;
    }

    @Override
    public void sync() throws IOException {
      store.sync();
    }

    @Override
    public void compact() throws IOException {
      store.compact();
    }

    @Override
    public void close() throws IOException {
      store.close();
    }
  }

  private record Batching(Adapter single, int size) implements CrashStore {
    @Override
    public void put(String key, String value) throws IOException {
      Batch batch = new Batch();
      for (int i = 0; i < size; i++) {
        batch.put(bytes(key + i), bytes(value));
      }
      single.store.write(batch);
    }

    @Override
    public void delete(String key) throws IOException {
      Batch batch = new Batch();
      for (int i = 0; i < size; i++) {
        batch.delete(bytes(key + i));
      }
      single.store.write(batch);
    }

    @Override
    public Map<String, String> contents() throws IOException {
      Map<String, List<String>> found = new LinkedHashMap<>();
      single.contents().forEach((key, value) -> {
        String name = key.substring(0, key.length() - 1);
        found.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
      });
      Map<String, String> contents = new LinkedHashMap<>();
      found.forEach((name, values) -> {
        boolean whole = values.size() == size && Set.copyOf(values).size() == 1;
        contents.put(name, whole ? values.get(0) : "half");
      });
      return contents;
    }

    @Override
    public void sync() throws IOException {
      single.sync();
    }

    @Override
    public void compact() throws IOException {
      single.compact();
    }

    @Override
    public void close() throws IOException {
      single.close();
    }
  }
}
