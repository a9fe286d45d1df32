package logkv.grading.inside;

import java.util.ArrayList;
import java.util.List;
import logkv.grading.bench.Broken;

/**
 * Tells a student what a promise was broken by, in the form of the crash kit's reports.
 *
 * <pre>
 *   A deleted key is back after the store was reopened.
 *   workload  put(tea, green), delete(tea), reopen, get(tea)  (shortened from 400 calls)
 *   expected  nothing
 *   came      green
 *   files     data.log 43 bytes
 * </pre>
 *
 * <p>At most {@value #MOST_LINES} lines, and the same on every run: no times, no addresses, no paths
 * of the machine.
 */
public final class Story {
  static final int MOST_LINES = 40;

  private static final int WIDTH = 88;
  private static final int MOST_OF_ONE = 6;
  private static final String LABEL = "%-9s %s";

  private final List<String> lines = new ArrayList<>();

  private Story(String sentence) {
    wrap(sentence, WIDTH + 10, 4).forEach(lines::add);
  }

  /** Begins with one sentence: what the store did not keep. */
  public static Story of(String sentence, Object... details) {
    return new Story(details.length == 0 ? sentence : sentence.formatted(details));
  }

  public Story workload(String calls) {
    return with("workload", calls);
  }

  public Story expected(String what, Object... details) {
    return with("expected", details.length == 0 ? what : what.formatted(details));
  }

  public Story came(String what, Object... details) {
    return with("came", details.length == 0 ? what : what.formatted(details));
  }

  public Story with(String label, String text) {
    String next = label;
    for (String part : wrap(text, WIDTH, MOST_OF_ONE)) {
      lines.add(LABEL.formatted(next, part).stripTrailing());
      next = "";
    }
    return this;
  }

  /** Adds a drawing as it is, below an empty line. */
  public Story drawing(List<String> drawn) {
    lines.add("");
    lines.addAll(drawn);
    return this;
  }

  /** Ends the story with what to look at. */
  public Broken hint(String hint, Object... details) {
    return new Broken(text(), details.length == 0 ? hint : hint.formatted(details));
  }

  String text() {
    if (lines.size() <= MOST_LINES) {
      return String.join("\n", lines);
    }
    return String.join("\n", lines.subList(0, MOST_LINES - 1)) + "\n...";
  }

  /** Breaks {@code text} at blanks; what is longer than {@code most} lines ends in three dots. */
  private static List<String> wrap(String text, int width, int most) {
    List<String> parts = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      String rest = line;
      while (rest.length() > width) {
        int blank = rest.lastIndexOf(' ', width);
        int end = blank > 0 ? blank : width;
        parts.add(rest.substring(0, end));
        rest = rest.substring(blank > 0 ? end + 1 : end);
      }
      parts.add(rest);
    }
    if (parts.size() > most) {
      List<String> shown = new ArrayList<>(parts.subList(0, most));
      shown.set(most - 1, shown.get(most - 1) + " ...");
      return shown;
    }
    return parts;
  }
}
