package logkv.course.run;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is worth reading in jqwik's report about a property that failed: the smallest case that it
 * found, and the seed. The rest repeats the failure or tells how jqwik was set up.
 */
final class SmallestCase {
  private static final Pattern SEED = Pattern.compile("(?m)^seed = (\\S+)");
  private static final int MOST_LINES = 20;

  private SmallestCase() {}

  /** Finds it in {@code report}; nothing if that holds no case, as when a test is no property. */
  static Optional<String> in(String report) {
    List<String> lines = report.lines().toList();
    int heading = Math.max(lineOf("Shrunk Sample", lines), lineOf("Sample", lines));
    heading = heading < 0 ? lineOf("Original Sample", lines) : heading;
    if (heading < 0) {
      return Optional.empty();
    }
    Matcher seed = SEED.matcher(report);
    StringBuilder text = new StringBuilder("The smallest case that fails");
    text.append(seed.find() ? " (seed " + seed.group(1) + "):" : ":");
    lines.stream()
        .skip(heading + 2) // the heading and the line under it
        .takeWhile(line -> !line.isBlank())
        .limit(MOST_LINES)
        .forEach(line -> text.append('\n').append(line));
    return Optional.of(text.toString());
  }

  private static int lineOf(String heading, List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(heading)) {
        return i;
      }
    }
    return -1;
  }
}
