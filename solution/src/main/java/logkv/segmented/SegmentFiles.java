package logkv.segmented;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import logkv.log.CorruptRecordException;
import logkv.segmented.format.SegmentHeader;
import logkv.segmented.format.SegmentName;
import logkv.segmented.format.UnknownFormatException;

/**
 * The segment files that are in a directory: which of them make up the log, and which are what a crash
 * has left of a compaction.
 *
 * <p>What is not named like a segment is none of our business, and neither is a directory that is.
 *
 * @param log the segments of the log, oldest first
 * @param leftovers segments whose records are in a segment of the log that replaces them
 * @param unnamed files of segments and snapshots that were never finished
 */
record SegmentFiles(List<Found> log, List<Found> leftovers, List<Path> unnamed) {

  /** One segment file. */
  record Found(Path file, SegmentHeader header) {
    SegmentName name() {
      return header.name();
    }
  }

  /**
   * Looks at every file and reads the headers of the segments.
   *
   * @throws UnknownFormatException if a file that is named like a segment is none, or is of a later
   *     version, or belongs to another store
   * @throws CorruptRecordException if a header was damaged
   */
  static SegmentFiles in(Path directory) throws IOException {
    List<Path> segments = new ArrayList<>();
    List<Path> unnamed = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (SegmentName.parse(name).isPresent() && Files.isRegularFile(file)) {
          segments.add(file);
        } else if (isUnnamed(name)) {
          unnamed.add(file);
        }
      }
    }
    List<Found> found = new ArrayList<>();
    for (Path file : segments) {
      found.add(new Found(file, header(file)));
    }
    found.sort(Comparator.comparing(Found::name, SegmentName.ORDER));
    return sorted(found, unnamed);
  }

  /** The number that no segment here has, nor any that one of these has replaced. */
  long nextNumber() {
    return log.stream().mapToLong(found -> found.name().last() + 1).max().orElse(1);
  }

  /**
   * Segments are numbered from 1, and what compaction makes of some of them stands for all of their
   * numbers: so some segment stands for every number up to the last.
   *
   * @throws MissingSegmentException if there is none for one of them
   */
  void requireNoneMissing(Path directory) throws MissingSegmentException {
    long number = 1;
    for (Found found : log) {
      if (found.name().first() > number) {
        throw new MissingSegmentException(
            directory.resolve(SegmentName.written(number).fileName()));
      }
      number = found.name().last() + 1;
    }
  }

  /**
   * Says whether {@code later} has the same segments, and behind them nothing but such as were only
   * written since: what a compaction has written may hold what was there before.
   */
  boolean onlyGrewInto(SegmentFiles later) {
    return later.log().size() >= log.size()
        && names(later.log().subList(0, log.size())).equals(names(log))
        && later.log().stream().skip(log.size()).allMatch(found -> found.name().generation() == 0);
  }

  private static List<SegmentName> names(List<Found> segments) {
    return segments.stream().map(Found::name).toList();
  }

  /** The id of the store that these segments belong to, if there are any. */
  Optional<Long> storeId() {
    return log.isEmpty() ? Optional.empty() : Optional.of(log.get(0).header().storeId());
  }

  private static SegmentFiles sorted(List<Found> found, List<Path> unnamed) throws IOException {
    List<Found> log = new ArrayList<>();
    List<Found> leftovers = new ArrayList<>();
    for (Found each : found) {
      boolean replaced = found.stream().anyMatch(other -> other.name().replaces(each.name()));
      (replaced ? leftovers : log).add(each);
    }
    for (int i = 1; i < log.size(); i++) {
      Found before = log.get(i - 1);
      Found each = log.get(i);
      if (before.name().overlaps(each.name())) {
        throw new UnknownFormatException(
            each.file(), "it and %s claim the same part of the log".formatted(before.name()));
      }
      if (before.header().storeId() != each.header().storeId()) {
        throw new UnknownFormatException(
            each.file(), "it belongs to another store than %s".formatted(before.name()));
      }
    }
    return new SegmentFiles(log, leftovers, unnamed);
  }

  private static boolean isUnnamed(String name) {
    if (!name.endsWith(".tmp")) {
      return false;
    }
    String meant = name.substring(0, name.length() - ".tmp".length());
    return SegmentName.parse(meant).isPresent() || meant.equals("index.snapshot");
  }

  private static SegmentHeader header(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(SegmentHeader.BYTES);
    try (FileChannel channel = FileChannel.open(file, READ)) {
      while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
        // Until all is there, or the file has no more.
      }
    }
    SegmentHeader header = SegmentHeader.decode(bytes.flip(), file);
    if (!header.name().fileName().equals(file.getFileName().toString())) {
      throw new UnknownFormatException(
          file, "its header says that it is %s; give it back its name".formatted(header.name()));
    }
    return header;
  }
}
