package logkv.crash.disk;

import java.nio.file.FileSystemException;

/** One operation, counted from 0, that fails or is interrupted. */
final class NthOperation implements Faults {

  enum Kind {
    WRITE,
    READ,
    FORCE,
    ANYTHING,
    INTERRUPT
  }

  private final Kind kind;
  private int left;
  private volatile boolean met;

  NthOperation(int n, Kind kind) {
    if (n < 0) {
      throw new IllegalArgumentException("operations are counted from 0, not from " + n);
    }
    this.left = n;
    this.kind = kind;
  }

  @Override
  public boolean met() {
    return met;
  }

  @Override
  public int onWrite(String path, int length) throws FileSystemException {
    count(path, kind != Kind.READ && kind != Kind.FORCE);
    return length;
  }

  @Override
  public int onRead(String path, int length) throws FileSystemException {
    count(path, kind == Kind.READ);
    return length;
  }

  @Override
  public void onForce(String path) throws FileSystemException {
    count(path, kind != Kind.READ && kind != Kind.WRITE);
  }

  @Override
  public void onChange(String path) throws FileSystemException {
    count(path, kind == Kind.ANYTHING || kind == Kind.INTERRUPT);
  }

  private void count(String path, boolean counts) throws FileSystemException {
    if (!counts || met || left-- > 0) {
      return;
    }
    met = true;
    if (kind != Kind.INTERRUPT) {
      throw new FileSystemException(path, null, "Input/output error (simulated)");
    }
    Thread.currentThread().interrupt();
  }
}
