package logkv.segmented;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import logkv.log.CorruptRecordException;
import logkv.log.Directories;
import logkv.segmented.format.SegmentHeader;
import logkv.segmented.format.SegmentName;
import logkv.segmented.format.SegmentScan;
import logkv.segmented.index.KeyIndex;

/**
 * Finds out what a directory holds, whatever became of the program that last wrote there.
 *
 * <pre>
 *   0000000001-0000000004.1.seg   0000000005.seg            0000000006.seg
 *   | .......................S|   | ........ P .........S|  | ............ | torn
 *                                            +--- read again --------------+
 *   P = what the snapshot covers, S = seal
 * </pre>
 *
 * <p>Torn or damaged? A sealed segment was forced before the next one was begun, so a bad record in it
 * was damaged. In the last segment it depends on what comes behind: a whole record that is a witness
 * says that all in front of it was durable when it was written, so the bad one was damaged since, and
 * nothing may be cut off. If there is none, the bad record was never forced, and a power cut may leave
 * anything of what was not. What is before it stays; the rest, and a batch that is not complete, is cut
 * off and kept in a file beside the segment.
 *
 * <p>A process that was killed leaves names and bytes that are in nobody's way and yet not durable. They
 * are forced before anything is built on them.
 */
final class Recovery {
  /**
   * A snapshot keeps its slots, so that from opening to opening they come nearer to their end. One that
   * leaves too few is ignored, and the slots begin at 0 again.
   */
  private static final int MOST_SLOTS_KEPT = Locations.MOST_SLOTS / 2;

  private final Path directory;
  private final boolean readOnly;
  private final Options options;

  private Optional<Snapshot.Loaded> snapshot; // one that can be trusted
  private Segments segments;
  private KeyIndex index;
  private final KeyHashes activeHashes = new KeyHashes();
  private Segment active;
  private long end; // of the active segment
  private long cutBytes;
  private long readBytes;

  private Recovery(Path directory, Options options, boolean readOnly) {
    this.directory = directory;
    this.options = options;
    this.readOnly = readOnly;
  }

  /**
   * What was found.
   *
   * @param active the segment to go on with; null if there is none, or if this is read-only
   * @param end where in it the next record goes
   * @param nextNumber the number of the next segment
   * @param cutBytes how many bytes were cut off
   * @param readBytes how many bytes of log were read
   * @param snapshot what the snapshot covered, if there was a good one
   * @param snapshotBytes how long its file is
   */
  record Recovered(
      long storeId,
      Segments segments,
      KeyIndex index,
      Segment active,
      KeyHashes activeHashes,
      long end,
      long nextNumber,
      long cutBytes,
      long readBytes,
      Optional<Position> snapshot,
      long snapshotBytes) {}

  /**
   * Opens all segments of {@code directory} and makes the index.
   *
   * @param readOnly whether everything must stay as it is on disk
   * @param ids where a new store's id comes from
   */
  static Recovered run(Path directory, Options options, boolean readOnly, LongSupplier ids)
      throws IOException {
    return new Recovery(directory, options, readOnly).run(ids);
  }

  private Recovered run(LongSupplier ids) throws IOException {
    SegmentFiles files = SegmentFiles.in(directory);
    files.requireNoneMissing(directory);
    long storeId = files.storeId().isPresent() ? files.storeId().get() : ids.getAsLong();
    snapshot = Snapshot.load(directory, storeId)
        .filter(loaded -> loaded.firstFreeSlot() <= MOST_SLOTS_KEPT)
        .filter(loaded -> loaded.agreesWith(files.log()));
    segments = new Segments(snapshot.map(Snapshot.Loaded::firstFreeSlot).orElse(0));
    index = snapshot.map(Snapshot.Loaded::index).orElseGet(KeyIndex::new);
    try {
      openAll(files);
      forgetWhatIsGone();
      readAll();
      if (!readOnly) {
        settle(files);
      }
      return recovered(storeId, files.nextNumber());
    } catch (Throwable e) {
      segments.close();
      throw e;
    }
  }

  private void openAll(SegmentFiles files) throws IOException {
    for (SegmentFiles.Found found : files.log()) {
      Optional<Snapshot.Known> known = known(found.name());
      int slot = known.isPresent() ? known.get().slot() : segments.newSlot();
      Segment segment = Segment.open(found.file(), found.header(), slot, Files.size(found.file()));
      known.ifPresent(was -> {
        segment.liveBytes().set(was.liveBytes());
        segment.tombstoneBytes().set(was.tombstoneBytes());
      });
      segments.add(segment);
    }
    if (readOnly) {
      requireNoneReplaced(files);
    }
  }

