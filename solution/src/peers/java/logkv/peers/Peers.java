package logkv.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import logkv.peers.engine.Peer;
import logkv.peers.report.Figure;
import logkv.peers.report.Journal;

/**
 * Our store beside others, and beside what the file alone costs.
 *
 * <pre>
 *   ./mvnw -q -Ppeers -pl solution test -Dpeers="--engines logkv,rocksdb --rounds 5"
 * </pre>
 *
 * <p>Rounds are interleaved: the trials of one part by all engines follow each other, so what else the
 * machine does hits all of them alike, and each round begins with another engine. Every trial has a
 * process of its own, with the same flags. What a trial measured is kept at once, and a run that was
 * broken off goes on where it was.
 */
public final class Peers {
  private static final long LIMIT_SECONDS = 240; // of a trial; what takes longer is left out
  private static final long BYTES_PER_KEY = 2_000; // of disk that a trial may need at most

  private final Plan plan;
  private final Journal journal;
  private final Path trials; // nobody else's: only this is ever deleted
  private final Map<String, Double> seconds = new HashMap<>();
  private volatile boolean ending;

  private Peers(Plan plan, Journal journal, Path trials) {
    this.plan = plan;
    this.journal = journal;
    this.trials = trials;
  }

  /** Exit status: 0, 1 if a trial of our store failed, 2 if nothing could be measured like this. */
  public static void main(String[] args) throws Exception {
    if (List.of(args).contains("-h") || List.of(args).contains("--help")) {
      System.out.print(Plan.HELP);
      return;
    }
    try {
      Plan plan = Plan.parse(args, Path.of("target", "peers"));
      Peers peers = prepare(plan);
      peers.run();
      System.out.println(Report.of(plan, peers.journal, args).write(plan.out()));
      if (peers.journal.problems().stream().anyMatch(of -> of.startsWith(Peer.LOGKV.name()))) {
        System.err.println("a trial of LogKV failed; the report says why");
        System.exit(1);
      }
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private static Peers prepare(Plan plan) throws IOException {
    Files.createDirectories(plan.out());
    Path file = plan.out().resolve("figures.jsonl");
    if (plan.fresh()) {
      Files.deleteIfExists(file);
    }
    Journal journal = new Journal(file, Build.of(plan));
    Path trials = Files.createTempDirectory(plan.out(), "trials-");
    Peers peers = new Peers(plan, journal, trials);
    Runtime.getRuntime().addShutdownHook(new Thread(peers::end));
    return peers;
  }

  /** Whoever ends this process ends the trial that is running, too. */
  private void end() {
    ending = true;
    List<ProcessHandle> running = ProcessHandle.current().descendants().toList();
    running.forEach(ProcessHandle::destroyForcibly);
    running.forEach(process -> process.onExit().join());
    try {
      Disk.delete(trials);
    } catch (IOException | UncheckedIOException e) {
      System.err.println(trials + " was not deleted: " + e);
    }
  }

  private void run() throws IOException, InterruptedException {
    List<Plan.Step> left = new ArrayList<>();
    for (Plan.Step step : plan.steps()) {
      if (!journal.hasDone(name(step))) {
        left.add(step);
      }
    }
    requireDisk(left);
    int there = plan.steps().size() - left.size();
    if (there > 0) {
      System.err.printf("%d trials are there already; --fresh would begin anew%n", there);
    }
    for (int i = 0; i < left.size() && !ending; i++) {
      Plan.Step step = left.get(i);
      System.err.printf(
          "%d of %d, about %s left: %s%n",
          i + 1, left.size(), minutes(left.subList(i, left.size())), name(step));
      long begin = System.nanoTime();
      run(step);
      seconds.put(kind(step), (System.nanoTime() - begin) / 1e9);
    }
  }

  /** @throws IllegalStateException if the largest of these has no room */
  private void requireDisk(List<Plan.Step> steps) throws IOException {
    long most = steps.stream().mapToLong(Plan.Step::keys).max().orElse(0);
    if (Files.getFileStore(trials).getUsableSpace() < most * BYTES_PER_KEY) {
      throw new IllegalStateException("%,d keys need %,d MB of free disk; --sizes asks for fewer"
          .formatted(most, most * BYTES_PER_KEY / 1_000_000));
    }
  }

  private void run(Plan.Step step) throws IOException, InterruptedException {
    Path data = Files.createTempDirectory(trials, "");
    List<String> arguments = new ArrayList<>(List.of(
        step.peer().name(),
        step.part().name(),
        "" + step.keys(),
        "" + step.round(),
        "" + plan.seconds(),
        data.toString()));
    if (step.brief()) {
      arguments.add("brief");
    }
    try {
      List<Figure> figures = new ArrayList<>();
      for (String line : Child.run(step.keys(), arguments, data, LIMIT_SECONDS)) {
        figures.add(Figure.fromJson(line));
      }
      journal.done(name(step), figures);
    } catch (Child.Ended e) { // as was this process, or will be: that is no fault of the engine
      System.err.println("  " + e.getMessage());
      System.exit(e.status);
    } catch (IOException e) {
      if (!ending) {
        System.err.println("  left out: " + e.getMessage());
        journal.failed(name(step), e.getMessage());
      }
    }
    if (!ending) {
      Disk.delete(data);
    }
  }

  private String name(Plan.Step step) {
    return kind(step) + " " + step.round();
  }

  private static String kind(Plan.Step step) {
    return step.peer() + " " + step.part() + " " + step.keys();
  }

  /** How long those steps will take, if they do as they or the others did before. */
  private String minutes(List<Plan.Step> steps) {
    double mean =
        seconds.values().stream().mapToDouble(Double::doubleValue).average().orElse(12);
    double sum = 0;
    for (Plan.Step step : steps) {
      sum += seconds.getOrDefault(kind(step), mean);
    }
    return "%.0f minutes".formatted(Math.ceil(sum / 60));
  }
}
