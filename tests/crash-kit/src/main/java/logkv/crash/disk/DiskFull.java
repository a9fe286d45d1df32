package logkv.crash.disk;

import java.nio.file.FileSystemException;

/** A disk with room for a number of bytes, until one write has failed. */
final class DiskFull implements Faults {
  private long room;
  private volatile boolean met;

  DiskFull(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("room for " + bytes + " bytes");
    }
    this.room = bytes;
  }

  @Override
  public boolean met() {
    return met;
  }

  @Override
  public int onWrite(String path, int length) throws FileSystemException {
    if (met) {
      return length;
    }
    if (room == 0) {
      met = true;
      throw new FileSystemException(path, null, "No space left on device (simulated)");
    }
    int written = (int) Math.min(room, length);
    room -= written;
    return written;
  }
}
