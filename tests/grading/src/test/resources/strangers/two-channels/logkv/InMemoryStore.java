package logkv;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A sorted list of entries, searched by halving. */
public final class InMemoryStore implements KeyValueStore {
  private final Object monitor = new Object();
  private List<String[]> entries = new ArrayList<>();

  /** The bytes of a text that UTF-8 can write. */
  static ByteBuffer bytes(String text) {
    try {
      return StandardCharsets.UTF_8.newEncoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .encode(java.nio.CharBuffer.wrap(Objects.requireNonNull(text, "text")));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("cannot be written", e);
    }
  }

  static ByteBuffer key(String key) {
    if (key.length() == 0) {
      throw new IllegalArgumentException("no key");
    }
    return bytes(key);
  }

  private int find(String key) {
    if (entries == null) {
      throw new ClosedException();
    }
    key(key);
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = entries.get(middle)[0].compareTo(key);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return -1 - low;
  }

  static final class ClosedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void put(String key, String value) throws IOException {
    synchronized (monitor) {
      int at = find(key);
      bytes(value);
      if (at < 0) {
        entries.add(-1 - at, new String[] {key, value});
      } else {
        entries.get(at)[1] = value;
      }
    }
  }

  @Override
  public Optional<String> get(String key) {
    synchronized (monitor) {
      int at = find(key);
      return at < 0 ? Optional.empty() : Optional.of(entries.get(at)[1]);
    }
  }

  @Override
  public boolean delete(String key) {
    synchronized (monitor) {
      int at = find(key);
      if (at >= 0) {
        entries.remove(at);
      }
      return at >= 0;
    }
  }

  @Override
  public Set<String> keys() {
    synchronized (monitor) {
      size();
      Set<String> keys = new LinkedHashSet<>();
      entries.forEach(entry -> keys.add(entry[0]));
      return keys;
    }
  }

  @Override
  public int size() {
    synchronized (monitor) {
      if (entries == null) {
        throw new ClosedException();
      }
      return entries.size();
    }
  }

  @Override
  public void close() {
    synchronized (monitor) {
      entries = null;
    }
  }
}
