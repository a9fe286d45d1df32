package logkv.cli.inspect;

import java.util.Locale;

/** Numbers in sentences, the same on every machine. */
final class Words {
  private Words() {}

  /** A number with its thousands set apart. */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** So many of a thing whose plural ends in s. */
  static String count(long number, String thing) {
    return number(number) + " " + thing + (number == 1 ? "" : "s");
  }

  /** {@code text}, and blanks behind it until it is {@code width} characters wide. */
  static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** {@code text}, and blanks before it until it is {@code width} characters wide. */
  static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
