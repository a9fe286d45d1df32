package logkv.segmented;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import logkv.log.CorruptRecordException;
import logkv.segmented.format.RecordFormat;
import logkv.segmented.format.SegmentHeader;
import logkv.segmented.format.SegmentName;
import logkv.segmented.format.SegmentScan;
import logkv.segmented.index.KeyHash;
import logkv.segmented.index.KeyIndex;

/**
 * Brings the records of one segment into the index, from the first to the last whole one.
 *
 * <p>The records of a batch count once its last one was read. What a later record of its key already
 * stands for is left alone: a snapshot may know more than the segment that is being read.
 */
final class Replay {
  private final Segment segment;
  private final Segments segments;
  private final KeyIndex index;
  private final KeyHashes hashes;
  private final List<Replayed> batch = new ArrayList<>();
  private long completeEnd;
  private boolean sealed;
  private long stoppedAt;
  private String problem;

  /**
   * @param from where the first record begins that is not in {@code index} yet
   * @param hashes where the keys' hashes go
   */
  Replay(Segment segment, long from, Segments segments, KeyIndex index, KeyHashes hashes) {
    this.segment = segment;
    this.segments = segments;
    this.index = index;
    this.hashes = hashes;
    this.completeEnd = from;
    if (from > SegmentHeader.BYTES) {
      hashes.isIncomplete();
    }
  }

  /** @throws CorruptRecordException if something stands behind the seal */
  void run(SegmentScan scan) throws IOException {
    while (scan.next()) {
      if (sealed) {
        throw damage(scan.offset(), "the segment was sealed in front of it");
      }
      if (scan.kind() == RecordFormat.SEAL) {
        sealed = true;
      } else {
        batch.add(replayed(scan));
      }
      if (!scan.batchGoesOn()) {
        for (Replayed record : batch) {
          apply(record);
        }
        batch.clear();
        completeEnd = scan.endOffset();
      }
    }
    stoppedAt = scan.offset();
    problem = scan.problem();
    if (sealed && !batch.isEmpty()) {
      throw damage(stoppedAt, "a batch ends inside of a sealed segment");
    }
  }

  /** Reads once more what stopped it, and goes on if it is whole by now. */
  void lookAgain(SegmentScan scan) throws IOException {
    batch.clear();
    scan.continueAt(completeEnd);
    run(scan);
  }

  /** Whether its last record is a seal. */
  boolean isSealed() {
    return sealed;
  }

  /** Where the last record ends that is no part of an unfinished batch. */
  long completeEnd() {
    return completeEnd;
  }

  /** Where the first record begins that could not be read, or where the segment ends. */
  long stoppedAt() {
    return stoppedAt;
  }

  /** What is wrong with the record there; null if the segment ends there. */
  String problem() {
    return problem;
  }

  private Replayed replayed(SegmentScan scan) {
    byte[] key = scan.key();
    long hash = KeyHash.of(key);
    hashes.add(hash);
    long location = Locations.of(segment.slot(), scan.offset(), scan.length());
    return new Replayed(key, hash, location, scan.length(), scan.kind() == RecordFormat.PUT);
  }

  private void apply(Replayed record) throws IOException {
    Lookup lookup = new Lookup(segments, record.key, false);
    long before = index.find(record.hash, lookup);
    lookup.requireUndamaged();
    if (before != KeyIndex.NONE && isLater(before, record.location)) {
      return; // the snapshot knew it, and this comes from a compaction since
    }
    if (record.isPut) {
      index.put(record.hash, record.location, candidate -> candidate == before);
      segment.liveBytes().addAndGet(record.length);
    } else {
      index.remove(record.hash, candidate -> candidate == before);
      segment.tombstoneBytes().addAndGet(record.length);
    }
    if (before != KeyIndex.NONE) {
      segments.at(before).liveBytes().addAndGet(-lookup.recordBytes());
    }
  }

  private boolean isLater(long found, long location) {
    int order = SegmentName.ORDER.compare(segments.at(found).name(), segment.name());
    return order == 0 ? Locations.offset(found) >= Locations.offset(location) : order > 0;
  }

  private CorruptRecordException damage(long offset, String reason) {
    return new CorruptRecordException(segment.file(), offset, reason);
  }

  /** What is needed of a record until its batch is complete. */
  private record Replayed(byte[] key, long hash, long location, int length, boolean isPut) {}
}
