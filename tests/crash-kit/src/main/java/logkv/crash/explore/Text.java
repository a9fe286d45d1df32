package logkv.crash.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes a text fit into a report. */
final class Text {
  private static final String ROOT = "/simulated-disk/";
  private static final int LONGEST = 40;
  static final char UNBROKEN = '\u00a0';

  private Text() {}

  /** Returns the text without characters that could spoil a line, and not too long. */
  static String shown(String text) {
    if (text == null) {
      return "null"; // a store may show that, and be told so
    }
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length() && i < LONGEST; i++) {
      char c = text.charAt(i);
      shown.append(c >= ' ' && c < 0x7f ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    return text.length() > LONGEST ? shown + "..." : shown.toString();
  }

  /** Returns the contents of a store as {@code {a=1, b=2}}. */
  static String shown(Map<String, String> contents) {
    return contents.entrySet().stream()
        .map(entry -> shown(entry.getKey()) + "=" + shown(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** Returns the text with spaces at which {@link #wrap} breaks no line. */
  static String unbroken(String text) {
    return text.replace(' ', UNBROKEN);
  }

  /** Returns the text with every path on the simulated disk without the name of that disk. */
  static String path(String text) {
    return text.replace(ROOT, "/");
  }

  /** Returns the text in lines of {@code width}, broken at spaces; {@code most} at the most. */
  static List<String> wrap(String text, int width, int most) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (rest.length() > width && lines.size() < most - 1) {
      int space = rest.lastIndexOf(' ', width);
      int end = space <= 0 ? width : space;
      lines.add(rest.substring(0, end).replace(UNBROKEN, ' '));
      rest = rest.substring(end).stripLeading();
    }
    rest = rest.replace(UNBROKEN, ' ');
    lines.add(rest.length() > width ? rest.substring(0, width - 3) + "..." : rest);
    return lines;
  }
}
