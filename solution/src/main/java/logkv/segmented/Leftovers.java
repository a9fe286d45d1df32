package logkv.segmented;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import logkv.log.CorruptRecordException;
import logkv.segmented.format.SegmentName;
import logkv.segmented.format.SegmentScan;

/**
 * The files that crashes have left and that nobody needs: files that never got a name, segments that
 * compaction had replaced, and filters of segments that are gone.
 */
final class Leftovers {
  private final Path directory;
  private final List<Segment> log;

  private Leftovers(Path directory, List<Segment> log) {
    this.directory = directory;
    this.log = log;
  }

  /**
   * Deletes them. Called when it is durable that they are not needed: a name that replaces a leftover
   * must not go before it.
   *
   * @param log the open segments that make up the log
   * @throws CorruptRecordException if what replaces a leftover was damaged; the leftover is still there
   */
  static void remove(Path directory, SegmentFiles files, List<Segment> log) throws IOException {
    new Leftovers(directory, log).remove(files);
  }

  private void remove(SegmentFiles files) throws IOException {
    for (Path unnamed : files.unnamed()) {
      Files.deleteIfExists(unnamed);
    }
    for (SegmentFiles.Found leftover : files.leftovers()) {
      requireWholeReplacement(leftover.name());
      Files.deleteIfExists(leftover.file());
      Files.deleteIfExists(FilterFile.of(leftover.file()));
    }
    for (Path filter : filtersWithoutSegment()) {
      Files.deleteIfExists(filter);
    }
  }

  /** Reads what is to replace a leftover: nothing is deleted for the sake of a damaged copy. */
  private void requireWholeReplacement(SegmentName leftover) throws IOException {
    for (Segment segment : log) {
      if (segment.name().replaces(leftover)) {
        try (FileChannel channel = segment.openChannel()) {
          SegmentScan scan = segment.scan(channel);
          while (scan.next()) {
            // Every checksum is compared on the way.
          }
          if (scan.problem() != null) {
            throw new CorruptRecordException(segment.file(), scan.offset(), scan.problem());
          }
        }
      }
    }
  }

  private List<Path> filtersWithoutSegment() throws IOException {
    List<Path> orphans = new ArrayList<>();
    try (DirectoryStream<Path> filters = Files.newDirectoryStream(directory, "*.bloom")) {
      for (Path filter : filters) {
        Optional<SegmentName> segment =
            FilterFile.segmentOf(filter.getFileName().toString()).flatMap(SegmentName::parse);
        if (segment.isPresent()
            && log.stream().noneMatch(each -> each.name().equals(segment.get()))) {
          orphans.add(filter);
        }
      }
    }
    return orphans;
  }
}
