package logkv;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A store that forgets everything when the process ends.
 *
 * <p>It promises everything that {@link KeyValueStore} promises except durability, which makes it the
 * measure of the stores to come: whatever a durable store answers, this one must answer too.
 */
public final class InMemoryStore implements KeyValueStore {
  private final Map<String, String> values = new HashMap<>();
  private boolean closed;

  @Override
  public synchronized int size() {
    requireOpen();
    return values.size();
  }

  @Override
  public synchronized void put(String key, String value) {
    requireOpen();
    values.put(Text.requireKey(key), Text.requireValue(value));
  }

  @Override
  public synchronized Optional<String> get(String key) {
    requireOpen();
    return Optional.ofNullable(values.get(Text.requireKey(key)));
  }

  @Override
  public synchronized boolean delete(String key) {
    requireOpen();
    return values.remove(Text.requireKey(key)) != null;
  }

  @Override
  public synchronized Set<String> keys() {
    requireOpen();
    return new TreeSet<>(values.keySet());
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
  }
}
