package logkv.segmented;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import logkv.crash.CrashStore;

/** Stores for tests: everything small, and the same on every run. */
final class TestStores {
  /** Two or three records to a segment, a snapshot at closing, and no threads of its own. */
  static final Options TINY = Options.DEFAULTS
      .with()
      .segmentBytes(120)
      .backgroundCompaction(false)
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
}
