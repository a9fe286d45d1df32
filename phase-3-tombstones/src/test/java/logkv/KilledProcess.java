package logkv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A real process that works on a store until it is killed, without a warning and for good.
 *
 * <p>Step after step it does the same work on every run and says on its standard output which step it
 * has finished. Whoever kills it knows from that what the store has promised.
 */
final class KilledProcess {
  private static final int KEYS = 7;

  private KilledProcess() {}

  /** What the process does. */
  enum Work {
    PUTS,
    PUTS_AND_DELETES;

    /** Step number {@code n}, counted from 1. */
    void step(KeyValueStore store, int n) throws IOException {
      String key = "key " + n % KEYS;
      if (this == PUTS_AND_DELETES && n % 3 == 0) {
        store.delete(key);
      } else {
        store.put(key, "value " + n);
      }
    }

    /** What a store holds after the first {@code steps} steps. */
    Map<String, String> after(int steps) throws IOException {
      try (InMemoryStore store = new InMemoryStore()) {
        for (int n = 1; n <= steps; n++) {
          step(store, n);
        }
        return contents(store);
      }
    }
  }

  /** Returns all that {@code store} holds. */
  static Map<String, String> contents(KeyValueStore store) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (String key : store.keys()) {
      store.get(key).ifPresent(value -> contents.put(key, value));
    }
    return contents;
  }

  /**
   * Starts a process that goes on with the work behind step {@code done}, and kills it when it has
   * finished {@code more} further steps, or a few more.
   *
   * @return the last step that it said it had finished
   */
  static int killAfter(Work work, Path directory, int done, int more)
      throws IOException, InterruptedException {
    Path complaints = Files.createTempFile("killed-process", ".txt");
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-cp",
            whereIs(KilledProcess.class)
                + System.getProperty("path.separator")
                + whereIs(LogStore.class),
            KilledProcess.class.getName(),
            work.name(),
            directory.toString(),
            String.valueOf(done))
        .redirectError(complaints.toFile())
        .start();
    try (BufferedReader output = process.inputReader(UTF_8)) {
      int finished = lastStep(output, done, done + more);
      if (finished < done + more) {
        throw new AssertionError("The process ended by itself after step " + finished
            + " and said:\n" + Files.readString(complaints));
      }
      process
          .toHandle()
          .destroyForcibly(); // the other destroyForcibly would close the pipe as well
      return lastStep(output, finished, Integer.MAX_VALUE);
    } finally {
      process.toHandle().destroyForcibly();
      process.waitFor();
      Files.delete(complaints);
    }
  }

  /** Reads what the process says until it has finished step {@code enough}, or says no more. */
  private static int lastStep(BufferedReader output, int finished, int enough) throws IOException {
    String line;
    while (finished < enough && (line = output.readLine()) != null) {
      if (line.endsWith(" done")) { // the last line may be cut short
        finished = Integer.parseInt(line.substring(0, line.indexOf(' ')));
      }
    }
    return finished;
  }

  private static String whereIs(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The process itself: works until it is killed. */
  public static void main(String[] arguments) throws IOException {
    Work work = Work.valueOf(arguments[0]);
    PrintStream output = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    LogStore store = LogStore.open(Path.of(arguments[1])); // never closed: it will be killed
    for (int n = Integer.parseInt(arguments[2]) + 1; ; n++) {
      work.step(store, n);
      output.println(n + " done");
    }
  }
}
