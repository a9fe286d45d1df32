package logkv.segmented;

import static java.nio.charset.StandardCharsets.UTF_8;
import static logkv.segmented.TestStores.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process is killed while three of its threads write and its store compacts by itself. It says
 * what was acknowledged through a pipe.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KilledProcessTest {
  /** {@code -Dlogkv.kills=1000} kills more often than an ordinary build has time for. */
  private static final int KILLS = Integer.getInteger("logkv.kills", 10);

  private static final int WRITERS = 3;
  private static final Options SMALL = Options.DEFAULTS
      .with()
      .segmentBytes(2_000)
      .snapshotEveryBytes(5_000)
      .syncPolicy(SyncPolicy.never()) // a killed process loses nothing under any policy
      .build();

  @TempDir
  Path temporary;

  private final int[] acknowledged = new int[WRITERS];

  @Test
  void what_was_acknowledged_is_there_however_often_the_process_is_killed() throws Exception {
    Random random = new Random(1);
    long all = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      all += writeUntilKilled(1 + random.nextInt(400));
      try (SegmentedStore store = SegmentedStore.open(directory(), SMALL)) {
        for (int writer = 0; writer < WRITERS; writer++) {
          int found = number(store, "key " + writer);
          assertThat(found)
              .as("key of thread %d after kill %d", writer, kill)
              .isBetween(acknowledged[writer], acknowledged[writer] + 1);
          assertThat(number(store, "pair " + writer))
              .as("the other half of the batch of thread %d after kill %d", writer, kill)
              .isEqualTo(found);
          acknowledged[writer] = found;
        }
        assertThat(store.verify().isClean()).isTrue();
      }
    }
    System.out.println("Killed %d times, after %,d acknowledgements".formatted(KILLS, all));
    assertThat(all).isGreaterThan(KILLS);
  }

  /** Returns how many writes were acknowledged. */
  private long writeUntilKilled(int enough) throws Exception {
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            directory().toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    long count = 0;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ");
        if (words.length == 3) { // else the kill came in the middle of the line
          int writer = Integer.parseInt(words[0]);
          acknowledged[writer] = Math.max(acknowledged[writer], Integer.parseInt(words[1]));
          count++;
        }
        if (count == enough) { // Process.destroyForcibly would close the pipe with what is in it
          process.toHandle().destroyForcibly();
        }
      }
    } finally {
      process.toHandle().destroyForcibly();
      process.waitFor();
    }
    return count;
  }

  private Path directory() {
    return temporary.resolve("store");
  }

  private static int number(SegmentedStore store, String key) throws IOException {
    return store
        .get(bytes(key))
        .map(value -> Integer.parseInt(new String(value, UTF_8)))
        .orElse(0);
  }

  /** Goes on where the one before was killed, and says so: thread, number, end. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws IOException {
      PrintStream out = System.out;
      SegmentedStore store = SegmentedStore.open(Path.of(arguments[0]), SMALL);
      for (int writer = 0; writer < WRITERS; writer++) {
        int name = writer;
        int first = 1 + number(store, "key " + writer);
        new Thread(() -> write(store, name, first, out)).start();
      }
    }

    private static void write(SegmentedStore store, int name, int first, PrintStream out) {
      try {
        for (int number = first; ; number++) {
          byte[] value = bytes("" + number);
          store.write(
              new Batch().put(bytes("key " + name), value).put(bytes("pair " + name), value));
          synchronized (out) {
            out.print(name + " " + number + " .\n");
            out.flush();
          }
        }
      } catch (IOException e) {
        e.printStackTrace();
        System.exit(1);
      }
    }
  }
}
