package logkv.course.submission;

/** Makes text of a stranger fit for one line of a report: no line breaks, no control characters. */
public final class Printable {
  private static final int LONGEST_NAME = 160;

  private Printable() {}

  /**
   * Returns {@code text} with everything that is not plainly visible written as <code>\\u000a</code>,
   * and cut to 160 characters. Directions of writing are such characters too: they can make a name
   * look like another.
   */
  public static String of(String text) {
    return of(text, LONGEST_NAME);
  }

  /** The same for what may be {@code longest} characters long. */
  public static String of(String text, int longest) {
    StringBuilder line = new StringBuilder();
    text.codePoints().limit(longest).forEach(c -> append(line, c));
    return text.codePointCount(0, text.length()) > longest ? line + "..." : line.toString();
  }

  private static void append(StringBuilder line, int c) {
    boolean visible = switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
    if (visible) {
      line.appendCodePoint(c);
    } else {
      line.append("\\u%04x".formatted(c));
    }
  }
}
