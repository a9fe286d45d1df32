package logkv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import logkv.crash.disk.SimulatedDisk;
import logkv.segmented.StoreOfPhases;

/**
 * The complete store, on a disk in memory, under the name that the tests of phase 1 know. The tests of
 * later phases compare with it, once those of phase 1 have compared it with a map.
 */
public final class InMemoryStore implements KeyValueStore {
  private final KeyValueStore store = answer(() -> StoreOfPhases.open(newDisk().directory()));

  @Override
  public void put(String key, String value) {
    answer(() -> {
      store.put(key, value);
      return null;
    });
  }

  @Override
  public Optional<String> get(String key) {
    return answer(() -> store.get(key));
  }

  @Override
  public boolean delete(String key) {
    return answer(() -> store.delete(key));
  }

  @Override
  public Set<String> keys() {
    return answer(store::keys);
  }

  @Override
  public int size() {
    return store.size();
  }

  @Override
  public void close() {
    answer(() -> {
      store.close();
      return null;
    });
  }

  private static SimulatedDisk newDisk() {
    SimulatedDisk disk = SimulatedDisk.empty();
    disk.record(false);
    return disk;
  }

  /** A store in memory promises that no disk ever says no. */
  private static <T> T answer(Call<T> call) {
    try {
      return call.make();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Call<T> {
    T make() throws IOException;
  }
}
