package logkv.cli;

import java.util.Comparator;

/**
 * The order of the bytes that UTF-8 makes of two texts, compared as unsigned numbers.
 *
 * <p>It is the order of code points. {@link String#compareTo} compares UTF-16, where the halves of
 * surrogate pairs (D800 to DFFF) stand below E000 to FFFF although what they mean lies above: an
 * emoji would come before a full-width letter.
 */
enum Utf8Order implements Comparator<String> {
  INSTANCE;

  @Override
  public int compare(String a, String b) {
    int common = Math.min(a.length(), b.length());
    for (int i = 0; i < common; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean mixed = Character.isSurrogate(x) != Character.isSurrogate(y);
        return mixed && Math.min(x, y) >= Character.MIN_SURROGATE
            ? Character.compare(y, x)
            : Character.compare(x, y);
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
