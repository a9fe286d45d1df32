package logkv.grading.score;

import java.util.Arrays;
import java.util.List;

/** Makes text from a submission safe to keep: of bounded size, without control characters. */
final class StoryText {
  private StoryText() {}

  /** Keeps the first {@code mostLines} lines and {@code mostCharacters} characters, and says so. */
  static String cut(String text, int mostLines, int mostCharacters) {
    String kept = text.length() > mostCharacters ? text.substring(0, mostCharacters) : text;
    List<String> lines = Arrays.asList(printable(kept).stripTrailing().split("\n", -1));
    boolean cut = kept.length() < text.length();
    if (lines.size() > mostLines) {
      lines = lines.subList(0, mostLines - 1);
      cut = true;
    }
    return String.join("\n", lines) + (cut ? "\n... (the rest is left out)" : "");
  }

  /** Shows what could move a cursor, turn the reading direction or break a file format. */
  private static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.replace("\r\n", "\n").codePoints().forEach(point -> {
      if (point == '\n' || isPrintable(point)) {
        printable.appendCodePoint(point);
      } else {
        printable.append("\\u%04x".formatted(point));
      }
    });
    return printable.toString();
  }

  private static boolean isPrintable(int point) {
    switch (Character.getType(point)) {
      case Character.CONTROL:
      case Character.FORMAT:
      case Character.SURROGATE:
      case Character.UNASSIGNED:
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
        return false;
      default:
        return true;
    }
  }
}
