package logkv.cli.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** Whether bytes are text. */
public final class Utf8 {
  private Utf8() {}

  /** Returns the text that {@code bytes} are, or empty if they are no UTF-8. */
  public static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Returns the bytes of {@code text}, or empty if it holds half of a pair, which UTF-8 cannot write. */
  static Optional<byte[]> bytes(String text) {
    return UTF_8.newEncoder().canEncode(text)
        ? Optional.of(text.getBytes(UTF_8))
        : Optional.empty();
  }
}
