package logkv.grading.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a page that are not typed. They stand between two comments, which nobody sees on the
 * rendered page:
 *
 * <pre>
 *   &lt;!-- cut: solution/src/main/java/logkv/segmented/Grace.java leave --&gt;
 *   ```java
 *   ...
 *   ```
 *   &lt;!-- end cut --&gt;
 * </pre>
 *
 * @param all from top to bottom
 * @param problems markers that are no pair
 */
record Markers(List<Part> all, List<Problem> problems) {
  private static final Pattern BEGIN =
      Pattern.compile("(\\s*)<!-- *(cut|run|measured): *(.*?) *-->\\s*");
  private static final Pattern END = Pattern.compile("\\s*<!-- *end(?: +(\\w+))? *-->\\s*");

  Markers {
    all = List.copyOf(all);
    problems = List.copyOf(problems);
  }

  /**
   * One part.
   *
   * @param kind {@code cut}, {@code run} or {@code measured}
   * @param argument what the marker says behind the colon
   * @param indent in front of the marker, and of every line between the two
   * @param line of the first marker, counted from 1
   * @param body the lines between the markers, without the indent
   */
  record Part(String kind, String argument, String indent, int line, List<String> body) {
    Part {
      body = List.copyOf(body);
    }

    /** What stands in the listing between the markers, or everything if there is none. */
    String text() {
      List<String> lines = new ArrayList<>(body);
      while (!lines.isEmpty() && lines.get(0).isBlank()) {
        lines.remove(0);
      }
      while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
        lines.remove(lines.size() - 1);
      }
      boolean listing = lines.size() > 1 && Fence.opens(lines.get(0));
      return String.join("\n", listing ? lines.subList(1, lines.size() - 1) : lines);
    }

    /** The language of the fenced block; empty if there is no block, or it names none. */
    String language() {
      return body.stream()
          .filter(Fence::opens)
          .findFirst()
          .map(line -> line.strip().replaceFirst("^(`+|~+)", "").strip())
          .orElse("");
    }
  }

  /** A marker that does not fit. */
  record Problem(int line, String what) {}

  /** Finds the markers of {@code page}; those in a listing are part of the listing. */
  static Markers in(String page) {
    List<Part> parts = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    List<String> lines = page.lines().toList();
    Fence fence = new Fence();
    int at = 0;
    while (at < lines.size()) {
      String line = lines.get(at);
      boolean listing = fence.isInside(line);
      Matcher begin = BEGIN.matcher(line);
      if (!listing && begin.matches()) {
        int end = endOf(lines, at + 1);
        if (end < 0) {
          problems.add(new Problem(
              at + 1, "this marker has no end, <!-- end %s -->".formatted(begin.group(2))));
        } else {
          parts.add(part(begin, at, lines.subList(at + 1, end)));
          at = end;
        }
      } else if (!listing && END.matcher(line).matches()) {
        problems.add(new Problem(at + 1, "this marker ends nothing"));
      }
      at++;
    }
    return new Markers(parts, problems);
  }

  /** Returns the number of the line that ends a part, or -1 if another begins before. */
  private static int endOf(List<String> lines, int from) {
    Fence fence = new Fence();
    for (int i = from; i < lines.size(); i++) {
      if (!fence.isInside(lines.get(i))) {
        if (END.matcher(lines.get(i)).matches()) {
          return i;
        }
        if (BEGIN.matcher(lines.get(i)).matches()) {
          return -1;
        }
      }
    }
    return -1;
  }

  private static Part part(Matcher begin, int at, List<String> lines) {
    String indent = begin.group(1);
    List<String> body = lines.stream()
        .map(line -> line.startsWith(indent) ? line.substring(indent.length()) : line.strip())
        .toList();
    return new Part(begin.group(2), begin.group(3), indent, at + 1, body);
  }

  /** Returns {@code page} with other lines between the markers; null leaves a part as it is. */
  static String replaced(String page, Function<Part, List<String>> bodies) {
    List<String> lines = new ArrayList<>(List.of(page.split("\n", -1)));
    List<Part> parts = new ArrayList<>(in(page).all());
    for (int i = parts.size() - 1; i >= 0; i--) { // from below, so that line numbers stay
      Part part = parts.get(i);
      List<String> body = bodies.apply(part);
      if (body != null) {
        List<String> old = lines.subList(part.line(), part.line() + part.body().size());
        old.clear();
        old.addAll(body.stream()
            .map(line -> line.isEmpty() ? "" : part.indent() + line)
            .toList());
      }
    }
    return String.join("\n", lines);
  }

  /** Returns {@code text} as a listing; its fence is longer than any in it. */
  static List<String> listing(String language, String text) {
    String fence = "```";
    while (text.contains(fence)) {
      fence += "`";
    }
    List<String> lines = new ArrayList<>();
    lines.add(fence + language);
    lines.addAll(text.lines().map(String::stripTrailing).toList());
    lines.add(fence);
    return lines;
  }
}
