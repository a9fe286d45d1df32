package logkv;

/** What may be a key and what may be a value: the same rule for every store. */
final class Text {
  private Text() {}

  /**
   * Returns {@code key} if it may be one. Stores call this before they change anything.
   *
   * @throws NullPointerException if it is null
   * @throws IllegalArgumentException if it is empty, or if UTF-8 cannot write it down
   */
  static String requireKey(String key) {
    throw Todo.implement("Text.requireKey", "01-inmemory.md#requirekey"); // TODO(phase-1)
  }

  /**
   * Returns {@code value} if it may be one; the empty text may.
   *
   * @throws NullPointerException if it is null
   * @throws IllegalArgumentException if UTF-8 cannot write it down
   */
  static String requireValue(String value) {
    throw Todo.implement("Text.requireValue", "01-inmemory.md#requirevalue"); // TODO(phase-1)
  }
}
