package logkv.grading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import logkv.course.Course;
import logkv.course.Phase;
import logkv.grading.museum.Sources;

/**
 * Right stores that are not like the answers: whoever loses a point with one of them was asked for
 * something that nobody promised.
 *
 * <p>Two of them stand in {@code src/test/resources/strangers}, each as one text for all phases. In it
 * {@code @PHASE@} is the number of the phase, and a line that ends in {@code //>=4} or {@code //<4} is
 * there in these phases only.
 */
final class Strangers {
  static final List<String> WRITTEN = List.of("one-class", "two-channels");
  static final String RENAMED = "renamed";

  private static final Pattern ONLY_IN = Pattern.compile(".* //(>=|<)([0-9])");
  private static final Map<String, Integer> SINCE =
      Map.of("logkv/LogStore.java", 2, "logkv/CompactionPolicy.java", 4, "logkv/log/Told.java", 5);

  private Strangers() {}

  /** The store {@code name} in every phase. */
  static Map<Phase, SortedMap<String, String>> written(String name, Course course)
      throws IOException {
    Path folder = Path.of("src/test/resources/strangers").resolve(name);
    SortedMap<String, String> texts = Sources.in(folder);
    Map<Phase, SortedMap<String, String>> phases = new HashMap<>();
    for (Phase phase : course.phases()) {
      SortedMap<String, String> of = new TreeMap<>();
      texts.forEach((file, text) -> {
        if (phase.number() >= SINCE.getOrDefault(file, 1)) {
          of.put(file, of(phase.number(), text));
        }
      });
      phases.put(phase, of);
    }
    return phases;
  }

  private static String of(int phase, String text) {
    StringBuilder lines = new StringBuilder();
    for (String line : text.split("\n")) {
      Matcher only = ONLY_IN.matcher(line);
      if (!only.matches() || only.group(1).equals("<") == phase < Integer.parseInt(only.group(2))) {
        lines.append(line).append('\n');
      }
    }
    return lines.toString().replace("@PHASE@", String.valueOf(phase));
  }

  /** The answers with other names inside, other words in exceptions, and other maps. */
  static Map<Phase, SortedMap<String, String>> renamed(Course course) throws IOException {
    Map<Phase, SortedMap<String, String>> phases = new HashMap<>();
    for (Phase phase : course.phases()) {
      SortedMap<String, String> texts = new TreeMap<>();
      Sources.right(course, phase)
          .forEach((file, text) -> texts.put(file.replace("Compactor", "Sweeper"), renamed(text)));
      phases.put(phase, texts);
    }
    return phases;
  }

  private static String renamed(String text) {
    return text.replace("Compactor", "Sweeper")
        .replace("requireOpen", "stop")
        .replace("rewriteLog", "sweep")
        .replace("the store is closed", "over")
        .replace("an earlier write failed", "out of order")
        .replace("import java.util.HashMap;", "import java.util.concurrent.ConcurrentHashMap;")
        .replace("new HashMap<>", "new ConcurrentHashMap<>");
  }
}
