package logkv.cli.inspect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import logkv.segmented.index.KeyIndex;

/** A snapshot of an index with two keys, as the store's class Snapshot draws it. */
final class SnapshotBytes {
  private SnapshotBytes() {}

  static byte[] upTo(long segment, long offset) throws IOException {
    KeyIndex index = new KeyIndex();
    index.put(1, 100, location -> false);
    index.put(2, 200, location -> false);
    ByteArrayOutputStream tables = new ByteArrayOutputStream();
    index.image().writeTo(Channels.newChannel(tables));
    ByteBuffer bytes = ByteBuffer.allocate(44 + 60 + tables.size()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("logkvidx".getBytes(US_ASCII)).putInt(1).putInt(0);
    bytes.putLong(0x0123_4567_89AB_CDEFL).putLong(segment).putLong(offset).putInt(1);
    bytes
        .putInt(0)
        .putLong(1)
        .putLong(1)
        .putInt(0)
        .putLong(7)
        .putLong(98)
        .putLong(25)
        .putLong(0);
    bytes.putInt(0).put(tables.toByteArray());
    return bytes.putInt(12, Checksum.of(bytes.slice(16, bytes.capacity() - 16))).array();
  }
}
