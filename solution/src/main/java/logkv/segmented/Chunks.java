package logkv.segmented;

import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;

/** Collects bytes in memory, in pieces: one array of all would have to be copied as it grows. */
final class Chunks implements WritableByteChannel {
  private static final int LEAST_BYTES = 4 * 1024;
  private static final int MOST_BYTES = 1024 * 1024;

  private final List<ByteBuffer> full = new ArrayList<>();
  private ByteBuffer current = ByteBuffer.allocate(LEAST_BYTES);

  @Override
  public int write(ByteBuffer bytes) {
    int count = bytes.remaining();
    while (bytes.hasRemaining()) {
      if (!current.hasRemaining()) {
        full.add(current.flip());
        current = ByteBuffer.allocate(Math.min(MOST_BYTES, 4 * current.capacity()));
      }
      int next = Math.min(bytes.remaining(), current.remaining());
      current.put(current.position(), bytes, bytes.position(), next);
      current.position(current.position() + next);
      bytes.position(bytes.position() + next);
    }
    return count;
  }

  /** Returns all that was written; nothing may be written afterwards. */
  List<ByteBuffer> finish() {
    full.add(current.flip());
    return full;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
