package logkv.log;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to be the only one who has a store open.
 *
 * <p>Two locks make one. A lock of the operating system on the file {@code LOCK} keeps other
 * processes out, and disappears with the process that holds it, however it dies; that the file
 * exists means nothing. A list in this class keeps out the rest of this process, because the system
 * gives its locks to whole processes.
 *
 * <p>The holder must never open {@code LOCK} a second time: on POSIX systems closing any descriptor
 * of a file gives up all locks that the process has on it. So the list is asked first.
 */
public final class StoreLock implements Closeable {
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private StoreLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Takes the lock of the store in {@code directory}, which must exist.
   *
   * @throws StoreLockedException if somebody has it, and says who
   */
  public static StoreLock acquire(Path directory) throws IOException {
    Path real = directory.toRealPath();
    if (!HELD_HERE.add(real)) {
      throw new StoreLockedException(directory, "this process");
    }
    try {
      return new StoreLock(real, lock(real.resolve("LOCK")));
    } catch (Throwable e) {
      HELD_HERE.remove(real);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      channel.close(); // gives up the system's lock; before the list lets the next one in
      HELD_HERE.remove(directory);
    }
  }

  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, CREATE, WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new StoreLockedException(file.getParent(), owner(file));
      }
      String me = "process " + ProcessHandle.current().pid();
      channel.truncate(0).write(ByteBuffer.wrap(me.getBytes(StandardCharsets.UTF_8)));
      return channel;
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }

  /** What the holder wrote about itself; a courtesy that nothing depends on. */
  private static String owner(Path file) throws IOException {
    String owner = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    return owner.matches("process \\d+") ? owner : "another process";
  }
}