  /**
   * Looks again, now that all files are open. While a compaction renames and deletes, a listing may
   * miss both: the output, because it was not there yet, and an input, because it was gone already.
   */
  private void requireNoneReplaced(SegmentFiles files) throws IOException {
    if (!files.onlyGrewInto(SegmentFiles.in(directory))) {
      throw new NoSuchFileException(
          directory.toString(), null, "segments were replaced while it was opened; try again");
    }
  }

  /** Compaction has replaced them since; what lives on is read from what replaced them. */
  private void forgetWhatIsGone() {
    boolean allThere = snapshot.stream()
        .flatMap(loaded -> loaded.segments().values().stream())
        .allMatch(known -> segments.inSlot(known.slot()) != null);
    if (!allThere) { // which is rare, and looks at every entry
      index.removeAll(location -> segments.inSlot(Locations.slot(location)) == null);
    }
  }

  /** Reads, oldest first, what the snapshot does not cover: all segments, if there is none. */
  private void readAll() throws IOException {
    List<Segment> log = segments.all();
    for (Segment segment : log) {
      Optional<Snapshot.Known> known = known(segment.name());
      boolean isLast = segment == log.get(log.size() - 1);
      if (known.isEmpty()) {
        read(segment, SegmentHeader.BYTES, isLast);
      } else if (snapshot.get().position().segment().equals(segment.name())) {
        read(segment, snapshot.get().position().offset(), isLast);
      } else {
        segment.seal(known.get().bytes(), options.mapSegments());
      }
    }
  }

  private Optional<Snapshot.Known> known(SegmentName segment) {
    return snapshot.map(loaded -> loaded.segments().get(segment));
  }

  private void read(Segment segment, long from, boolean isLast) throws IOException {
    long size = segment.end();
    try (FileChannel channel = segment.openChannel()) {
      SegmentScan scan = segment.scan(channel);
      scan.continueAt(from);
      Replay replay = new Replay(segment, from, segments, index, activeHashes);
      replay.run(scan);
      if (readOnly && scan.problem() != null && isLast) {
        replay.lookAgain(scan); // perhaps its writer was just writing it
      }
      readBytes += scan.offset() - from;
      if (replay.isSealed() && (isLast || replay.problem() == null)) {
        if (isLast && !readOnly) {
          cutOff(segment, scan, replay.completeEnd(), size); // what was left of its room
        }
        segment.seal(replay.completeEnd(), options.mapSegments());
      } else if (isLast && segment.name().generation() == 0) {
        finish(segment, scan, replay, size);
      } else {
        throw damage(segment, scan.offset(), scan.problem(), "the seal is missing");
      }
    }
    if (!isLast) {
      activeHashes.clear();
    }
  }

  private static CorruptRecordException damage(
      Segment segment, long offset, String problem, String otherwise) {
    return new CorruptRecordException(
        segment.file(), offset, problem != null ? problem : otherwise);
  }

  /** Makes the last segment end behind its last whole record, or its last whole batch. */
  private void finish(Segment segment, SegmentScan scan, Replay replay, long size)
      throws IOException {
    if (scan.problem() != null && !scan.isZeroFrom(scan.offset())) {
      long witness = scan.witnessBehind(scan.offset());
      if (witness >= 0) {
        throw damage(segment, replay.stoppedAt(), replay.problem(), null);
      }
    }
    end = replay.completeEnd();
    segment.growTo(end);
    if (readOnly) {
      return;
    }
    active = segment;
    cutOff(segment, scan, end, size);
  }

  /**
   * Lets the file end at {@code end}, and makes it durable. Merely going on in front of what is behind
   * would leave the rest of it there, for a later record to bring back.
   */
  private void cutOff(Segment segment, SegmentScan scan, long end, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(segment.file(), READ, WRITE)) {
      if (end < size) {
        scan.continueAt(end);
        long dataEnd = scan.dataEnd(end); // behind it is room that was never used
        if (end < dataEnd) {
          CutFile.keep(segment.file(), channel, end, dataEnd);
        }
        channel.truncate(end);
        cutBytes = dataEnd - end;
      }
      channel.force(true); // the next record will vouch for what somebody wrote who was then killed
    }
  }

  /** Makes the directory hold what was found and nothing else, now that it is known what is needed. */
  private void settle(SegmentFiles files) throws IOException {
    if (snapshot.isEmpty()) {
      Files.deleteIfExists(Snapshot.file(directory)); // before a longer log makes it look right
    }
    Directories.force(directory); // a process that was killed may not have come to that
    Leftovers.remove(directory, files, segments.all());
  }

  private Recovered recovered(long storeId, long nextNumber) throws IOException {
    return new Recovered(
        storeId,
        segments,
        index,
        active,
        activeHashes,
        end,
        nextNumber,
        cutBytes,
        readBytes,
        snapshot.map(Snapshot.Loaded::position),
        snapshot.isPresent() ? Files.size(Snapshot.file(directory)) : 0);
  }
}
