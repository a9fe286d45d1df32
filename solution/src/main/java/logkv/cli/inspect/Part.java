package logkv.cli.inspect;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import logkv.segmented.format.SegmentHeader;
import logkv.segmented.format.SegmentName;

/**
 * One file of a log: a segment, or a {@code data.log} of the course. It is read, never locked and never
 * written; of a file that grows meanwhile, as much as there was at first.
 *
 * @param path where it is
 * @param isSegment which of the two
 * @param size its length when the inspection began
 * @param mayBeTorn whether a crash may have torn its end: nothing comes behind it in the log
 * @param isLeftover whether another segment replaces it: opening the store deletes it
 */
record Part(Path path, boolean isSegment, long size, boolean mayBeTorn, boolean isLeftover) {

  /** A file by itself: whether another one follows or replaces it is not known. */
  static Part alone(Path path, boolean isSegment) throws IOException {
    boolean compacted = SegmentName.parse(path.getFileName().toString())
        .filter(name -> name.generation() > 0)
        .isPresent();
    return of(path, isSegment, !compacted, false);
  }

  static Part of(Path path, boolean isSegment, boolean mayBeTorn, boolean isLeftover)
      throws IOException {
    return new Part(path, isSegment, Files.size(path), mayBeTorn, isLeftover);
  }

  String name() {
    return path.getFileName().toString();
  }

  /** Shows {@code visitor} every piece of the file. */
  void walk(Piece.Visitor visitor) throws IOException {
    try (FileChannel channel = open()) {
      if (isSegment) {
        new SegmentWalk(path, channel, size).walk(visitor);
      } else {
        Window window = new Window(path, channel, size);
        new LayoutWalk(window, LayoutWalk.proofIn(window)).walk(0, visitor);
      }
    }
  }

  /** Returns what a segment says of itself; empty if that is damaged, or if this is no segment. */
  Optional<SegmentHeader> header() throws IOException {
    if (!isSegment) {
      return Optional.empty();
    }
    try (FileChannel channel = open()) {
      return new SegmentWalk(path, channel, size).header();
    }
  }

  /** Whether this is a log of the course whose records have no checksums yet. */
  boolean isWithoutChecksums() throws IOException {
    if (isSegment) {
      return false;
    }
    try (FileChannel channel = open()) {
      return LayoutWalk.proofIn(new Window(path, channel, size)) == LayoutWalk.Proof.ZEROS;
    }
  }

  FileChannel open() throws IOException {
    try {
      return FileChannel.open(path, StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw new IOException(
          path + " has gone meanwhile: the store is in use, and was compacted; look again", e);
    }
  }
}
