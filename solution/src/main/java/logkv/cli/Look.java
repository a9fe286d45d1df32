package logkv.cli;

import java.util.HexFormat;
import java.util.Optional;
import logkv.cli.format.JsonLines;
import logkv.cli.text.Escapes;

/** How a key and a value look on a line. */
enum Look {
  /** With {@link Escapes}; a tab between them. */
  text,

  /** In hexadecimal digits; a tab between them. */
  hex,

  /** As an object; see {@link JsonLines}. */
  json;

  /** Returns the line for a key, with its value if there is one; without the end of the line. */
  String line(byte[] key, Optional<byte[]> value) {
    return switch (this) {
      case text ->
        Escapes.visible(key) + value.map(v -> "\t" + Escapes.visible(v)).orElse("");
      case hex -> hex(key) + value.map(v -> "\t" + hex(v)).orElse("");
      case json -> JsonLines.object(key, value);
    };
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
