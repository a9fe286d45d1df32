package logkv.cli.inspect;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The checksum that all files of the store use. */
final class Checksum {
  private Checksum() {}

  /** Returns the CRC-32C of {@code bytes}, from position to limit, and leaves these as they are. */
  static int of(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate());
    return (int) crc.getValue();
  }
}
