package logkv.segmented;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import logkv.log.CorruptRecordException;
import logkv.segmented.format.RecordFormat;
import logkv.segmented.index.KeyHash;
import logkv.segmented.index.KeyIndex;

/**
 * A cursor that has read and sorted the keys, and reads each value when it is asked for.
 *
 * <p>The index knows no order. So all keys are read, segment by segment in the order in which they lie
 * there, which the disk and the processor like best, and those of the range are sorted.
 */
final class SortedCursor implements Cursor {
  private static final Comparator<Found> BY_KEY =
      (one, other) -> Arrays.compareUnsigned(one.key, other.key);

  /** Most keys are shorter, and come with the header in one read. */
  private static final int SHORT_KEY_BYTES = 47;

  private final SegmentedStore store;
  private final Segments segments;
  private final Pinned pinned;
  private final Found[] found;
  private int next;
  private boolean closed;

  private record Found(byte[] key, long location) {}

  /** Where all records were at one moment, and the segments that they lie in. */
  record Start(long[] locations, Pinned pinned) {
    /** Called while nobody writes. */
    static Start of(Segments segments, long[] locations) {
      BitSet slots = new BitSet();
      Set<Segment> used = new LinkedHashSet<>();
      for (long location : locations) {
        int slot = Locations.slot(location);
        if (!slots.get(slot)) {
          slots.set(slot);
          used.add(segments.at(location));
        }
      }
      return new Start(locations, Pinned.of(used));
    }
  }

  private SortedCursor(SegmentedStore store, Segments segments, Pinned pinned, Found[] found) {
    this.store = store;
    this.segments = segments;
    this.pinned = pinned;
    this.found = found;
  }

  /** Reads the keys and sorts those of {@code range}. */
  static Cursor open(
      SegmentedStore store, Segments segments, KeyIndex index, KeyRange range, Start start)
      throws IOException {
    long[] locations = start.locations();
    Arrays.sort(locations); // by slot, and then by offset
    Found[] found = new Found[Math.min(locations.length, 1024)];
    int count = 0;
    try {
      for (long location : locations) {
        byte[] key = readKey(store, segments.at(location), index, location);
        if (range.contains(key)) {
          if (count == found.length) {
            found = Arrays.copyOf(found, Math.min(locations.length, 2 * count));
          }
          found[count++] = new Found(key, location);
        }
      }
    } catch (Throwable e) {
      start.pinned().close();
      throw e;
    }
    found = Arrays.copyOf(found, count);
    Arrays.sort(found, BY_KEY);
    return new SortedCursor(store, segments, start.pinned(), found);
  }

  @Override
  public long remaining() {
    requireOpen();
    return found.length - next;
  }

  @Override
  public Optional<Entry> next() throws IOException {
    requireOpen();
    if (next == found.length) {
      return Optional.empty();
    }
    Found entry = found[next++];
    Lookup lookup = new Lookup(segments, entry.key, true);
    int entered = store.enter();
    try {
      if (!lookup.holds(entry.location)) {
        lookup.requireUndamaged();
        Segment segment = segments.at(entry.location);
        throw new CorruptRecordException(
            segment.file(), Locations.offset(entry.location), "it has another key than before");
      }
    } finally {
      store.exit(entered);
    }
    return Optional.of(new Entry(entry.key, lookup.value()));
  }

  @Override
  public Optional<byte[]> nextKey() {
    requireOpen();
    return next == found.length ? Optional.empty() : Optional.of(found[next++].key);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try {
        pinned.close();
      } catch (IOException e) {
        // A file that compaction has replaced was not deleted; the next opening does it.
      }
    }
  }

  /**
   * Reads the key of a record. Reading all values only to compare checksums would take long; whether a
   * bit of the key was flipped, the index knows just as well, by the key's hash.
   */
  private static byte[] readKey(
      SegmentedStore store, Segment segment, KeyIndex index, long location) throws IOException {
    long offset = Locations.offset(location);
    int entered = store.enter();
    try {
      byte[] bytes = new byte
          [(int) Math.min(RecordFormat.HEADER_BYTES + SHORT_KEY_BYTES, segment.end() - offset)];
      segment.read(offset, bytes, bytes.length);
      if (!RecordFormat.hasHeader(bytes, 0, segment.header().nonce(), offset)) {
        throw segment.wrong(offset, "the header checksum does not match");
      }
      int keyLength = RecordFormat.keyLengthIn(bytes, 0);
      int end = RecordFormat.HEADER_BYTES + keyLength;
      if (end > bytes.length) {
        bytes = new byte[end];
        segment.read(offset, bytes, end);
      }
      byte[] key = Arrays.copyOfRange(bytes, RecordFormat.HEADER_BYTES, end);
      if (!index.holds(KeyHash.of(key), location) // it may have changed since
          && !segment.hasWholeBody(offset, bytes)) {
        throw segment.wrong(offset, "the body checksum does not match");
      }
      return key;
    } catch (InternalError e) {
      throw segment.unreadable(offset, e);
    } finally {
      store.exit(entered);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the cursor is closed");
    }
  }
}
