package logkv.grading.score;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values as JSON (RFC 8259): maps with text keys in their order, lists, text, numbers, booleans and
 * null.
 *
 * <p>Written here rather than taken from a library, because {@code ./course} compiles this module
 * without Maven, with nothing beside it but what the students' tool has.
 */
public final class Json {
  private static final int DEEPEST = 64;

  private Json() {}

  /** A text that is not JSON; the message says where. */
  public static final class NotJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    NotJsonException(String what, int at) {
      super(what + " at character " + (at + 1));
    }
  }

  /**
   * Writes {@code value}, indented by two spaces, with a line end behind it.
   *
   * @param value of {@code Map}, {@code List}, {@code CharSequence}, {@code Number}, {@code Boolean}
   *     and null
   */
  public static String write(Object value) {
    StringBuilder text = new StringBuilder();
    write(value, "\n", text);
    return text.append('\n').toString();
  }

  private static void write(Object value, String newLine, StringBuilder text) {
    if (value instanceof Map<?, ?> map) {
      writeAll('{', map.entrySet(), '}', newLine, text);
    } else if (value instanceof List<?> list) {
      writeAll('[', list, ']', newLine, text);
    } else if (value instanceof Map.Entry<?, ?> entry) {
      quote(entry.getKey().toString(), text);
      text.append(": ");
      write(entry.getValue(), newLine, text);
    } else if (value instanceof CharSequence words) {
      quote(words, text);
    } else if (value instanceof BigDecimal number) {
      text.append(number.toPlainString());
    } else if (value == null
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Boolean) {
      text.append(value);
    } else {
      throw new IllegalArgumentException("JSON has no " + value.getClass().getName());
    }
  }

  private static void writeAll(
      char begin, Iterable<?> values, char end, String newLine, StringBuilder text) {
    text.append(begin);
    String separator = "";
    for (Object value : values) {
      text.append(separator).append(newLine).append("  ");
      write(value, newLine + "  ", text);
      separator = ",";
    }
    text.append(separator.isEmpty() ? "" : newLine).append(end);
  }

  /** Escapes more than it must: control characters of all kinds, and halves of surrogate pairs. */
  private static void quote(CharSequence words, StringBuilder text) {
    text.append('"');
    words.codePoints().forEach(c -> {
      int type = Character.getType(c);
      if (c == '"' || c == '\\') {
        text.append('\\').append((char) c);
      } else if (c == '\n') {
        text.append("\\n");
      } else if (c < ' '
          || type == Character.CONTROL
          || type == Character.SURROGATE
          || type == Character.LINE_SEPARATOR
          || type == Character.PARAGRAPH_SEPARATOR) {
        text.append("\\u%04x".formatted(c));
      } else {
        text.appendCodePoint(c);
      }
    });
    text.append('"');
  }

  /**
   * Reads one value and nothing behind it. Numbers become {@code BigDecimal}, objects {@code
   * LinkedHashMap}.
   *
   * @throws NotJsonException also if an object has a key twice, or at a depth of more than 64
   */
  public static Object read(String text) throws NotJsonException {
    Reader reader = new Reader(text);
    Object value = reader.value(0);
    reader.skipSpace();
    if (reader.at < text.length()) {
      throw reader.wrong("something behind the value");
    }
    return value;
  }

  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    Object value(int depth) throws NotJsonException {
      skipSpace();
      if (depth > DEEPEST) {
        throw wrong("too deep");
      }
      switch (peek()) {
        case '{':
          return object(depth);
        case '[':
          return array(depth);
        case '"':
          return string();
        case 't':
          return word("true", Boolean.TRUE);
        case 'f':
          return word("false", Boolean.FALSE);
        case 'n':
          return word("null", null);
        default:
          return number();
      }
    }

    private Map<String, Object> object(int depth) throws NotJsonException {
      Map<String, Object> object = new LinkedHashMap<>();
      take('{');
      if (!takeIf('}')) {
        do {
          skipSpace();
          String key = string();
          take(':');
          if (object.containsKey(key)) {
            throw wrong("the key " + key + " a second time");
          }
          object.put(key, value(depth + 1));
        } while (takeIf(','));
        take('}');
      }
      return object;
    }

    private List<Object> array(int depth) throws NotJsonException {
      List<Object> array = new ArrayList<>();
      take('[');
      if (!takeIf(']')) {
        do {
          array.add(value(depth + 1));
        } while (takeIf(','));
        take(']');
      }
      return array;
    }

    private String string() throws NotJsonException {
      StringBuilder string = new StringBuilder();
      take('"');
      while (peek() != '"') {
        char c = next();
        if (c < ' ') {
          throw wrong("a control character in a text");
        }
        string.append(c == '\\' ? escaped() : c);
      }
      at++;
      return string.toString();
    }

    private char escaped() throws NotJsonException {
      char c = next();
      int simple = "\"\\/bfnrt".indexOf(c);
      if (simple >= 0) {
        return "\"\\/\b\f\n\r\t".charAt(simple);
      }
      if (c != 'u'
          || !text.substring(at, Math.min(at + 4, text.length())).matches("[0-9a-fA-F]{4}")) {
        throw wrong("no such escape");
      }
      at += 4;
      return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }

    private BigDecimal number() throws NotJsonException {
      int begin = at;
      while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      String number = text.substring(begin, at);
      if (!number.matches("-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?")) {
        at = begin;
        throw wrong("no value");
      }
      return new BigDecimal(number);
    }

    private Object word(String word, Object value) throws NotJsonException {
      if (!text.startsWith(word, at)) {
        throw wrong("no value");
      }
      at += word.length();
      return value;
    }

    private void take(char expected) throws NotJsonException {
      if (!takeIf(expected)) {
        throw wrong("no " + expected);
      }
    }

    private boolean takeIf(char expected) throws NotJsonException {
      if (expected != '"') {
        skipSpace();
      }
      if (peek() != expected) {
        return false;
      }
      at++;
      return true;
    }

    private char peek() throws NotJsonException {
      if (at >= text.length()) {
        throw wrong("the end");
      }
      return text.charAt(at);
    }

    private char next() throws NotJsonException {
      char c = peek();
      at++;
      return c;
    }

    private void skipSpace() {
      while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }

    private NotJsonException wrong(String what) {
      return new NotJsonException(what, at);
    }
  }
}
