package logkv.segmented;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import logkv.log.CorruptRecordException;
import logkv.segmented.format.RecordFormat;
import logkv.segmented.format.SegmentScan;
import logkv.segmented.index.BloomFilter;
import logkv.segmented.index.KeyHash;

/**
 * The Bloom filter of a sealed segment, in a file beside it.
 *
 * <p>Nothing depends on the file: what is missing, damaged or of another segment is made anew from the
 * segment. So it is never forced, and a disk that does not take it is no trouble.
 *
 * <p>It knows the keys of all records, of tombstones too: who looks for a key from the newest segment
 * to the oldest must not walk past the tombstone.
 */
final class FilterFile {
  private static final String SUFFIX = ".bloom";

  private FilterFile() {}

  /** Where the filter of {@code segment} is, if it has one. */
  static Path of(Path segment) {
    return segment.resolveSibling(segment.getFileName() + SUFFIX);
  }

  /** Whether a file of this name would be a filter, and of which segment file. */
  static Optional<String> segmentOf(String fileName) {
    return fileName.endsWith(SUFFIX)
        ? Optional.of(fileName.substring(0, fileName.length() - SUFFIX.length()))
        : Optional.empty();
  }

  /** Writes the filter of a segment that is being sealed, if all of its keys are known. */
  static void write(Segment segment, KeyHashes hashes, int bitsPerKey) {
    if (hashes.isComplete()) {
      write(segment, hashes.filter(bitsPerKey));
    }
  }

  /** Returns the filter of a sealed segment: from its file, or from its records. */
  static BloomFilter load(Segment segment, int bitsPerKey) throws IOException {
    Optional<BloomFilter> found = read(segment.file(), segment.header().nonce());
    if (found.isPresent()) {
      return found.get();
    }
    BloomFilter made = scan(segment, bitsPerKey);
    write(segment, made);
    return made;
  }

  /** Reads the filter of the segment that has this nonce, if there is a good one. */
  static Optional<BloomFilter> read(Path segment, long nonce) {
    try {
      return BloomFilter.readFrom(ByteBuffer.wrap(Files.readAllBytes(of(segment))), nonce);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static BloomFilter scan(Segment segment, int bitsPerKey) throws IOException {
    KeyHashes hashes = new KeyHashes();
    try (FileChannel channel = segment.openChannel()) {
      SegmentScan scan = segment.scan(channel);
      while (scan.next()) {
        if (scan.keyLength() > 0) {
          int key = scan.at() + RecordFormat.HEADER_BYTES;
          hashes.add(KeyHash.of(scan.bytes(), key, key + scan.keyLength()));
        }
      }
      if (scan.problem() != null) {
        throw new CorruptRecordException(segment.file(), scan.offset(), scan.problem());
      }
    }
    return hashes.filter(bitsPerKey);
  }

  private static void write(Segment segment, BloomFilter filter) {
    try (FileChannel channel =
        FileChannel.open(of(segment.file()), CREATE, TRUNCATE_EXISTING, WRITE)) {
      filter.writeTo(channel, segment.header().nonce());
    } catch (IOException e) {
      // Whoever needs it makes it anew.
    }
  }
}
