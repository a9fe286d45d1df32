package logkv.segmented;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import logkv.log.CorruptRecordException;
import logkv.segmented.format.RecordFormat;
import logkv.segmented.format.SegmentHeader;
import logkv.segmented.format.SegmentName;
import logkv.segmented.format.SegmentScan;
import logkv.segmented.index.BloomFilter;
import logkv.segmented.index.KeyHash;
import logkv.segmented.index.KeyIndex;

/**
 * Rewrites a run of sealed segments into one that holds what is still needed of them, while readers and
 * writers go on.
 *
 * <pre>
 *   1 copy     the records that the index points at, and the tombstones that are needed, to name.tmp
 *   2 force    the copy; and the active segment, because what is left out was left out for the sake of
 *              records that may not be durable yet
 *   3 commit   rename the copy and force the directory: from now on it replaces the run, by its name
 *   4 switch   the index, entry by entry: one that a newer put has changed meanwhile is left alone
 *   5 wait     until all readers that may have seen the old places have left
 *   6 delete   the run
 * </pre>
 *
 * <p>A crash before 3 leaves a file without a name, one after it leaves segments that are replaced;
 * opening deletes both. So does an error: before 3 all is as it was, and the store goes on. From 3 on
 * nobody knows what the directory will hold, and the store writes nothing any more.
 *
 * <p><b>A tombstone</b> may go when no older segment can hold its key: because the run begins with the
 * oldest segment, or because the Bloom filters of all older ones say no.
 *
 * <p>One at a time; the caller sees to that.
 */
final class Compaction {
  private static final int MOVES_AT_ONCE = 512; // writers wait for so many entries

  private final Path directory;
  private final Options options;
  private final Store store;
  private final LongSupplier nonces;
  private ByteBuffer buffer; // none before the first run

  /** What it works on. */
  record Store(
      long storeId,
      Segments segments,
      KeyIndex index,
      Log log,
      Writer writer,
      Turnstile turnstile,
      Grace grace) {}

  /** Is told how the work goes on, and may hold it up or stop it. */
  @FunctionalInterface
  interface Pace {
    /** @throws IllegalStateException if the store is being closed */
    void copied(long bytes);
  }

  Compaction(Path directory, Options options, Store store, LongSupplier nonces) {
    this.directory = directory;
    this.options = options;
    this.store = store;
    this.nonces = nonces;
  }

  /** Rewrites {@code run}; durable when this returns. Returns how many bytes were written. */
  long rewrite(List<Segment> run, Pace pace) throws IOException {
    SegmentHeader header = new SegmentHeader(store.storeId(), nonces.getAsLong(), nameFor(run), 0);
    int slot = store.segments().newSlot();
    if (buffer == null) {
      buffer = Tail.buffer(options.segmentBytes());
    }
    Moves moves = new Moves();
    KeyHashes hashes = new KeyHashes();
    SegmentWriter output = SegmentWriter.create(directory, header, buffer, Tail.Ahead.NONE);
    long tombstoneBytes;
    try {
      tombstoneBytes = copy(run, output, slot, moves, hashes, pace);
      output.seal();
      pass(() -> {
        store.log().sync();
        return null;
      });
    } catch (Throwable e) {
      output.discard();
      throw e;
    }
    Segment replacement = commit(output, slot);
    replacement.tombstoneBytes().set(tombstoneBytes);
    store.segments().prepare(replacement);
    try {
      moves.applyAll();
      store.segments().replace(run, replacement);
    } catch (Throwable e) { // half of it switched: the next run would write to the same name
      throw store.log().poison(e);
    }
    FilterFile.write(replacement, hashes, options.filterBitsPerKey());
    store.grace().await();
    try (Closing retiring =
        new Closing()) { // a file that cannot be deleted keeps none of the others
      for (Segment segment : run) {
        retiring.add(() -> segment.retire(() -> store.segments().forget(segment)));
      }
    }
    return replacement.end();
  }

