package logkv.segmented;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import logkv.log.CorruptRecordException;
import logkv.log.Directories;

/**
 * Copies the segments of a store into another directory, which is a store then.
 *
 * <p>It copies instead of linking: a backup that shares its bytes with the original shares their fate.
 * The index is left behind, since the copy can make it anew.
 */
final class Backup {
  private Backup() {}

  /** Copies {@code pinned}, lets go of it, and reads the whole copy. */
  static void run(Pinned pinned, Path target) throws IOException {
    try (pinned) {
      Path absolute = target.toAbsolutePath();
      Directory.createEmpty(absolute);
      for (int i = 0; i < pinned.segments().size(); i++) {
        copy(pinned.segments().get(i), pinned.end(i), absolute);
      }
      Directories.force(absolute);
      verify(absolute);
    }
  }

  private static void copy(Segment segment, long end, Path target) throws IOException {
    Path copy = target.resolve(segment.file().getFileName().toString());
    try (FileChannel from = segment.openChannel();
        FileChannel to = FileChannel.open(copy, CREATE_NEW, WRITE)) {
      long copied = 0;
      while (copied < end) {
        long count = from.transferTo(copied, end - copied, to);
        if (count == 0) {
          throw new CorruptRecordException(segment.file(), copied, "the file ends inside of it");
        }
        copied += count;
      }
      to.force(true);
    }
  }

  private static void verify(Path copy) throws IOException {
    try (SegmentedStore store = SegmentedStore.openReadOnly(copy)) {
      Verification found = store.verify();
      if (!found.isClean()) {
        throw new CorruptRecordException(
            Path.of(found.damages().get(0).file()),
            found.damages().get(0).offset(),
            found.damages().get(0).reason());
      }
    }
  }
}
