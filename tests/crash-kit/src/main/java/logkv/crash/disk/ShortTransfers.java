package logkv.crash.disk;

/** Reads or writes that do less than they are asked for; 0 stands for no limit. */
final class ShortTransfers implements Faults {
  private final int longestRead;
  private final int longestWrite;
  private volatile boolean met;

  ShortTransfers(int longestRead, int longestWrite) {
    if (longestRead < 0 || longestWrite < 0 || longestRead + longestWrite == 0) {
      throw new IllegalArgumentException("a transfer must be allowed to move at least 1 byte");
    }
    this.longestRead = longestRead;
    this.longestWrite = longestWrite;
  }

  @Override
  public boolean met() {
    return met;
  }

  @Override
  public int onRead(String path, int length) {
    return limited(length, longestRead);
  }

  @Override
  public int onWrite(String path, int length) {
    return limited(length, longestWrite);
  }

  private int limited(int length, int longest) {
    if (longest == 0 || length <= longest) {
      return length;
    }
    met = true;
    return longest;
  }
}
