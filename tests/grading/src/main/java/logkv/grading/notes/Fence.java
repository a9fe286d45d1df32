package logkv.grading.notes;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the lines of listings from those of text, line by line from the top of a page. */
final class Fence {
  private static final Pattern OPENS = Pattern.compile("\\s*(```+|~~~+)([^`]*)");

  private String open; // the fence of the listing that we are in; null in text

  /** Whether {@code line}, the next one, belongs to a listing; its fences do. */
  boolean isInside(String line) {
    Matcher opens = OPENS.matcher(line);
    if (open == null) {
      if (opens.matches()) {
        open = opens.group(1);
        return true;
      }
      return false;
    }
    if (opens.matches() && opens.group(1).startsWith(open) && opens.group(2).isBlank()) {
      open = null;
    }
    return true;
  }

  /** Whether a listing begins with {@code line}. */
  static boolean opens(String line) {
    return OPENS.matcher(line).matches();
  }
}
