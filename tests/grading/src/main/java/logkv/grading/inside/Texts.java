package logkv.grading.inside;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Makes up keys and values that nobody can foresee and that often are special: long, beyond ASCII,
 * with a NUL, like a record, like the word null.
 *
 * <p>Every way to sort texts puts these in the same order, except those that ignore something.
 */
public final class Texts {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final String[] SPECIAL = {
    "null",
    "tombstone",
    "deleted",
    "__deleted__",
    " ",
    "\n",
    "\0",
    "?",
    "true",
    "0",
    "a\0",
    "=",
    ","
  };
  private static final String[] BEYOND_ASCII = {
    "th\u00e9", "the\u0301", "\u8336", "\u00df", "\u7dd1\u8336", "\ud83c\udf75", "\u0661", "\u0436"
  };
  private static final String TOMBSTONE = "\0\0\0\0\0\0\0\0\2\0\0\0\3\0\0\0\0tea";

  private final Random random;

  public Texts(Random random) {
    this.random = random;
  }

  /** Returns {@code count} different keys. */
  public List<String> keys(int count) {
    Set<String> keys = new LinkedHashSet<>();
    while (keys.size() < count) {
      keys.add(key());
    }
    return new ArrayList<>(keys);
  }

  /** Returns a key of 1 to about 2,000 bytes, most of them short. */
  public String key() {
    return switch (random.nextInt(12)) {
      case 0 -> SPECIAL[random.nextInt(SPECIAL.length)];
      case 1, 2 -> BEYOND_ASCII[random.nextInt(BEYOND_ASCII.length)] + word(3);
      case 3 -> word(20).repeat(1 + random.nextInt(100));
      case 4 -> word(2).toUpperCase(java.util.Locale.ROOT);
      case 5 -> " " + word(3) + " ";
      default -> word(10);
    };
  }

  /** Returns a value of 0 to about {@code most} bytes, most of them short. */
  public String value(int most) {
    return switch (random.nextInt(12)) {
      case 0 -> "";
      case 1 -> SPECIAL[random.nextInt(SPECIAL.length)];
      case 2, 3 -> BEYOND_ASCII[random.nextInt(BEYOND_ASCII.length)].repeat(1 + random.nextInt(40));
      case 4 -> TOMBSTONE.repeat(1 + random.nextInt(3));
      case 5 -> "\0".repeat(1 + random.nextInt(60));
      case 6, 7 -> word(20).repeat(1 + random.nextInt(Math.max(1, most / 20)));
      default -> word(12);
    };
  }

  /** Returns 1 to {@code longest} letters. */
  public String word(int longest) {
    int length = 1 + random.nextInt(longest);
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return word.toString();
  }
}
