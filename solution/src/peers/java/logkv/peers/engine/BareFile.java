package logkv.peers.engine;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import logkv.peers.data.Data;

/**
 * No store, but what the file alone costs: a put is one write of a record from a direct buffer, a get
 * one positional read, or one copy from a mapping, at a place that is known beforehand, since the key
 * says which record it was. It finds no key by itself, so it can neither miss nor overwrite.
 */
final class BareFile implements Engine {
  private static final int HEADER_BYTES = 17; // as ours has; here it stays empty
  private static final int BEFORE_VALUE = HEADER_BYTES + Data.KEY_BYTES;
  private static final int MOST_MAPPED = 1 << 30;

  private final int recordBytes;
  private final FileChannel file;
  private final ByteBuffer written;
  private final ThreadLocal<ByteBuffer> read;
  private final boolean mapped;
  private volatile ByteBuffer[] mapping;
  private long end;

  BareFile(Setup setup, boolean mapped) throws IOException {
    this.mapped = mapped;
    recordBytes = BEFORE_VALUE + setup.valueBytes();
    file = FileChannel.open(setup.directory().resolve("bare"), CREATE, READ, WRITE);
    end = file.size();
    written = ByteBuffer.allocateDirect(recordBytes);
    read = ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(setup.valueBytes()));
  }

  @Override
  public synchronized void put(byte[] key, byte[] value) throws IOException {
    written.clear().position(HEADER_BYTES).put(key).put(value).rewind();
    while (written.hasRemaining()) {
      end += file.write(written, end);
    }
  }

  @Override
  public byte[] get(byte[] key) throws IOException {
    long at = number(key) * recordBytes + BEFORE_VALUE;
    byte[] value = new byte[recordBytes - BEFORE_VALUE];
    if (mapped) {
      mapping()[(int) (at / perMapping())].get((int) (at % perMapping()), value);
      return value;
    }
    ByteBuffer into = read.get().clear();
    while (into.hasRemaining()) {
      at += file.read(into, at);
    }
    into.flip().get(value);
    return value;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** In the order of their numbers the records lie in the file. */
  static long number(byte[] key) {
    return ByteBuffer.wrap(key).getLong(Long.BYTES);
  }

  private long perMapping() {
    return (long) MOST_MAPPED / recordBytes * recordBytes;
  }

  /** Maps what was written until now; writes nothing afterwards. */
  private ByteBuffer[] mapping() throws IOException {
    ByteBuffer[] parts = mapping;
    if (parts == null) {
      parts = new ByteBuffer[(int) ((end + perMapping() - 1) / perMapping())];
      for (int i = 0; i < parts.length; i++) {
        long from = i * perMapping();
        parts[i] = file.map(MapMode.READ_ONLY, from, Math.min(perMapping(), end - from));
      }
      mapping = parts;
    }
    return parts;
  }
}
