package logkv;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What may be a key and what may be a value: the same rule for every store. */
final class Text {
  private Text() {}

  /** Returns {@code key} if it may be one. Stores call this before they change anything. */
  static String requireKey(String key) {
    if (key.isEmpty()) {
      throw new IllegalArgumentException("a key needs at least one character");
    }
    return requireText("key", key);
  }

  /** Returns {@code value} if it may be one; the empty text may. */
  static String requireValue(String value) {
    return requireText("value", value);
  }

  private static String requireText(String what, String text) {
    if (!UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException(
          "the " + what + " holds half of a surrogate pair, which UTF-8 cannot write");
    }
    return text;
  }
}
