package logkv.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import logkv.peers.report.Journal;
import logkv.peers.report.Results;

/** Where and with what was measured, and so all that {@link Results} does not know by itself. */
final class Report {
  private Report() {}

  static Results of(Plan plan, Journal journal, String[] args) throws IOException {
    List<String> settings = new ArrayList<>();
    plan.peers().forEach(peer -> settings.add(peer.title() + ": " + peer.settings()));
    for (int keys : plan.sizes()) {
      settings.add("every trial of %,d keys: java %s, the collector that Java chooses"
          .formatted(keys, String.join(" ", Child.heap(keys))));
    }
    String options = args.length == 0 ? "" : " -Dpeers=\"" + String.join(" ", args) + "\"";
    return new Results(
        journal,
        plan.sizes().get(0),
        machine(plan.out()),
        LocalDate.now().toString(),
        "./mvnw -q -Ppeers -pl solution test" + options,
        settings);
  }

  private static String machine(Path out) throws IOException {
    return "%d processors%s, %s %s, %s, Java %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            processor(),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            Files.getFileStore(out).type(),
            System.getProperty("java.version"));
  }

  /** What Linux calls it; elsewhere nothing. */
  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.exists(info)) {
      return "";
    }
    try (Stream<String> lines = Files.lines(info, StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> " (" + line.substring(line.indexOf(':') + 2) + ")")
          .orElse("");
    }
  }
}
