package logkv.grading.protocol;

/** How stories write a call: {@code put("tea", "green")}. */
final class Calls {
  private static final int LONGEST = 40;

  private Calls() {}

  static String of(String method, String... arguments) {
    StringBuilder call = new StringBuilder(method).append('(');
    for (int i = 0; i < arguments.length; i++) {
      call.append(i == 0 ? "" : ", ").append(quoted(arguments[i]));
    }
    return call.append(')').toString();
  }

  private static String quoted(String text) {
    if (text == null) {
      return "null";
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < Math.min(text.length(), LONGEST); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted + "\"" + (text.length() > LONGEST ? "... (%,d)".formatted(text.length()) : "");
  }
}
