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
import logkv.segmented.format.RecordFormat;
import logkv.segmented.format.SegmentHeader;
import logkv.segmented.format.SegmentName;
import logkv.segmented.format.SegmentScan;

/**
 * Copies all that can still be read of a damaged store into a new one. The damaged store stays as it is.
 *
 * <p>It reads every segment from its beginning to its end, and behind damage it goes on with the next
 * record whose checksums match. Segments that a compaction had replaced and that are still there are read
 * only if what replaces them was damaged: they hold values whose tombstones are gone. What was lost may
 * have been a newer value or a tombstone: then the new store has an older value of that key. Of a batch
 * that was damaged it has what can be read. A batch at the end of the log that was never finished was
 * never acknowledged either, and is left out. So look at {@link Report#lost} before you trust the copy.
 */
public final class Salvage {
  private static final int BATCH_BYTES = 1024 * 1024;

  private final SegmentedStore target;
  private final List<Lost> lost = new ArrayList<>();
  private Batch batch = new Batch(); // of the new store, made of many
  private long batchBytes;
  private Batch unfinished = new Batch(); // as the damaged store has it
  private long unfinishedBytes;
  private long unfinishedFrom;
  private long records;

  private Salvage(SegmentedStore target) {
    this.target = target;
  }

  /**
   * What became of it.
   *
   * @param records how many records were read and done again
   * @param keys how many keys the new store has
   * @param lost every place that could not be read, in the order of the log; none is best
   */
  public record Report(long records, long keys, List<Lost> lost) {
    public Report {
      lost = List.copyOf(lost);
    }
  }

  /**
   * Bytes that are no records any more.
   *
   * @param file the file that they are in
   * @param from where they begin
   * @param to where the next record begins, or the file ends
   * @param reason what is wrong with the first of them
   */
  public record Lost(String file, long from, long to, String reason) {
    @Override
    public String toString() {
      return "%s: %,d bytes from offset %d on: %s".formatted(file, to - from, from, reason);
    }
  }

  /**
   * Copies what can be read of the store in {@code damaged} to {@code target}; durable when this returns.
   *
   * @param target a directory that does not exist, or is empty
   */
  public static Report run(Path damaged, Path target) throws IOException {
    List<Path> segments = segmentsOf(damaged);
    Directory.createEmpty(target);
    Options options = Options.DEFAULTS
        .with()
        .syncPolicy(SyncPolicy.never()) // close forces all
        .maxValueBytes(Options.MOST_VALUE_BYTES)
        .build();
    try (SegmentedStore store = SegmentedStore.open(target, options)) {
      Salvage salvage = new Salvage(store);
      for (Path segment : segments) {
        if (!isReplaced(segment, segments)) {
          salvage.read(segment, segment.equals(segments.get(segments.size() - 1)));
        }
      }
      salvage.writeBatch();
      return new Report(salvage.records, store.size(), salvage.lost);
    }
  }

