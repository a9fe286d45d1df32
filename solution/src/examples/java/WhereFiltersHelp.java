import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import logkv.segmented.Batch;
import logkv.segmented.Options;
import logkv.segmented.Probe;
import logkv.segmented.SegmentedStore;
import logkv.segmented.Stats;
import logkv.segmented.SyncPolicy;
import logkv.segmented.index.BloomFilter;
import logkv.segmented.index.KeyHash;
import logkv.segmented.index.KeyIndex;

/**
 * Where a Bloom filter helps and where it does not, in four tables.
 *
 * <p>Arguments: how many keys, 16,000 unless said otherwise, and a directory to write the tables to,
 * as JSON files. Key number i is there if i is not negative.
 */
public class WhereFiltersHelp {
  private static final int VALUE_BYTES = 100;
  private static final int TOMBSTONE_BYTES = 17 + Long.BYTES * 2;
  private static final int RECORD_BYTES = TOMBSTONE_BYTES + VALUE_BYTES;
  private static final int ROUNDS = 9;

  private static int keys = 16_000;
  private static Path tables; // null: only print

  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0) {
      keys = Integer.parseInt(arguments[0]) / 16_000 * 16_000; // so that all segments are full
    }
    if (arguments.length > 1) {
      tables = Path.of(arguments[1]);
    }
    falsePositives();
    inFrontOfTheIndex();
    tombstones();
    closedStore();
  }

  // ---- 1: how often "perhaps" is wrong ----

  private static void falsePositives() throws IOException {
    long[] present = LongStream.range(0, keys).map(WhereFiltersHelp::hash).toArray();
    long[] absent = LongStream.rangeClosed(1, 4L * keys).map(i -> hash(-i)).toArray();
    List<Object[]> rows = new ArrayList<>();
    for (int bits : new int[] {1, 2, 4, 6, 8, 10, 12, 16, 20}) {
      BloomFilter filter = BloomFilter.of(present, keys, bits);
      assert Arrays.stream(present).allMatch(filter::mayContain);
      double wrong = count(absent, filter::mayContain) / (double) absent.length;
      double formula = formula(bits);
      assert isNear(wrong, formula, absent.length) : bits + " bits: " + wrong + ", not " + formula;
      rows.add(row(
          bits, probes(bits), percent(formula), percent(wrong), "%,d".formatted(filter.bytes())));
    }
    table(
        "bloom-false-positives",
        "%,d keys, asked for %,d others".formatted(keys, absent.length),
        row("bits a key", "probes", "wrong, by the formula", "wrong, measured", "bytes of filter"),
        rows);
  }

  private static int probes(int bits) {
    return Math.max(1, (int) (bits * Math.log(2)));
  }

  /** The share of absent keys of which all probes are set: (1 - e^(-k/b))^k. */
  private static double formula(int bits) {
    int probes = probes(bits);
    return Math.pow(1 - Math.exp(-(double) probes / bits), probes);
  }

  /** Within four standard deviations, and a tenth of the share: the formula is an approximation. */
  private static boolean isNear(double share, double expected, int tries) {
    double deviation = Math.sqrt(expected * (1 - expected) / tries);
    return Math.abs(share - expected) <= 4 * deviation + expected / 10;
  }

  // ---- 2: in front of an index that knows all keys ----

  private static void inFrontOfTheIndex() throws IOException {
    long[] present = LongStream.range(0, keys).map(WhereFiltersHelp::hash).toArray();
    long[] absent = LongStream.rangeClosed(1, keys).map(i -> hash(-i)).toArray();
    KeyIndex index = new KeyIndex();
    for (int i = 0; i < keys; i++) {
      index.put(present[i], i + 1, location -> false);
    }
    BloomFilter filter = BloomFilter.of(present, keys, 10);
    Reads reads = new Reads(index);
    LongPredicate alone = reads::isThere;
    LongPredicate behindFilter = hash -> filter.mayContain(hash) && reads.isThere(hash);
    assert count(present, alone) == keys && count(present, behindFilter) == keys;

    List<Object[]> rows = new ArrayList<>();
    rows.add(both("a key that is not there, ns", nanos(absent, alone, behindFilter)));
    rows.add(both("a key that is there, ns", nanos(present, alone, behindFilter)));
    reads.count = 0;
    count(absent, alone);
    long readsAlone = reads.count;
    reads.count = 0;
    count(absent, behindFilter);
    assert reads.count <= readsAlone;
    rows.add(row(
        "records read for %,d keys that are not there".formatted(keys), readsAlone, reads.count));
    rows.add(row(
        "memory, bytes a key",
        "%.1f".formatted((double) index.bytes() / keys),
        "%.1f".formatted((double) (index.bytes() + filter.bytes()) / keys)));
    table(
        "bloom-before-index",
        "%,d keys, a filter of 10 bits a key; medians of %d rounds".formatted(keys, ROUNDS),
        row("asked for", "the index alone", "a filter in front of it"),
        rows);
  }

  /** Asks an index, and counts how often it wants to see a record. */
  private static final class Reads {
    private final KeyIndex index;
    private long count;

    Reads(KeyIndex index) {
      this.index = index;
    }

    boolean isThere(long hash) {
      try {
        return index.find(hash, this::read) != KeyIndex.NONE;
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    private boolean read(long location) {
      count++;
      return true; // as if every record had the key
    }
  }

  /** Nanoseconds a question, for each way of asking: the median of rounds that take turns. */
  private static double[] nanos(long[] hashes, LongPredicate... ways) {
    double[][] times = new double[ways.length][ROUNDS];
    for (int round = -2; round < ROUNDS; round++) { // two to warm up
      for (int way = 0; way < ways.length; way++) {
        long begun = System.nanoTime();
        count(hashes, ways[way]);
        double time = (System.nanoTime() - begun) / (double) hashes.length;
        times[way][Math.max(0, round)] = time;
      }
    }
    return Arrays.stream(times).mapToDouble(WhereFiltersHelp::median).toArray();
  }

  // ---- 3: may a tombstone go? ----

  private static final int OLDER = 8; // segments

  private static void tombstones() throws IOException {
    int deleted = keys / OLDER;
    List<Object[]> rows = new ArrayList<>();
    for (int bits : new int[] {1, 2, 4, 6, 8, 10, 12, 16}) {
      long kept = tombstonesKept(bits, deleted);
      double formula = 1 - Math.pow(1 - formula(bits), OLDER);
      assert isNear((double) kept / deleted, formula, deleted) : bits + " bits: " + kept;
      rows.add(row(bits, percent(formula), percent((double) kept / deleted)));
    }
    table(
        "bloom-tombstones",
        "%,d tombstones in a compaction with %d older segments of %,d keys each"
            .formatted(deleted, OLDER, keys / OLDER),
        row("bits a key", "kept, by the formula", "kept, measured"),
        rows);
  }

  /** Puts and deletes keys that no older segment has, compacts, and counts what is left of that. */
  private static long tombstonesKept(int bits, int deleted) throws IOException {
    Path directory = Files.createTempDirectory("tombstones");
    try (SegmentedStore store = SegmentedStore.open(directory, options(OLDER, bits))) {
      put(store, 0, keys);
      store.compact(); // nothing to rewrite, but the last segment is sealed
      for (int i = keys; i < keys + deleted; i++) {
        store.put(key(i), new byte[VALUE_BYTES]);
        store.delete(key(i));
      }
      store.compact();
      List<Stats.SegmentStats> segments = store.stats().segments();
      for (int i = 0; i < OLDER; i++) {
        assert segments.get(i).liveBytes() == keys / OLDER * RECORD_BYTES;
      }
      long bytes =
          segments.stream().mapToLong(Stats.SegmentStats::tombstoneBytes).sum();
      return bytes / TOMBSTONE_BYTES;
    } finally {
      delete(directory);
    }
  }

  // ---- 4: a store that is not open ----

  private static final int SEGMENTS = 32;

  private static void closedStore() throws IOException {
    Path directory = Files.createTempDirectory("closed");
    Path without = directory.resolve("without-filters");
    try (SegmentedStore store = SegmentedStore.open(directory, options(SEGMENTS, 10))) {
      put(store, 0, keys);
      store.compact(); // again only to seal the last one
      store.backup(without); // a backup is segments and nothing else
    }
    List<Looks> all = List.of(
        new Looks("Probe, a key that is not there", directory, -1, true),
        new Looks("the same, without filters", without, -1, true),
        new Looks("Probe, a key that is there", directory, 1, true),
        new Looks("the same, without filters", without, 1, true),
        new Looks("open with the snapshot, get, close", directory, 1, false),
        new Looks("open without it, get, close", without, 1, false));
    for (int i = 0; i < LOOKS; i++) {
      for (Looks looks : all) {
        looks.look(i);
      }
    }
    assert all.get(0).skipped > all.get(0).read && all.get(1).skipped == 0;
    table(
        "bloom-closed-store",
        "one of %,d keys in a closed store of %d full segments; means of %d keys, medians of times"
            .formatted(keys, SEGMENTS, LOOKS),
        row("looked up by", "segments read", "left out", "ms"),
        all.stream().map(Looks::row).toList());
    delete(without);
    delete(directory);
  }

  private static final int LOOKS = 32;

  /** One way to look keys up, and what that took. */
  private static final class Looks {
    private final String name;
    private final Path directory;
    private final int sign;
    private final boolean byProbe;
    private final double[] millis = new double[LOOKS];
    private double read;
    private double skipped;

    Looks(String name, Path directory, int sign, boolean byProbe) {
      this.name = name;
      this.directory = directory;
      this.sign = sign;
      this.byProbe = byProbe;
    }

    void look(int i) throws IOException {
      byte[] key = key(sign * (1 + (long) i * (keys / LOOKS)));
      long begun = System.nanoTime();
      boolean found;
      if (byProbe) {
        Probe probe = Probe.get(directory, key);
        found = probe.value().isPresent();
        read += probe.segmentsRead();
        skipped += probe.segmentsSkipped();
      } else {
        try (SegmentedStore store = SegmentedStore.openReadOnly(directory)) {
          found = store.get(key).isPresent();
        }
      }
      millis[i] = (System.nanoTime() - begun) / 1e6;
      assert found == sign > 0;
    }

    Object[] row() {
      return WhereFiltersHelp.row(
          name, mean(read), mean(skipped), "%.1f".formatted(median(millis)));
    }

    private String mean(double sum) {
      return byProbe ? "%.1f".formatted(sum / LOOKS) : "";
    }
  }

  // ---- what all of them need ----

  /** Settings under which this program's keys fill so many segments, to the last byte or nearly. */
  private static Options options(int segments, int bits) {
    return Options.DEFAULTS
        .with()
        .syncPolicy(SyncPolicy.never())
        .segmentBytes((long) keys / segments * RECORD_BYTES + 100)
        .filterBitsPerKey(bits)
        .backgroundCompaction(false)
        .build();
  }

  private static void put(SegmentedStore store, int first, int count) throws IOException {
    byte[] value = new byte[VALUE_BYTES];
    for (int i = first; i < first + count; i += 500) {
      Batch batch = new Batch();
      for (int j = i; j < i + 500; j++) {
        batch.put(key(j), value);
      }
      store.write(batch);
    }
  }

  private static byte[] key(long number) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(number * 31)
        .putLong(number)
        .array();
  }

  private static long hash(long number) {
    return KeyHash.of(key(number));
  }

  private static long count(long[] hashes, LongPredicate question) {
    long count = 0;
    for (long hash : hashes) {
      count += question.test(hash) ? 1 : 0;
    }
    return count;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, share < 0.001 ? "%.4f %%" : "%.3g %%", 100 * share);
  }

  private static Object[] both(String what, double[] nanos) {
    return row(what, "%.0f".formatted(nanos[0]), "%.0f".formatted(nanos[1]));
  }

  private static Object[] row(Object... cells) {
    return cells;
  }

  private static void table(String name, String what, Object[] columns, List<Object[]> rows)
      throws IOException {
    System.out.printf("%s%n  %s%n", what, line(columns, " | "));
    rows.forEach(row -> System.out.println("  " + line(row, " | ")));
    if (tables != null) {
      String json = "{\"what\": %s,%n \"how\": %s,%n \"machine\": %s,%n \"date\": %s,%n"
              .formatted(
                  quoted(what),
                  quoted("java -cp solution/target/classes"
                      + " solution/src/examples/java/WhereFiltersHelp.java " + keys),
                  quoted("%d processors, %s, Java %d"
                      .formatted(
                          Runtime.getRuntime().availableProcessors(),
                          System.getProperty("os.name"),
                          Runtime.version().feature())),
                  quoted(LocalDate.now()))
          + " \"columns\": %s,%n \"rows\": [%n  %s]}%n"
              .formatted(
                  json(columns),
                  rows.stream().map(WhereFiltersHelp::json).collect(Collectors.joining(",\n  ")));
      Files.write(tables.resolve(name + ".json"), json.getBytes(UTF_8));
    }
  }

  private static String json(Object[] cells) {
    return Arrays.stream(cells)
        .map(WhereFiltersHelp::quoted)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String quoted(Object cell) {
    return cell instanceof Number ? cell.toString() : '"' + cell.toString() + '"';
  }

  private static String line(Object[] cells, String between) {
    return Arrays.stream(cells).map(Object::toString).collect(Collectors.joining(between));
  }

  private static void delete(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
