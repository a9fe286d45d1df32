package logkv.grading.inside;

import static java.nio.charset.StandardCharsets.UTF_8;

/** How stories show keys and values: short, on one line, and safe for every terminal. */
public final class Shown {
  private static final int LONGEST = 36;
  private static final int OF_A_LONG_ONE = 20;

  private Shown() {}

  /** Returns {@code text} itself if that is plain and short, else what tells it from others. */
  public static String text(String text) {
    if (text == null) {
      return "null";
    }
    String shown = isPlain(text) ? text : quoted(text);
    if (shown.length() <= LONGEST) {
      return shown;
    }
    int units = 0;
    while (units < text.length()
        && quoted(text.substring(0, units + 1)).length() <= OF_A_LONG_ONE) {
      units++;
    }
    return "%s... (%,d bytes)"
        .formatted(quoted(text.substring(0, units)), text.getBytes(UTF_8).length);
  }

  private static boolean isPlain(String text) {
    return !text.isEmpty()
        && !text.equals("null")
        && text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ',' && c != '"' && c != '(');
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char unit : text.toCharArray()) {
      if (unit >= ' ' && unit < 0x7f && unit != '"' && unit != '\\') {
        quoted.append(unit);
      } else {
        quoted.append("\\u%04x".formatted((int) unit));
      }
    }
    return quoted.append('"').toString();
  }
}
