package logkv.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import logkv.peers.data.Data;
import logkv.peers.data.Expected;
import logkv.peers.engine.Engine;
import logkv.peers.engine.Peer;
import logkv.peers.engine.Setup;
import logkv.peers.report.Figure;
import logkv.peers.report.Latency;
import logkv.peers.report.Measure;

/**
 * One part of the comparison with one engine, in a process of its own: what {@link Peers} starts.
 *
 * <p>Figures come as lines of JSON on standard output, all of them at the end, and only if everything
 * that was written has been read back and was right. Before the clock runs the same code works on a
 * smaller store, so that it is compiled.
 */
final class Trial {
  static final int VALUE_BYTES = 100;
  private static final int BATCH =
      10_000; // of what is put untimed; smaller ones cost Xodus minutes
  private static final int MOST_VERIFIED = 1_000_000;
  private static final int MOST_VERIFIED_SLOWLY = 100_000;

  final Peer peer;
  final int keys;
  /** How long a loop without a certain end runs. */
  final double seconds;

  private final int round;
  private final Path directory;
  private final PrintStream toParent;
  private final List<Figure> figures = new ArrayList<>();

  /** What says that {@link #killed} may kill. */
  private static final String WRITTEN = "written";

  /** What runs in one process. */
  private interface Work {
    void run(Trial trial) throws Exception;
  }

  private Trial(
      Peer peer, int keys, int round, double seconds, Path directory, PrintStream toParent) {
    this.peer = peer;
    this.keys = keys;
    this.round = round;
    this.seconds = seconds;
    this.directory = directory;
    this.toParent = toParent;
  }

  /** Arguments: the engine, the part, how many keys, the round, seconds, the directory, what else. */
  public static void main(String[] args) {
    try {
      measure(args);
      Runtime.getRuntime().halt(0); // whatever threads an engine has left
    } catch (Throwable e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private static void measure(String[] args) throws Exception {
    PrintStream toParent = System.out;
    System.setOut(System.err); // where engines may talk
    Trial trial = new Trial(
        Peer.valueOf(args[0]),
        Integer.parseInt(args[2]),
        Integer.parseInt(args[3]),
        Double.parseDouble(args[4]),
        Path.of(args[5]),
        toParent);
    work(args[1], Arrays.asList(args)).run(trial);
    trial.figures.forEach(figure -> trial.toParent.println(figure.toJson()));
    trial.toParent.flush();
  }

  private static Work work(String part, List<String> args) {
    if (part.equals("WRITE_AND_WAIT")) {
      return Opening::writeAndWait;
    }
    boolean onlyLoadAndGet = args.contains("brief");
    return switch (Peer.Part.valueOf(part)) {
      case BASICS -> trial -> new Basics(trial).run(onlyLoadAndGet);
      case YCSB -> trial -> new Ycsb(trial).run();
      case FORCED -> Forced::run;
      case OPEN -> Opening::run;
      case COMPACT -> Compacting::run;
      case LARGE -> LargeValues::run;
      case BATCH -> Batches::run;
    };
  }

  /** Tells the process that will kill this one, and waits for that. */
  void waitForKill() throws IOException {
    toParent.println(WRITTEN);
    toParent.flush();
    while (System.in.read() >= 0) {
      // nobody writes; the end comes if the other process is gone
    }
  }

  /**
   * Runs another trial with this one's arguments in a process of its own, and kills it once it waits for
   * that: in the midst of whatever its other threads do.
   */
  void killed(String part) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Child.java()));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Trial.class.getName()));
    command.addAll(List.of(peer.name(), part, "" + keys, "" + round, "" + seconds));
    command.add(directory.toString());
    Process child = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    try (BufferedReader said = child.inputReader()) {
      for (String line = ""; !WRITTEN.equals(line); line = said.readLine()) {
        if (line == null) {
          throw new IOException("the process that was to be killed ended by itself");
        }
      }
    } finally {
      child.destroyForcibly();
      child.waitFor();
    }
  }

  /** Opens an engine that forces nothing, in a directory of this name that is new. */
  Engine open(String name) throws Exception {
    return peer.open(setup(name));
  }

  /** The ordinary setup, with a directory of this name, which is made if there is none. */
  Setup setup(String name) throws IOException {
    return setup(name, VALUE_BYTES, false, false);
  }

  Setup setup(String name, int valueBytes, boolean forced, boolean keepsDead) throws IOException {
    Path own = Files.createDirectories(directory.resolve(name));
    long room = valueBytes > VALUE_BYTES ? LargeValues.COUNT : keys + keys / 4 + 200_000L;
    return new Setup(own, room, valueBytes, forced, keepsDead);
  }

  void report(Measure measure, double value) {
    report(measure, value, false, Optional.empty());
  }

  /** For a loop that was to do so many calls, and perhaps did not. */
  void report(Measure measure, Loop loop) {
    report(measure, loop.perSecond(), loop.cut(), Loop.latency(List.of(loop)));
  }

  /** For loops that ran for a time. */
  void report(Measure measure, List<Loop> loops) {
    report(measure, Loop.perSecond(loops), false, Loop.latency(loops));
  }

  void report(Measure measure, double value, boolean cut, Optional<Latency> latency) {
    figures.add(new Figure(peer.title(), measure, keys, round, value, cut, latency));
  }

  /** Reads what is there: every key, or every n-th if there are more than there is time for. */
  void verify(Expected expected, Engine engine) throws Exception {
    int most = peer.isSlow() ? MOST_VERIFIED_SLOWLY : MOST_VERIFIED;
    expected.verify(engine::get, Math.max(1, keys / most));
  }

  /** Puts the keys from 0 to {@code count} - 1, in batches if the engine has them. */
  static void fill(Engine engine, Data data, long from, long count, long version) throws Exception {
    List<byte[]> keys = new ArrayList<>();
    List<byte[]> values = new ArrayList<>();
    try {
      for (long number = from; number < count; number++) {
        keys.add(Data.key(number, data.newKey()));
        values.add(data.value(number, version, data.newValue()));
        if (keys.size() == BATCH || number == count - 1) {
          engine.batch(keys, values);
          keys.clear();
          values.clear();
        }
      }
    } catch (UnsupportedOperationException e) {
      byte[] key = data.newKey();
      byte[] value = data.newValue();
      for (long number = from; number < count; number++) {
        engine.put(Data.key(number, key), data.value(number, version, value));
      }
    }
  }
}
