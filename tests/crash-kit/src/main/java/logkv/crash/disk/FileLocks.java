package logkv.crash.disk;

import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.ArrayList;
import java.util.List;

/**
 * The locks on one file.
 *
 * <p>Has a monitor of its own, under which nothing else is locked: a channel that an interrupt
 * closes gives up its locks while another thread may be using the disk.
 */
final class FileLocks {
  private final List<FileLock> held = new ArrayList<>(0);

  synchronized void add(FileLock lock) {
    held.removeIf(other -> !other.isValid());
    for (FileLock other : held) {
      if (other.overlaps(lock.position(), lock.size())) {
        throw new OverlappingFileLockException();
      }
    }
    held.add(lock);
  }

  synchronized void remove(FileLock lock) {
    held.remove(lock);
  }

  synchronized void removeAllOf(SimulatedFileChannel channel) {
    held.removeIf(lock -> lock.acquiredBy() == channel);
  }
}
