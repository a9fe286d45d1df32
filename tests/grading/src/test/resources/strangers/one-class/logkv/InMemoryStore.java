package logkv;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/** A sorted map, and null for a closed one. */
public class InMemoryStore implements KeyValueStore {
  private volatile ConcurrentSkipListMap<String, String> map = new ConcurrentSkipListMap<>();

  private ConcurrentSkipListMap<String, String> map() {
    ConcurrentSkipListMap<String, String> open = map;
    if (open == null) {
      throw new IllegalStateException("closed");
    }
    return open;
  }

  static String checked(String text, boolean mayBeEmpty) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair = Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new IllegalArgumentException("char " + i + " is half of something");
      }
    }
    if (text.isEmpty() && !mayBeEmpty) {
      throw new IllegalArgumentException("empty");
    }
    return text;
  }

  public void put(String key, String value) {
    ConcurrentSkipListMap<String, String> open = map();
    checked(value, true);
    open.put(checked(key, false), value);
  }

  public Optional<String> get(String key) {
    return Optional.ofNullable(map().get(checked(key, false)));
  }

  public boolean delete(String key) {
    return map().remove(checked(key, false)) != null;
  }

  public Set<String> keys() {
    return Collections.unmodifiableSet(new TreeSet<>(map().keySet()));
  }

  public int size() {
    return map().size();
  }

  public void close() {
    map = null;
  }
}
