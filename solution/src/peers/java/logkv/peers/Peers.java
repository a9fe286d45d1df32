package logkv.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final Map<String, Double> seconds = new HashMap<>();

  private Peers(Plan plan, Journal journal) {
    this.plan = plan;
    this.journal = journal;
  }

  public static void main(String[] args) throws Exception {
    if (List.of(args).contains("-h") || List.of(args).contains("--help")) {
      System.out.print(Plan.HELP);
      return;
    }
    Plan plan = Plan.parse(args, Path.of("target", "peers"));
    Files.createDirectories(plan.out());
    Path file = plan.out().resolve("figures.jsonl");
    if (plan.fresh()) {
      Files.deleteIfExists(file);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(Peers::endTrial));
    Peers peers = new Peers(plan, new Journal(file));
    try {
      peers.run();
    } finally {
      Disk.delete(plan.out().resolve("data"));
    }
    System.out.println(Report.of(plan, peers.journal, args).write(plan.out()));
  }

  /** Whoever ends this process ends the trial that is running, too. */
  private static void endTrial() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }

  private void run() throws IOException, InterruptedException {
    List<Plan.Step> left = new ArrayList<>();
    for (Plan.Step step : plan.steps()) {
      if (!journal.knows(name(step))) {
        left.add(step);
      }
    }
    int there = plan.steps().size() - left.size();
    if (there > 0) {
      System.err.printf("%d trials are there already; --fresh would begin anew%n", there);
    }
    for (int i = 0; i < left.size(); i++) {
      Plan.Step step = left.get(i);
      System.err.printf(
          "%d of %d, about %s left: %s%n",
          i + 1, left.size(), minutes(left.subList(i, left.size())), name(step));
      long begin = System.nanoTime();
      run(step);
      seconds.put(kind(step), (System.nanoTime() - begin) / 1e9);
    }
  }

  private void run(Plan.Step step) throws IOException, InterruptedException {
    Path data = plan.out().resolve("data");
    Disk.delete(data);
    Files.createDirectories(data);
    if (Files.getFileStore(data).getUsableSpace() < step.keys() * BYTES_PER_KEY) {
      throw new IOException("%s needs %,d MB of free disk"
          .formatted(name(step), step.keys() * BYTES_PER_KEY / 1_000_000));
    }
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
    } catch (IOException e) {
      System.err.println("  left out: " + e.getMessage());
      journal.failed(name(step), e.getMessage());
    }
  }

  private String name(Plan.Step step) {
    return kind(step) + " " + step.round() + " " + plan.seconds();
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
