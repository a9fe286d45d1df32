package logkv.crash.disk;

import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.ArrayList;
import java.util.List;

/** The locks on one file. One that was released, or whose channel was closed, locks nothing. */
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
}
