package logkv.grading.alike;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import logkv.course.CourseException;
import logkv.grading.score.PromiseResult;

/**
 * How every wrong store of the museum behaves, written down: a text that {@code
 * ProveHidden} makes.
 *
 * <pre>
 *   # comments
 *   torn-tail-kept
 *     5.torn | A torn last record is not cut off as promised. [] cut the file where ...
 * </pre>
 *
 * <p>A promise stands there more than once if its words differ from seed to seed.
 *
 * @param byExhibit words by the ids of the promises, by the names of the exhibits
 */
public record Traces(Map<String, Map<String, Set<String>>> byExhibit) {
  private static final double ALIKE = 0.95;
  private static final double CLEARLY = 0.1;

  /** Nothing is known yet. */
  public static Traces empty() {
    return new Traces(new TreeMap<>());
  }

  /** Reads {@code file}; without it nothing is known. */
  static Traces read(Path file) throws IOException {
    Traces traces = empty();
    if (!Files.exists(file)) {
      return traces;
    }
    String exhibit = null;
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      String text = line.strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      if (!line.startsWith(" ")) {
        exhibit = text;
        continue;
      }
      int bar = text.indexOf(" | ");
      if (exhibit == null || bar < 0) {
        throw new CourseException(
            "%s, line %d: neither the name of an exhibit nor a promise | words"
                .formatted(file, number));
      }
      traces.add(exhibit, text.substring(0, bar), text.substring(bar + 3));
    }
    return traces;
  }

  /** Drops what is known of {@code exhibit}. */
  public void forget(String exhibit) {
    byExhibit.remove(exhibit);
  }

  /** Adds what {@code exhibit} was seen to do. */
  public void add(String exhibit, List<PromiseResult> results) {
    add(exhibit, Trace.of(results));
  }

  void add(String exhibit, Trace trace) {
    trace.words().forEach((promise, words) -> add(exhibit, promise, words));
  }

  private void add(String exhibit, String promise, String words) {
    byExhibit
        .computeIfAbsent(exhibit, name -> new TreeMap<>())
        .computeIfAbsent(promise, id -> new TreeSet<>())
        .add(words);
  }

  /** Writes it down, with {@code comment} above. */
  public void write(Path file, String comment) throws IOException {
    List<String> lines = new ArrayList<>();
    comment.lines().map(line -> "# " + line).forEach(lines::add);
    byExhibit.forEach((exhibit, promises) -> {
      lines.add("");
      lines.add(exhibit);
      promises.forEach(
          (promise, all) -> all.forEach(words -> lines.add("  " + promise + " | " + words)));
    });
    Files.write(file, lines);
  }

  /**
   * The names of those of {@code exhibits} that behave most like {@code trace}, if they do so clearly
   * enough; more than one if these cannot be told apart.
   */
  List<String> alike(Trace trace, List<String> exhibits) {
    TreeMap<Double, List<String>> ranked = new TreeMap<>();
    for (String exhibit : exhibits) {
      double likeness = likeness(trace, byExhibit.getOrDefault(exhibit, Map.of()));
      if (likeness >= ALIKE) {
        ranked.computeIfAbsent(likeness, key -> new ArrayList<>()).add(exhibit);
      }
    }
    List<String> best = new ArrayList<>();
    if (!ranked.isEmpty()) {
      ranked.tailMap(ranked.lastKey() - CLEARLY).values().forEach(best::addAll);
    }
    return best;
  }

  /** 1 if the same promises are broken in the same words, 0 if none is. */
  private static double likeness(Trace trace, Map<String, Set<String>> known) {
    Set<String> all = new TreeSet<>(known.keySet());
    all.addAll(trace.words().keySet());
    double same = 0;
    for (String promise : all) {
      String words = trace.words().get(promise);
      Set<String> seen = known.getOrDefault(promise, Set.of());
      if (words != null && !seen.isEmpty()) {
        same += seen.contains(words) ? 1 : 0.5;
      }
    }
    return all.isEmpty() ? 0 : same / all.size();
  }
}
