package logkv.segmented.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** A sink that takes at most 5 bytes of what it is given. */
record Sluggish(WritableByteChannel sink) implements WritableByteChannel {

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    int length = Math.min(5, bytes.remaining());
    int written = sink.write(bytes.slice(bytes.position(), length));
    bytes.position(bytes.position() + written);
    return written;
  }

  @Override
  public boolean isOpen() {
    return sink.isOpen();
  }

  @Override
  public void close() throws IOException {
    sink.close();
  }
}
