package logkv.crash.disk;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One file or directory of a running disk, found by its number whatever its names are.
 *
 * <p>Changed only while holding the monitor of its {@link Volume}; the locks have one of their own.
 */
final class Inode {
  final int number;
  final FileLocks locks = new FileLocks();

  Names names; // of a directory; null for a file
  Inode parent; // of a directory

  private byte[] bytes; // of a file; zeros from size on, so that a file that grows reads zeros
  private int size;
  private boolean shared; // an image holds the same array: copy before changing it

  private Inode(int number, Names names, Inode parent, byte[] bytes) {
    this.number = number;
    this.names = names;
    this.parent = parent;
    this.bytes = bytes;
    this.size = bytes.length;
    this.shared = true;
  }

  static Inode directory(int number, Names names, Inode parent) {
    return new Inode(number, names, parent, DiskImage.EMPTY_FILE);
  }

  /** The file with these bytes, which it will not change: it copies them when it is written to. */
  static Inode file(int number, byte[] sharedBytes) {
    return new Inode(number, null, null, sharedBytes);
  }

  boolean isDirectory() {
    return names != null;
  }

  int size() {
    return size;
  }

  void read(int offset, int count, ByteBuffer into) {
    into.put(bytes, offset, count);
  }

  void write(int offset, byte[] data) {
    int end = Math.max(size, offset + data.length);
    if (shared || end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, Math.min(2 * end, end + 4096)));
      shared = false;
    }
    System.arraycopy(data, 0, bytes, offset, data.length);
    size = end;
  }

  void truncate(int newSize) {
    if (shared) {
      bytes = Arrays.copyOf(bytes, newSize);
      shared = false;
    } else {
      Arrays.fill(bytes, newSize, size, (byte) 0);
    }
    size = newSize;
  }

  /** Returns the bytes for an image to keep; from now on they change no more. */
  byte[] share() {
    if (bytes.length != size) {
      bytes = Arrays.copyOf(bytes, size);
    }
    shared = true;
    return bytes;
  }

  /** What {@code BasicFileAttributes.fileKey} shows. */
  @Override
  public String toString() {
    return "inode " + number;
  }
}
