import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.DSYNC;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What it costs on this disk to make a record of 128 bytes durable, in several ways. In each
 * round every way makes 20 appends, and the first round is not counted. The argument is the number of
 * rounds; 3 if there is none.
 */
public class ForceCosts {
  private static final int APPENDS = 20; // a way in a round
  private static final int BYTES = 128;

  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length == 0 ? 3 : Integer.parseInt(arguments[0]);
    Path directory = Files.createTempDirectory("force");
    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put("write only", new Way(directory, 0, false, FileChannel::size));
    ways.put("write, force(false)", new Way(directory, 0, false, forced(false)));
    ways.put("write, force(true)", new Way(directory, 0, false, forced(true)));
    ways.put("write to a file opened with DSYNC", new Way(directory, 0, true, FileChannel::size));
    ways.put("overwrite, force(false)", new Way(directory, rounds * APPENDS, false, forced(false)));
    ways.put("two files, each forced", new Way(directory, 0, false, alsoForced(directory)));
    for (int round = 0; round < rounds; round++) {
      for (Way way : ways.values()) {
        way.run(round > 0);
      }
    }
    System.out.println("way                                 per second   median us   p99 us");
    ways.forEach((name, way) -> System.out.println("%-34s %s".formatted(name, way.figures())));
  }

  private static Durable forced(boolean metadata) {
    return channel -> channel.force(metadata);
  }

  /** A second file, as a write-ahead log in front of the first would be. */
  private static Durable alsoForced(Path directory) throws IOException {
    FileChannel ahead = FileChannel.open(directory.resolve("ahead.log"), CREATE, WRITE);
    return channel -> {
      ahead.write(ByteBuffer.allocate(BYTES), ahead.size());
      ahead.force(false);
      channel.force(false);
    };
  }

  /** What is done after each write. */
  private interface Durable {
    void make(FileChannel channel) throws IOException;
  }

  private static final class Way {
    private final FileChannel channel;
    private final Durable durable;
    private final ByteBuffer record = ByteBuffer.allocateDirect(BYTES);
    private long[] nanos = {};
    private long end;

    Way(Path directory, int preallocated, boolean dsync, Durable durable) throws IOException {
      Set<OpenOption> options = dsync ? Set.of(CREATE, WRITE, DSYNC) : Set.of(CREATE, WRITE);
      this.channel = FileChannel.open(Files.createTempFile(directory, "way", ".log"), options);
      this.durable = durable;
      if (preallocated > 0) {
        channel.write(ByteBuffer.allocate(preallocated * BYTES), 0);
        channel.force(true);
      }
    }

    void run(boolean counted) throws IOException {
      long[] times = new long[APPENDS];
      for (int i = 0; i < APPENDS; i++) {
        long start = System.nanoTime();
        end += channel.write(record.clear(), end);
        durable.make(channel);
        times[i] = System.nanoTime() - start;
      }
      if (counted) {
        nanos = Arrays.copyOf(nanos, nanos.length + APPENDS);
        System.arraycopy(times, 0, nanos, nanos.length - APPENDS, APPENDS);
      }
    }

    String figures() {
      Arrays.sort(nanos);
      double perSecond = nanos.length * 1e9 / Arrays.stream(nanos).sum();
      return "%,12.0f %11.1f %8.0f"
          .formatted(
              perSecond, nanos[nanos.length / 2] / 1e3, nanos[nanos.length * 99 / 100] / 1e3);
    }
  }
}
