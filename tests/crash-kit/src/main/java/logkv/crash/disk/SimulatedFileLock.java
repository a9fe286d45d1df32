package logkv.crash.disk;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileLock;

/** A lock on a part of a file; valid until it is released or its channel is closed. */
final class SimulatedFileLock extends FileLock {
  private volatile boolean released;

  SimulatedFileLock(SimulatedFileChannel channel, long position, long size, boolean shared) {
    super(channel, position, size, shared);
  }

  @Override
  public boolean isValid() {
    return !released && acquiredBy().isOpen();
  }

  @Override
  public void release() throws IOException {
    if (!acquiredBy().isOpen()) {
      throw new ClosedChannelException();
    }
    released = true;
  }
}