  private static SegmentName nameFor(List<Segment> run) {
    int generation =
        run.stream().mapToInt(each -> each.name().generation()).max().orElseThrow();
    return new SegmentName(
        run.get(0).name().first(), run.get(run.size() - 1).name().last(), generation + 1);
  }

  private Segment commit(SegmentWriter output, int slot) throws IOException {
    try (output) {
      output.name();
      Segment replacement = Segment.open(output.file(), output.header(), slot, output.end());
      replacement.seal(output.end(), options.mapSegments());
      return replacement;
    } catch (Throwable e) {
      throw store.log().poison(e);
    }
  }

  /** Copies what is needed of {@code run}, and returns the bytes of tombstones among it. */
  private long copy(
      List<Segment> run, SegmentWriter output, int slot, Moves moves, KeyHashes hashes, Pace pace)
      throws IOException {
    Older older = new Older(run.get(0));
    LiveRecords live = LiveRecords.of(store.index(), run);
    long tombstoneBytes = 0;
    for (Segment segment : run) {
      live.begin(segment);
      try (FileChannel channel = segment.openChannel()) {
        SegmentScan scan = segment.scan(channel);
        while (scan.next()) {
          if (scan.kind() == RecordFormat.SEAL) {
            continue;
          }
          boolean isPut = scan.kind() == RecordFormat.PUT;
          long from = Locations.of(segment.slot(), scan.offset(), scan.length());
          if (isPut ? live.holds(from) : older.mayHold(hashOf(scan))) {
            long hash = hashOf(scan);
            long offset = output.copy(scan.bytes(), scan.at());
            hashes.add(hash);
            if (isPut) {
              moves.add(hash, from, Locations.of(slot, offset, scan.length()), scan.length());
            } else {
              tombstoneBytes += scan.length();
            }
            pace.copied(scan.length());
          } else {
            pace.copied(0);
          }
        }
        if (scan.problem() != null) {
          throw new CorruptRecordException(segment.file(), scan.offset(), scan.problem());
        }
      }
    }
    return tombstoneBytes;
  }

  private static long hashOf(SegmentScan scan) {
    int keyAt = scan.at() + RecordFormat.HEADER_BYTES;
    return KeyHash.of(scan.bytes(), keyAt, keyAt + scan.keyLength());
  }

  private <T> T pass(Uninterrupted.Action<T> action) throws IOException {
    Alone<T> alone = new Alone<>(action);
    store.turnstile().pass(alone);
    return alone.result();
  }

  /** The segments in front of the run: what they may hold keeps a tombstone alive. */
  private final class Older {
    private final List<BloomFilter> filters = new ArrayList<>();

    Older(Segment first) throws IOException {
      for (Segment segment : store.segments().all()) {
        if (segment == first) {
          return;
        }
        filters.add(FilterFile.load(segment, options.filterBitsPerKey()));
      }
    }

    boolean mayHold(long hash) {
      for (BloomFilter filter : filters) {
        if (filter.mayContain(hash)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Where each copied record was and where it is now: four numbers each. */
  private final class Moves {
    private static final int FIELDS = 4;

    private long[] fields = new long[1024 * FIELDS];
    private int count;

    void add(long hash, long from, long to, long bytes) {
      if (count == fields.length) {
        fields = Arrays.copyOf(fields, 2 * count);
      }
      fields[count++] = hash;
      fields[count++] = from;
      fields[count++] = to;
      fields[count++] = bytes;
    }

    void applyAll() throws IOException {
      for (int done = 0; done < count; done += MOVES_AT_ONCE * FIELDS) {
        int first = done;
        pass(() -> {
          apply(first, Math.min(count, first + MOVES_AT_ONCE * FIELDS));
          return null;
        });
      }
    }

    private void apply(int first, int behind) {
      for (int i = first; i < behind; i += FIELDS) {
        store.writer().move(fields[i], fields[i + 1], fields[i + 2], (int) fields[i + 3]);
      }
    }
  }
}
