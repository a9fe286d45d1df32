package logkv.grading.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * A store of the submission in this very JVM, as an {@link InChildSuite} sees it. What the store
 * throws comes through as it is.
 */
public interface LocalStore extends AutoCloseable {

  void put(String key, String value) throws IOException;

  Optional<String> get(String key) throws IOException;

  boolean delete(String key) throws IOException;

  Set<String> keys() throws IOException;

  int size();

  /** From phase 3 on. */
  long deadBytes();

  /** From phase 4 on. */
  void compact() throws IOException;

  /** From phase 5 on. */
  long cutBytes();

  /** From phase 6 on. */
  long verify() throws IOException;

  @Override
  void close() throws IOException;

  /** Opens stores of the submission. */
  interface Opener {

    /** {@code LogStore.open(directory)}. */
    LocalStore open(Path directory) throws IOException;

    /** {@code LogStore.open(directory, new CompactionPolicy(...))}; from phase 4 on. */
    LocalStore open(Path directory, long minimumBytes, double deadRatio) throws IOException;

    /**
     * The same as in a process that has just begun: its classes are loaded anew, so that no static
     * field remembers what should come from the disk.
     */
    default Opener anew() {
      return this;
    }
  }
}
