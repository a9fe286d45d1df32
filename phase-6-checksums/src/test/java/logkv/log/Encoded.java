package logkv.log;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Records as bytes, for comparing them with what a file holds. */
final class Encoded {
  private Encoded() {}

  /** Returns the bytes of {@code records}, one behind the other. */
  static byte[] bytesOf(LogRecord... records) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (LogRecord record : records) {
      ByteBuffer encoded = RecordCodec.encode(record);
      byte[] copy = new byte[encoded.remaining()];
      encoded.get(copy);
      bytes.writeBytes(copy);
    }
    return bytes.toByteArray();
  }
}
