import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import logkv.segmented.Options;
import logkv.segmented.SegmentedStore;
import logkv.segmented.Stats;
import logkv.segmented.format.RecordFormat;
import logkv.segmented.format.SegmentHeader;
import logkv.segmented.format.SegmentScan;

/**
 * Group commit, measured: how many puts a second are durable when 1, 8 and 32 threads put, how long
 * one takes, and how many share a force. Beside them, one thread appends to a file and forces it.
 *
 * <p>How many share a force can be read in the log afterwards: the first record that is written after
 * a force carries a flag, the witness, so there are as many groups as witnesses.
 *
 * <p>Arguments: how many rounds, and how many milliseconds each part of a round takes, 3 and 50
 * unless said otherwise; and a directory to write the table to, as a JSON file. The stores are where
 * {@code -Djava.io.tmpdir} says: if that is in memory, a force costs nothing.
 */
public class GroupsOfWriters {
  private static final byte[] VALUE = new byte[100];
  private static final int RECORD_BYTES = RecordFormat.HEADER_BYTES + Long.BYTES + VALUE.length;

  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    long nanos = 1_000_000L * (arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50);
    Path directory = Files.createTempDirectory("groups");
    List<Crew> crews = new ArrayList<>();
    crews.add(new BareFile(directory.resolve("bare")));
    for (int writers : new int[] {1, 8, 32}) {
      crews.add(new Writers(directory.resolve("store " + writers), writers));
    }
    for (int round = -1; round < rounds; round++) { // one to warm up
      for (Crew crew : crews) { // in turns, so that all meet the same weather
        crew.play(nanos, round < 0);
      }
    }
    for (Crew crew : crews) {
      crew.close();
    }
    print(crews, nanos / 1e9, arguments.length > 2 ? Path.of(arguments[2]) : null);
    assert crews.get(1).group() == 1 : "who is alone shares with nobody";
    double group = crews.get(3).group();
    assert 1 <= group && group <= 32 : "32 writers in groups of " + group;
  }

  /** Some threads that make something durable, again and again. */
  private abstract static class Crew {
    private final String name;
    private final ExecutorService threads;
    private final int count;
    private final List<long[]> times = new ArrayList<>(); // of one thread in one round
    private final List<Long> rounds = new ArrayList<>(); // how many puts

    Crew(String name, int count) {
      this.name = name;
      this.count = count;
      this.threads = Executors.newFixedThreadPool(count);
    }

    abstract void makeDurable(long number) throws IOException;

    abstract double group() throws IOException;

    void close() throws IOException {
      threads.shutdown();
    }

    void play(long nanos, boolean warmUp) throws Exception {
      long until = System.nanoTime() + nanos;
      List<Future<long[]>> results = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int thread = i;
        results.add(threads.submit(() -> timesOf(thread, until)));
      }
      long puts = 0;
      for (Future<long[]> result : results) {
        long[] found = result.get();
        puts += found.length;
        if (!warmUp) {
          times.add(found);
        }
      }
      if (!warmUp) {
        rounds.add(puts);
      }
    }

    private long[] timesOf(int thread, long until) throws IOException {
      LongStream.Builder found = LongStream.builder();
      long begun = System.nanoTime();
      for (long i = 0; begun < until; i++) {
        makeDurable(i * count + thread);
        long ended = System.nanoTime();
        found.add(ended - begun);
        begun = ended;
      }
      return found.build().toArray();
    }

    Object[] row(double seconds) throws IOException {
      long[] all = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
      return new Object[] {
        name,
        "%,.0f".formatted(rounds.stream().sorted().toList().get(rounds.size() / 2) / seconds),
        "%.0f".formatted(all[all.length / 2] / 1e3),
        "%.0f".formatted(all[(int) (all.length * 0.99)] / 1e3),
        "%.1f".formatted(group())
      };
    }
  }

  /** What the disk can do when nobody shares. */
  private static final class BareFile extends Crew {
    private final FileChannel file;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(RECORD_BYTES);

    BareFile(Path path) throws IOException {
      super("a file, 1 thread", 1);
      file = FileChannel.open(path, CREATE, WRITE);
    }

    @Override
    void makeDurable(long number) throws IOException {
      file.write(bytes.clear());
      file.force(false);
    }

    @Override
    double group() {
      return 1;
    }

    @Override
    void close() throws IOException {
      super.close();
      file.close();
    }
  }

  private static final class Writers extends Crew {
    private final Path directory;
    private final SegmentedStore store;
    private final List<String> segments = new ArrayList<>();

    Writers(Path directory, int count) throws IOException {
      super(count == 1 ? "the store, 1 writer" : "the store, %d writers".formatted(count), count);
      this.directory = directory;
      this.store = SegmentedStore.open(
          directory, Options.DEFAULTS.with().backgroundCompaction(false).build());
    }

    @Override
    void makeDurable(long number) throws IOException {
      store.put(ByteBuffer.allocate(Long.BYTES).putLong(number).array(), VALUE);
    }

    @Override
    void close() throws IOException {
      super.close();
      for (Stats.SegmentStats segment : store.stats().segments()) {
        segments.add(segment.file());
      }
      store.close();
    }

    /** How many puts there are in the log for each witness. */
    @Override
    double group() throws IOException {
      double puts = 0;
      long witnesses = 0;
      for (String name : segments) {
        Path segment = directory.resolve(name);
        try (FileChannel channel = FileChannel.open(segment, READ)) {
          ByteBuffer header = ByteBuffer.allocate(SegmentHeader.BYTES);
          channel.read(header);
          long nonce = SegmentHeader.decode(header.flip(), segment).nonce();
          SegmentScan scan =
              new SegmentScan(segment, channel, nonce, SegmentHeader.BYTES, channel.size());
          while (scan.next()) {
            if (scan.kind() == RecordFormat.PUT) {
              puts++;
              witnesses += scan.isWitness() ? 1 : 0;
            }
          }
        }
      }
      return puts / witnesses;
    }
  }

  private static void print(List<Crew> crews, double seconds, Path tables) throws IOException {
    Object[] columns = {
      "who", "durable puts a second", "median, µs", "99 %, µs", "puts that share a force"
    };
    List<Object[]> rows = new ArrayList<>();
    for (Crew crew : crews) {
      rows.add(crew.row(seconds));
    }
    System.out.println(Arrays.toString(columns));
    rows.forEach(row -> System.out.println(Arrays.toString(row)));
    if (tables != null) {
      String json = """
          {"what": "puts of 8 bytes of key and 100 of value; puts a second: the median of 25 rounds",
           "how": "java -cp solution/target/classes %s 25 200",
           "machine": "%d processors, %s, %s, Java %d",
           "date": "%s",
           "columns": %s,
           "rows": [
            %s]}
          """.formatted(
              "solution/src/examples/java/GroupsOfWriters.java",
              Runtime.getRuntime().availableProcessors(),
              System.getProperty("os.name"),
              Files.getFileStore(tables).type(),
              Runtime.version().feature(),
              LocalDate.now(),
              json(columns),
              rows.stream().map(GroupsOfWriters::json).collect(Collectors.joining(",\n  ")));
      Files.write(tables.resolve("group-commit.json"), json.getBytes(UTF_8));
    }
  }

  private static String json(Object[] cells) {
    return Arrays.stream(cells)
        .map(cell -> '"' + cell.toString() + '"')
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
