package logkv.grading.bench;

import java.util.List;
import java.util.Optional;

/**
 * A store of the submission, in its own process. Keys and values go over unchanged, also null and
 * text that is no text.
 *
 * <p>Every method throws {@link StoreThrew} for what the store throws, {@link ProcessLost} if the
 * process is no more, and {@link Broken} for an answer that no store may give, such as null instead
 * of a set.
 *
 * <p>Calls of one lane happen one after another in a thread of their own over there. Lanes may be
 * used by different threads here, one thread each.
 */
public interface StoreUnderTest extends AutoCloseable {

  void put(String key, String value);

  Optional<String> get(String key);

  boolean delete(String key);

  /** In the order in which the set's iterator gives them. */
  List<String> keys();

  /**
   * Calls {@code keys()} and keeps the set over there, to be read later by {@link #heldKeys}: a
   * snapshot must not change.
   */
  void holdKeys();

  /** What the set of {@link #holdKeys} holds now. */
  List<String> heldKeys();

  int size();

  /** From phase 3 on. */
  long deadBytes();

  /** From phase 4 on. */
  void compact();

  /** From phase 5 on. */
  long cutBytes();

  /** From phase 6 on. */
  long verify();

  /** Closes the store, as often as it is called. */
  @Override
  void close();

  /**
   * Begins a put and does not wait for its answer. The answer is dropped; used before {@link
   * StoreProcess#kill}. The next call of this lane waits for it.
   */
  void beginPut(String key, String value);

  /** The same store, called by thread {@code number} over there, 0 to 15; this one is 0. */
  StoreUnderTest lane(int number);

  /** Sets the interrupt flag of this lane's thread before its next call. */
  void interruptNextCall();
}
