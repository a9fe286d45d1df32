package logkv.cli;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import logkv.log.StoreException;
import logkv.segmented.Verification;
import logkv.segmented.Verification.Damage;
import logkv.segmented.format.SegmentHeader;
import logkv.segmented.format.SegmentName;
import logkv.segmented.format.SegmentScan;

/** The segments of a store that need not be one that can be opened. Nothing is changed. */
final class DamagedSegments {
  private DamagedSegments() {}

  /** Returns the segments in {@code directory}, oldest first. */
  static List<Path> in(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> name(file).isPresent() && Files.isRegularFile(file))
          .sorted(Comparator.comparing(file -> name(file).orElseThrow(), SegmentName.ORDER))
          .toList();
    }
  }

  /** Reads all segments, and goes on behind what is damaged. */
  static Verification verify(Path directory) throws IOException {
    long records = 0;
    long bytes = 0;
    List<Damage> damages = new ArrayList<>();
    for (Path file : in(directory)) {
      try (FileChannel channel = FileChannel.open(file, READ)) {
        bytes += channel.size();
        SegmentScan scan = scan(file, channel);
        for (boolean more = true; more; more = goOn(scan)) {
          while (scan.next()) {
            records++;
          }
          if (scan.problem() != null && !scan.isZeroFrom(scan.offset())) {
            damages.add(new Damage(file.toString(), scan.offset(), scan.problem()));
          }
        }
      } catch (StoreException e) { // its header
        damages.add(new Damage(file.toString(), 0, e.getMessage()));
      }
    }
    return new Verification(records, bytes, damages);
  }

  /** Returns where {@code file} stops being whole; 0 if its header is not. Empty if all of it is. */
  static Optional<Damage> firstDamage(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, READ)) {
      SegmentScan scan = scan(file, channel);
      while (scan.next()) {
        // on to the end
      }
      return Optional.ofNullable(scan.problem())
          .map(problem -> new Damage(file.toString(), scan.offset(), problem));
    } catch (StoreException e) {
      return Optional.of(new Damage(file.toString(), 0, e.getMessage()));
    }
  }

  private static SegmentScan scan(Path file, FileChannel channel) throws IOException {
    ByteBuffer first = ByteBuffer.allocate(SegmentHeader.BYTES);
    while (first.hasRemaining() && channel.read(first, first.position()) >= 0) {
      // until all of it is there
    }
    SegmentHeader header = SegmentHeader.decode(first.flip(), file);
    return new SegmentScan(file, channel, header.nonce(), SegmentHeader.BYTES, channel.size());
  }

  /** Goes on behind what stopped {@code scan}. Returns whether there is anything. */
  private static boolean goOn(SegmentScan scan) throws IOException {
    long next = scan.problem() == null ? -1 : scan.nextWhole(scan.offset());
    if (next >= 0) {
      scan.continueAt(next);
    }
    return next >= 0;
  }

  private static Optional<SegmentName> name(Path file) {
    return SegmentName.parse(file.getFileName().toString());
  }
}
