package logkv;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * A map from text to text that outlives the call, and, from phase 2 on, the process.
 *
 * <p>Every phase of the course implements this interface; only what survives changes.
 *
 * <p><b>Keys</b> have at least one character. Keys and values are text that UTF-8 can write down: half
 * of a surrogate pair is refused, because it would be stored as {@code ?} and two keys would become
 * one. The empty value is a value like any other.
 *
 * <p><b>Wrong arguments</b> are refused before anything changes: null with a {@link
 * NullPointerException}, a key or value that is not allowed with an {@link IllegalArgumentException}.
 * A closed store answers every method but {@link #close} with an {@link IllegalStateException}.
 *
 * <p><b>Threads</b> may share a store; their calls happen one after another.
 */
public interface KeyValueStore extends AutoCloseable {

  /** Makes {@code value} the value of {@code key}, replacing any earlier one. */
  void put(String key, String value) throws IOException;

  /** Returns the value last put for {@code key}, or empty if it has none. */
  Optional<String> get(String key) throws IOException;

  /**
   * Forgets the value of {@code key}.
   *
   * @return whether there was one; if not, nothing is written
   */
  boolean delete(String key) throws IOException;

  /** Returns the keys that have a value now, sorted. What happens later does not change the set. */
  Set<String> keys() throws IOException;

  /** Returns how many keys have a value. */
  int size();

  /** Ends the use of this store. Everything that was put is durable then; closing twice is fine. */
  @Override
  void close() throws IOException;
}
