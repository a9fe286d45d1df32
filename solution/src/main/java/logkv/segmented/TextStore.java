package logkv.segmented;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import logkv.KeyValueStore;

/**
 * A {@link SegmentedStore} as the course knows stores: text to text, in UTF-8.
 *
 * <p>Half of a surrogate pair is refused, since UTF-8 cannot write it. Bytes that somebody else has put
 * and that are no UTF-8 are read with U+FFFD in their place. Closing it closes the store.
 */
public final class TextStore implements KeyValueStore {
  private final SegmentedStore store;

  private TextStore(SegmentedStore store) {
    this.store = store;
  }

  public static TextStore of(SegmentedStore store) {
    return new TextStore(store);
  }

  /** The store of bytes behind this one. */
  public SegmentedStore bytes() {
    return store;
  }

  @Override
  public void put(String key, String value) throws IOException {
    store.put(encode(key), encode(value));
  }

  @Override
  public Optional<String> get(String key) throws IOException {
    return store.get(encode(key)).map(TextStore::decode);
  }

  @Override
  public boolean delete(String key) throws IOException {
    return store.delete(encode(key));
  }

  /** Returns the keys that have a value now, in the order of their bytes in UTF-8. */
  @Override
  public Set<String> keys() throws IOException {
    Set<String> keys = new LinkedHashSet<>();
    try (Cursor cursor = store.scan(KeyRange.all())) {
      for (var key = cursor.nextKey(); key.isPresent(); key = cursor.nextKey()) {
        keys.add(decode(key.get()));
      }
    }
    return Collections.unmodifiableSet(keys);
  }

  /** Returns how many keys have a value; {@link Integer#MAX_VALUE} if there are more. */
  @Override
  public int size() {
    return (int) Math.min(Integer.MAX_VALUE, store.size());
  }

  @Override
  public void close() throws IOException {
    store.close();
  }

  private static byte[] encode(String text) {
    try {
      ByteBuffer bytes = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] array = new byte[bytes.remaining()];
      bytes.get(array);
      return array;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "the text holds half of a surrogate pair, which UTF-8 cannot write", e);
    }
  }

  private static String decode(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
