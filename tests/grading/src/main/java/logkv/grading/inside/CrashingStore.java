package logkv.grading.inside;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import logkv.crash.CrashStore;
import logkv.crash.CrashTest;
import logkv.grading.bench.LocalStore;

/** Lets the crash kit drive a store of the submission. */
record CrashingStore(LocalStore store) implements CrashStore {

  /** A test of the stores that {@code stores} opens. */
  static CrashTest test(LocalStore.Opener stores) {
    return CrashTest.of(directory -> new CrashingStore(stores.open(directory)));
  }

  /** The same, but whoever opens a store has nothing but the disk to remember by. */
  static CrashTest testForgetting(LocalStore.Opener stores) {
    return CrashTest.of(directory -> new CrashingStore(stores.anew().open(directory)));
  }

  /** The first with a policy that compacts whenever so much of the log is dead. */
  static CrashTest test(LocalStore.Opener stores, double deadRatio) {
    return CrashTest.of(directory -> new CrashingStore(stores.open(directory, 0, deadRatio)));
  }

  static CrashStore open(LocalStore.Opener stores, Path directory) throws IOException {
    return new CrashingStore(stores.open(directory));
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
  public void compact() throws IOException {
    store.compact();
  }

  @Override
  public Map<String, String> contents() throws IOException {
    return contents(store);
  }

  static Map<String, String> contents(LocalStore store) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (String key : store.keys()) {
      store.get(key).ifPresent(value -> contents.put(key, value));
    }
    return contents;
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
