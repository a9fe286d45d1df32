package logkv;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import logkv.crash.CrashStore;

/** Lets the crash kit drive a {@link LogStore}: {@code CrashTest.of(LogStoreUnderTest::open)}. */
final class LogStoreUnderTest implements CrashStore {
  private final LogStore store;

  private LogStoreUnderTest(LogStore store) {
    this.store = store;
  }

  static CrashStore open(Path directory) throws IOException {
    return open(directory, CompactionPolicy.DEFAULT);
  }

  static CrashStore open(Path directory, CompactionPolicy policy) throws IOException {
    return new LogStoreUnderTest(LogStore.open(directory, policy));
  }

  @Override
  public void put(String key, String value) throws IOException {
    store.put(key, value);
  }

  @Override
  public void delete(String key) throws IOException {
    store.delete(key);
  }

  @Override
  public Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (String key : store.keys()) {
      store.get(key).ifPresent(value -> contents.put(key, value));
    }
    return contents;
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
