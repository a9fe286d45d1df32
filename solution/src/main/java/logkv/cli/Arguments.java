package logkv.cli;

import java.util.HexFormat;
import logkv.cli.text.Escapes;
import logkv.cli.text.RawText;
import picocli.CommandLine.Option;

/** How keys and values are written among the arguments. */
final class Arguments {

  @Option(
      names = "--quoted",
      description = "Keys and values are written as list shows them: \\xff is a byte, \\n ends a"
          + " line, \\\\ is a backslash.")
  private boolean quoted;

  @Option(names = "--hex", description = "Keys and values are written in hexadecimal digits.")
  private boolean hex;

  /** Returns the bytes that {@code argument} means: without an option exactly those it is made of. */
  byte[] bytes(String argument) {
    if (quoted && hex) {
      throw Refusal.wrongUsage("--quoted and --hex exclude each other");
    }
    if (hex) {
      return hex(argument);
    }
    if (argument.indexOf('\uFFFD') >= 0) { // two such keys would become one
      throw Refusal.wrongUsage(
          "an argument holds bytes that are no text in this terminal; write them as \\xff, with --quoted");
    }
    return quoted ? Escapes.bytes(argument) : RawText.bytes(argument);
  }

  private static byte[] hex(String digits) {
    try {
      return HexFormat.of().parseHex(digits);
    } catch (IllegalArgumentException e) {
      throw Refusal.wrongUsage(
          "%s is not hexadecimal; --hex wants two digits, 0 to 9 or a to f, for each byte"
              .formatted(Escapes.visible(RawText.bytes(digits))));
    }
  }
}
