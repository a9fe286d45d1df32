package logkv;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A store that forgets everything when the process ends.
 *
 * <p>It promises everything that {@link KeyValueStore} promises except durability, which makes it the
 * measure of the stores to come: whatever a durable store answers, this one must answer too.
 *
 * <p>{@code synchronized} lets the threads that share a store in one by one. Keep it.
 */
public final class InMemoryStore implements KeyValueStore {
  private final Map<String, String> values = new HashMap<>();

  @Override
  public synchronized int size() {
    throw Todo.implement("InMemoryStore.size", "01-inmemory.md#size"); // TODO(phase-1)
  }

  @Override
  public synchronized void put(String key, String value) {
    throw Todo.implement("InMemoryStore.put", "01-inmemory.md#put"); // TODO(phase-1)
  }

  @Override
  public synchronized Optional<String> get(String key) {
    throw Todo.implement("InMemoryStore.get", "01-inmemory.md#get"); // TODO(phase-1)
  }

  @Override
  public synchronized boolean delete(String key) {
    throw Todo.implement("InMemoryStore.delete", "01-inmemory.md#delete"); // TODO(phase-1)
  }

  @Override
  public synchronized Set<String> keys() {
    throw Todo.implement("InMemoryStore.keys", "01-inmemory.md#keys"); // TODO(phase-1)
  }

  @Override
  public synchronized void close() {
    // TODO(phase-1): a closed store must answer every method but this one with an
    // IllegalStateException; lectures/01-inmemory.md#close explains how.
  }
}
