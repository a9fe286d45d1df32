package logkv.segmented.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * Where the newest record of each key is, for all keys of a store.
 *
 * <p>A key is known by its {@link KeyHash} only. Kept are 32 bits of it, the tag, and a location:
 * any {@code long} but {@link #NONE}, which means what the store wants it to mean. That is about 20
 * bytes a key, where a map of key objects takes more than 100. In exchange a search has to look at the
 * record that it finds, with a {@link Match}: what is compared before, tag and stripe, are 40 bits,
 * which several keys may have in common.
 *
 * <p>A location names one record, for as long as anybody may be searching who saw it here.
 *
 * <p>Threads: any number of them may {@link #find} and ask, at any time; they take no lock and wait
 * for nobody. {@link #put}, {@link #remove} and {@link #removeAll} are for one thread at a time, the
 * writer. {@link #move} is for any thread, beside the writer: for compaction. No lock is held while a
 * match reads.
 *
 * <p>What a reader is told was true at one moment between the beginning and the end of its search
 * (the index is linearizable, key by key):
 *
 * <ul>
 *   <li>A location: the key was there when the slot was read.
 *   <li>{@code NONE}: there was a moment without the key. Had the key been there all the time, then in
 *       one slot all the time, because put and move change the location in its slot; and the search
 *       would have come to that slot.
 *   <li>A table that was replaced during the search changes neither: the old one stays as it was at
 *       the moment of the replacement.
 * </ul>
 */
public final class KeyIndex {
  /** The location of a key that is not there. */
  public static final long NONE = 0;

  /** So many that the copying of one, when it grows, is short, and few enough to cost nothing. */
  private static final int STRIPES = 256;

  private static final int SMALLEST_TABLE = 16;

  private final Stripe[] stripes = new Stripe[STRIPES];
  private volatile long size; // written by the writer

  /** Reads the record at a location and compares its key with the one that is looked for. */
  @FunctionalInterface
  public interface Match {

    /**
     * Whether the record at {@code location} has the key that is looked for.
     *
     * <p>It may answer false, too, when the record can no longer be read there because it was moved or
     * overwritten since: after every false the index looks whether that has happened.
     *
     * @throws IOException if the disk says no; the index stays as it was
     */
    boolean holds(long location) throws IOException;
  }

  /** Makes an index without keys. */
  public KeyIndex() {
    // Tables grow by half. Were they all of one size, they would all grow in the same moment.
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe(SMALLEST_TABLE + SMALLEST_TABLE / 2 * i / STRIPES);
    }
  }

  /** Returns where the newest record of the key is, or {@link #NONE} if there is none. */
  public long find(long hash, Match match) throws IOException {
    return stripe(hash).find(Slots.tagOf(hash), match);
  }

  /**
   * From now on the newest record of the key is at {@code location}. Everything that a reader needs
   * to read that record must be in place before.
   *
   * @return where it was before, or {@link #NONE} if the key is new
   * @throws IOException if {@code match} throws it; the index is as it was
   */
  public long put(long hash, long location, Match match) throws IOException {
    if (location == NONE) {
      throw new IllegalArgumentException("location " + NONE + " means that there is none");
    }
    Stripe stripe = stripe(hash);
    int tag = Slots.tagOf(hash);
    while (true) {
      long before = stripe.find(tag, match);
      if (before == NONE) {
        stripe.insert(tag, location);
        size++;
        return NONE;
      }
      if (stripe.replace(tag, before, location)) {
        return before;
      } // else compaction moved it since we found it
    }
  }

  /**
   * Forgets the key.
   *
   * @return where it was before, or {@link #NONE} if it was not there
   * @throws IOException if {@code match} throws it; the index is as it was
   */
  public long remove(long hash, Match match) throws IOException {
    Stripe stripe = stripe(hash);
    int tag = Slots.tagOf(hash);
    while (true) {
      long before = stripe.find(tag, match);
      if (before == NONE) {
        return NONE;
      }
      if (stripe.remove(tag, before)) {
        size--;
        return before;
      } // else compaction moved it since we found it
    }
  }

  /**
   * Says that the record at {@code from} is at {@code to} now, unless the key has a newer one.
   *
   * @return false if {@code from} is not where the newest record of a key is; then nothing changes
   */
  public boolean move(long hash, long from, long to) {
    if (from == NONE || to == NONE) {
      throw new IllegalArgumentException("from " + from + " to " + to);
    }
    return stripe(hash).replace(Slots.tagOf(hash), from, to);
  }

  /** Whether the newest record of a key with this hash is exactly there; without reading it. */
  public boolean holds(long hash, long location) {
    return location != NONE && stripe(hash).holds(Slots.tagOf(hash), location);
  }

  /** How many keys there are. */
  public long size() {
    return size;
  }

  /** How many bytes the tables take up. */
  public long bytes() {
    return Arrays.stream(stripes).mapToLong(Stripe::bytes).sum();
  }

  /** Returns all locations, in no order; of one moment only if nobody changes the index meanwhile. */
  public long[] locations() {
    return locations(location -> true);
  }

  /** Returns the locations that {@code wanted} holds for, as {@link #locations()} does. */
  public long[] locations(LongPredicate wanted) {
    return Arrays.stream(stripes)
        .flatMapToLong(stripe -> Arrays.stream(stripe.locations()).filter(wanted))
        .toArray();
  }

  /**
   * Forgets every key whose newest record is at a location that {@code gone} holds for.
   *
   * @return how many those were
   */
  public long removeAll(LongPredicate gone) {
    long removed = 0;
    for (Stripe stripe : stripes) {
      removed += stripe.removeAll(gone);
    }
    size -= removed;
    return removed;
  }

  /**
   * Returns what the index holds, of one moment only if nobody changes it meanwhile. That is done at once,
   * since nothing is copied: who changes a table afterwards for the first time makes a copy of it and
   * changes that.
   */
  public Image image() {
    return new Image(Arrays.stream(stripes).map(Stripe::image).toList());
  }

  /** An index as it was at one moment, whatever becomes of it. For any number of threads. */
  public static final class Image {
    private final List<Stripe.Image> tables;

    private Image(List<Stripe.Image> tables) {
      this.tables = tables;
    }

    /** How many bytes {@link #writeTo} writes. */
    public long bytes() {
      return Integer.BYTES + tables.stream().mapToLong(Stripe.Image::bytes).sum();
    }

    /**
     * Writes all tables, little-endian.
     *
     * <pre>
     *   0         4
     *   +---------+---------+---------+-- ... --+-----------+
     *   | stripes | table 0 | table 1 |         | table 255 |
     *   +---------+---------+---------+-- ... --+-----------+
     *
     *   stripes   int32   256
     *   table i           as {@link Stripe.Image#encode} draws it; a key is in the table whose number is the
     *                     first byte of its hash, and its tag is the last four (or 1 for 0)
     * </pre>
     *
     * <p>Neither a checksum nor a version: both belong to the file around it.
     */
    public void writeTo(WritableByteChannel sink) throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      writeAll(buffer.putInt(STRIPES), sink);
      for (Stripe.Image table : tables) {
        buffer = table.encode(buffer.clear());
        writeAll(buffer, sink);
      }
    }

    private static void writeAll(ByteBuffer buffer, WritableByteChannel sink) throws IOException {
      buffer.flip();
      while (buffer.hasRemaining()) {
        sink.write(buffer);
      }
    }
  }

  /**
   * Reads what {@link Image#writeTo} wrote, from the position of {@code source}, and moves that behind it.
   *
   * @return nothing if it cannot be what writeTo wrote: never more memory than {@code source} has
   *     bytes is taken to find that out. Bytes that were changed in other ways are for the checksum of
   *     the file to notice.
   */
  public static Optional<KeyIndex> readFrom(ByteBuffer source) {
    ByteBuffer in = source.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    if (in.remaining() < Integer.BYTES || in.getInt() != STRIPES) {
      return Optional.empty();
    }
    KeyIndex index = new KeyIndex();
    for (Stripe stripe : index.stripes) {
      if (!stripe.decode(in)) {
        return Optional.empty();
      }
      index.size += stripe.keys();
    }
    source.position(in.position());
    return Optional.of(index);
  }

  private Stripe stripe(long hash) {
    return stripes[(int) (hash >>> Long.SIZE - Byte.SIZE)];
  }
}