  /** Older first; what replaces a segment comes behind it, since it holds nothing that is older. */
  private static List<Path> segmentsOf(Path directory) throws IOException {
    List<Path> segments = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (nameOf(file).isPresent() && Files.isRegularFile(file)) {
          segments.add(file);
        }
      }
    }
    Comparator<SegmentName> order =
        Comparator.comparingLong(SegmentName::last).thenComparingInt(SegmentName::generation);
    segments.sort(Comparator.comparing(file -> nameOf(file).orElseThrow(), order));
    return segments;
  }

  /** Says whether all that is needed of {@code segment} is in another one, which is whole. */
  private static boolean isReplaced(Path segment, List<Path> all) throws IOException {
    SegmentName name = nameOf(segment).orElseThrow();
    for (Path other : all) {
      if (nameOf(other).orElseThrow().replaces(name) && isWhole(other)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWhole(Path segment) throws IOException {
    try (FileChannel channel = FileChannel.open(segment, READ)) {
      Optional<Long> nonce = nonceOf(segment, channel);
      if (nonce.isEmpty()) {
        return false;
      }
      SegmentScan scan =
          new SegmentScan(segment, channel, nonce.get(), SegmentHeader.BYTES, channel.size());
      boolean sealed = false;
      while (scan.next()) {
        sealed = scan.kind() == RecordFormat.SEAL;
      }
      return sealed && scan.problem() == null;
    }
  }

  private static Optional<SegmentName> nameOf(Path file) {
    return SegmentName.parse(file.getFileName().toString());
  }

  private void read(Path segment, boolean isLast) throws IOException {
    try (FileChannel channel = FileChannel.open(segment, READ)) {
      long end = channel.size();
      Optional<Long> nonce = nonceOf(segment, channel);
      if (nonce.isEmpty()) {
        lost.add(new Lost(segment.toString(), 0, end, "its header cannot be read"));
        return;
      }
      SegmentScan scan = new SegmentScan(segment, channel, nonce.get(), SegmentHeader.BYTES, end);
      while (true) {
        while (scan.next()) {
          take(scan);
        }
        long from = scan.offset();
        boolean isZero = scan.isZeroFrom(from); // also when nothing is left
        long next = isZero ? -1 : scan.nextWhole(from);
        if (next < 0) {
          endAt(from, isZero && isLast ? from : end, segment, isLast, scan.problem());
          return;
        }
        lost.add(new Lost(segment.toString(), from, next, scan.problem()));
        scan.continueAt(next);
      }
    }
  }

  /** Nothing whole comes behind {@code from}; zeros at the end of the log are room that was not used. */
  private void endAt(long from, long to, Path segment, boolean isLast, String problem)
      throws IOException {
    if (isLast && unfinished.size() > 0) {
      lost.add(new Lost(
          segment.toString(), unfinishedFrom, to, "a batch begins there that was never finished"));
      unfinished = new Batch();
      return;
    }
    finishBatch();
    if (from < to) {
      lost.add(new Lost(segment.toString(), from, to, problem));
    }
  }

  private void take(SegmentScan scan) throws IOException {
    if (unfinished.size() == 0) {
      unfinishedFrom = scan.offset();
    }
    if (scan.kind() == RecordFormat.PUT) {
      unfinished.put(scan.key(), scan.value());
    } else if (scan.kind() == RecordFormat.TOMBSTONE) {
      unfinished.delete(scan.key());
    }
    unfinishedBytes += scan.length();
    if (!scan.batchGoesOn()) {
      finishBatch();
    }
  }

  private void finishBatch() throws IOException {
    if (batchBytes + unfinishedBytes > BATCH_BYTES) {
      writeBatch();
    }
    for (int i = 0; i < unfinished.size(); i++) {
      byte[] value = unfinished.value(i);
      if (value == null) {
        batch.delete(unfinished.key(i));
      } else {
        batch.put(unfinished.key(i), value);
      }
    }
    records += unfinished.size();
    batchBytes += unfinishedBytes;
    unfinished = new Batch();
    unfinishedBytes = 0;
  }

  private void writeBatch() throws IOException {
    target.write(batch);
    batch = new Batch();
    batchBytes = 0;
  }

  /**
   * Finds the number that the checksums of a segment's records depend on. If the header was damaged, it
   * may still be right, or have one wrong byte: the first record tells.
   */
  private static Optional<Long> nonceOf(Path segment, FileChannel channel) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(SegmentHeader.BYTES + RecordFormat.HEADER_BYTES);
    while (head.hasRemaining() && channel.read(head, head.position()) >= 0) {
      // Until all is there, or the file has no more.
    }
    if (head.position() < SegmentHeader.BYTES) {
      return Optional.empty();
    }
    try {
      return Optional.of(SegmentHeader.decode(head.flip(), segment).nonce());
    } catch (IOException e) {
      return head.limit() < head.capacity() ? Optional.empty() : guess(head);
    }
  }

  private static Optional<Long> guess(ByteBuffer head) {
    long read = SegmentHeader.nonceIn(head);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      for (long change = 0; change < 256; change++) {
        long nonce = read ^ change << shift;
        if (RecordFormat.hasHeader(head.array(), SegmentHeader.BYTES, nonce, SegmentHeader.BYTES)) {
          return Optional.of(nonce);
        }
      }
    }
    return Optional.empty();
  }
}
