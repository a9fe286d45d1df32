package logkv.crash.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;

/**
 * An open file or directory on a simulated disk.
 *
 * <p>As with a real one, an interrupt of a thread that uses it closes it for all threads, and a
 * channel opened with APPEND writes at the end even when told a position.
 */
final class SimulatedFileChannel extends FileChannel {
  private static final int TRANSFER_BYTES = 8192;

  private final Volume volume;
  private final Inode inode;
  private final SimulatedPath path;
  private final OpenFlags flags;
  private long position; // guarded by volume; without meaning when appending

  SimulatedFileChannel(Volume volume, Inode inode, SimulatedPath path, OpenFlags flags) {
    this.volume = volume;
    this.inode = inode;
    this.path = path;
    this.flags = flags;
  }

  private interface Operation<T> {
    T run() throws IOException;
  }

  /** Runs one operation alone on the disk; an interrupt before or during it closes the channel. */
  private <T> T perform(Operation<T> operation) throws IOException {
    boolean completed = false;
    T result;
    try {
      begin();
      synchronized (volume) {
        requireOpen();
        result = operation.run();
      }
      completed = true;
    } finally {
      end(completed);
    }
    requireNotInterrupted();
    return result;
  }

  /** {@code end} notices interrupts by other threads, but not those of {@link Faults#interrupt}. */
  private void requireNotInterrupted() throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      close();
      throw new ClosedByInterruptException();
    }
  }

  private void requireOpen() throws ClosedChannelException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
  }

  private void requireReadable() throws ClosedChannelException {
    requireOpen();
    if (!flags.read()) {
      throw new NonReadableChannelException();
    }
  }

  private void requireWritable() throws ClosedChannelException {
    requireOpen();
    if (!flags.write()) {
      throw new NonWritableChannelException();
    }
  }

  private static void requireNotNegative(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("Negative position or size: " + number);
    }
  }

  private static void requireChangeable(ByteBuffer into) {
    if (into.isReadOnly()) {
      throw new IllegalArgumentException("Read-only buffer");
    }
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    requireReadable();
    requireChangeable(into);
    return perform(() -> readHere(into));
  }

  @Override
  public int read(ByteBuffer into, long offset) throws IOException {
    requireNotNegative(offset);
    requireReadable();
    requireChangeable(into);
    volume.faults().beforeRead(path.toString());
    return perform(() -> readAt(offset, into));
  }

  @Override
  public long read(ByteBuffer[] into, int first, int count) throws IOException {
    Objects.checkFromIndexSize(first, count, into.length);
    requireReadable();
    return perform(() -> {
      long total = 0;
      for (int i = first; i < first + count; i++) {
        requireChangeable(into[i]);
        int wanted = into[i].remaining();
        int read = readHere(into[i]);
        total += Math.max(read, 0);
        if (read < wanted) {
          return total == 0 && read < 0 ? -1 : total;
        }
      }
      return total;
    });
  }

  private int readHere(ByteBuffer into) throws IOException {
    int read = readAt(position, into);
    position += Math.max(read, 0);
    return read;
  }

  private int readAt(long offset, ByteBuffer into) throws IOException {
    if (inode.isDirectory() && into.hasRemaining()) {
      throw new IOException("Is a directory");
    }
    return inode.isDirectory() ? 0 : volume.read(inode, offset, into, path);
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    requireWritable();
    return perform(() -> writeHere(from));
  }

  @Override
  public int write(ByteBuffer from, long offset) throws IOException {
    requireNotNegative(offset);
    requireWritable();
    return perform(() -> writeAt(flags.append() ? inode.size() : offset, from));
  }

  /** All buffers go to the disk in one write. */
  @Override
  public long write(ByteBuffer[] from, int first, int count) throws IOException {
    Objects.checkFromIndexSize(first, count, from.length);
    requireWritable();
    int total = 0;
    for (int i = first; i < first + count; i++) {
      total = Math.addExact(total, from[i].remaining());
    }
    ByteBuffer all = ByteBuffer.allocate(total);
    for (int i = first; i < first + count; i++) {
      all.put(from[i].duplicate());
    }
    long written = perform(() -> writeHere(all.flip()));
    long left = written;
    for (int i = first; i < first + count; i++) {
      int ofThis = (int) Math.min(left, from[i].remaining());
      from[i].position(from[i].position() + ofThis);
      left -= ofThis;
    }
    return written;
  }

  private int writeHere(ByteBuffer from) throws IOException {
    if (flags.append()) {
      position = inode.size();
    }
    int written = writeAt(position, from);
    position += written;
    return written;
  }

  private int writeAt(long offset, ByteBuffer from) throws IOException {
    int written = volume.write(inode, offset, from, path);
    if (flags.forceEachWrite() && written > 0) {
      volume.force(inode, path);
    }
    return written;
  }

  @Override
  public long position() throws IOException {
    requireOpen();
    return perform(() -> flags.append() ? inode.size() : position);
  }

  @Override
  public FileChannel position(long newPosition) throws IOException {
    requireOpen();
    requireNotNegative(newPosition);
    return perform(() -> {
      position = newPosition;
      return this;
    });
  }

  @Override
  public long size() throws IOException {
    requireOpen();
    return perform(() -> (long) inode.size());
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    requireOpen();
    requireNotNegative(size);
    requireWritable();
    return perform(() -> {
      volume.truncate(inode, size, path);
      position = Math.min(position, size);
      return this;
    });
  }

  /** Makes bytes and size durable, whatever {@code metaData} says: nothing else is simulated. */
  @Override
  public void force(boolean metaData) throws IOException {
    requireOpen();
    volume.faults().beforeForce(path.toString());
    perform(() -> {
      volume.force(inode, path);
      return null;
    });
  }

  @Override
  public long transferTo(long offset, long count, WritableByteChannel target) throws IOException {
    requireReadable();
    requireNotNegative(Math.min(offset, count));
    ByteBuffer bytes = ByteBuffer.allocate(TRANSFER_BYTES);
    long moved = 0;
    while (moved < count) {
      bytes.clear().limit((int) Math.min(TRANSFER_BYTES, count - moved));
      if (read(bytes, offset + moved) <= 0) {
        break;
      }
      bytes.flip();
      int written = target.write(bytes);
      moved += written;
      if (bytes.hasRemaining()) {
        break;
      }
    }
    return moved;
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long offset, long count) throws IOException {
    requireWritable();
    requireNotNegative(Math.min(offset, count));
    ByteBuffer bytes = ByteBuffer.allocate(TRANSFER_BYTES);
    long moved = 0;
    while (moved < count && offset <= size()) {
      bytes.clear().limit((int) Math.min(TRANSFER_BYTES, count - moved));
      if (source.read(bytes) <= 0) {
        break;
      }
      bytes.flip();
      while (bytes.hasRemaining()) {
        moved += write(bytes, offset + moved);
      }
    }
    return moved;
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long offset, long size) {
    throw NotHere.map(path);
  }

  /** Does not wait: within one JVM, a lock that overlaps is an error and not a reason to wait. */
  @Override
  public FileLock lock(long offset, long size, boolean shared) throws IOException {
    return tryLock(offset, size, shared);
  }

  @Override
  public FileLock tryLock(long offset, long size, boolean shared) throws IOException {
    if (shared) {
      requireReadable();
    } else {
      requireWritable();
    }
    FileLock lock = new SimulatedFileLock(this, offset, size, shared);
    inode.locks.add(lock);
    return lock;
  }

  @Override
  protected void implCloseChannel() {
    // Nothing to give back: the locks of a channel that is not open are not valid.
  }
}
