package logkv.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a crash test needs from a store: a few lines of adapter around yours.
 *
 * <p>Keys and values are short texts; the kit makes them up.
 */
public interface CrashStore extends AutoCloseable {

  void put(String key, String value) throws IOException;

  void delete(String key) throws IOException;

  /** Returns all that can be read now, each value through the store's ordinary way of reading. */
  Map<String, String> contents() throws IOException;

  /** Makes everything durable that was acknowledged so far. */
  default void sync() throws IOException {
    throw new UnsupportedOperationException("this store has no sync()");
  }

  default void compact() throws IOException {
    throw new UnsupportedOperationException("this store has no compact()");
  }

  @Override
  void close() throws IOException;

  /** Opens the store in a directory: on the first call an empty one, later whatever a crash left. */
  @FunctionalInterface
  interface Opener {
    CrashStore open(Path directory) throws IOException;
  }
}
