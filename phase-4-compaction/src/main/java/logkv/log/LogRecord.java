package logkv.log;

import java.util.Objects;

/** One fact in the log: that a key has a value, or that it no longer has one. */
public sealed interface LogRecord {

  /** The key this record is about; never empty. */
  String key();

  static LogRecord put(String key, String value) {
    return new Put(key, value);
  }

  static LogRecord tombstone(String key) {
    return new Tombstone(key);
  }

  /** From here on, {@code key} has {@code value}. */
  record Put(String key, String value) implements LogRecord {
    public Put {
      requireKey(key);
      Objects.requireNonNull(value);
    }
  }

  /**
   * From here on, {@code key} has no value. A tombstone hides the older puts of its key, so it may go
   * only together with all of them.
   */
  record Tombstone(String key) implements LogRecord {
    public Tombstone {
      requireKey(key);
    }
  }

  private static void requireKey(String key) {
    if (key.isEmpty()) {
      throw new IllegalArgumentException("a record needs a key of at least one character");
    }
  }
}
