package logkv.segmented;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import logkv.log.CorruptRecordException;
import logkv.segmented.format.RecordFormat;
import logkv.segmented.format.SegmentHeader;
import logkv.segmented.format.SegmentScan;
import logkv.segmented.index.BloomFilter;
import logkv.segmented.index.KeyHash;

/**
 * Looks up one key in a store that is not open, without an index: from the newest segment to the oldest,
 * and of those only the ones whose Bloom filter says that the key may be there.
 *
 * <p>This is what a Bloom filter is good for. An open store knows of every key where it is, and a filter
 * in front of that could not tell it anything.
 *
 * @param value the value, or empty if the key has none
 * @param segmentsRead how many segments were read from their beginning to their end
 * @param segmentsSkipped how many were left out because their filter said no
 */
public record Probe(Optional<byte[]> value, int segmentsRead, int segmentsSkipped) {

  /**
   * Looks {@code key} up in the store in {@code directory}, and changes nothing there.
   *
   * @throws CorruptRecordException if a segment that had to be read was damaged
   */
  public static Probe get(Path directory, byte[] key) throws IOException {
    List<SegmentFiles.Found> log = SegmentFiles.in(directory.toAbsolutePath()).log();
    long hash = KeyHash.of(key);
    int read = 0;
    int skipped = 0;
    for (int i = log.size() - 1; i >= 0; i--) {
      SegmentFiles.Found segment = log.get(i);
      Optional<BloomFilter> filter =
          FilterFile.read(segment.file(), segment.header().nonce());
      if (filter.isPresent() && !filter.get().mayContain(hash)) {
        skipped++;
        continue;
      }
      read++;
      Newest newest = newestIn(segment, key, i == log.size() - 1);
      if (newest != null) {
        return new Probe(Optional.ofNullable(newest.value), read, skipped);
      }
    }
    return new Probe(Optional.empty(), read, skipped);
  }

  /** What the newest record of the key says: a value, or null from a tombstone. */
  private record Newest(byte[] value) {}

  private static Newest newestIn(SegmentFiles.Found segment, byte[] key, boolean isLast)
      throws IOException {
    Newest newest = null;
    Newest inBatch = null; // counts only when the batch is complete
    try (FileChannel channel = FileChannel.open(segment.file(), READ)) {
      SegmentScan scan = new SegmentScan(
          segment.file(), channel, segment.header().nonce(), SegmentHeader.BYTES, channel.size());
      while (scan.next()) {
        if (isOf(scan, key)) {
          inBatch = new Newest(scan.kind() == RecordFormat.PUT ? scan.value() : null);
        }
        if (!scan.batchGoesOn()) {
          newest = inBatch != null ? inBatch : newest;
          inBatch = null;
        }
      }
      long stopped = scan.offset();
      String problem = scan.problem();
      if (problem != null && (!isLast || scan.witnessBehind(stopped) >= 0)) {
        throw new CorruptRecordException(segment.file(), stopped, problem);
      }
    }
    return newest;
  }

  private static boolean isOf(SegmentScan scan, byte[] key) {
    int from = scan.at() + RecordFormat.HEADER_BYTES;
    return scan.keyLength() == key.length
        && Arrays.equals(scan.bytes(), from, from + key.length, key, 0, key.length);
  }
}
