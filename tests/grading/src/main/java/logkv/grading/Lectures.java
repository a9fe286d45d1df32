package logkv.grading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The lectures of a course, and which of their sections a pointer can name. */
public final class Lectures {
  /** A pointer to a section: {@code lectures/01-inmemory.md#put}; group 1 is what follows the slash. */
  static final Pattern POINTER = Pattern.compile(
      "lectures/([\\p{L}\\p{N}_-]+(?:\\.[\\p{L}\\p{N}_-]+)*(?:#[\\p{L}\\p{N}_-]+)?)");

  private static final Pattern FENCE = Pattern.compile(" {0,3}(```|~~~).*");
  private static final Pattern HEADING = Pattern.compile(" {0,3}#{1,6}\\s+(.*?)\\s*#*\\s*");

  private final Path folder;
  private final Map<String, Set<String>> anchors = new HashMap<>();

  Lectures(Path folder) {
    this.folder = folder;
  }

  /**
   * Returns what is wrong with {@code pointer}, as in {@code 01-inmemory.md#put}, or empty if it
   * points at a section.
   */
  Optional<String> missing(String pointer) throws IOException {
    String[] parts = pointer.split("#", 2);
    Path lecture = folder.resolve(parts[0]);
    if (!Files.isRegularFile(lecture)) {
      return Optional.of("there is no lectures/" + parts[0]);
    }
    if (parts.length == 2 && !anchors(lecture).contains(parts[1])) {
      return Optional.of("lectures/%s has no heading #%s".formatted(parts[0], parts[1]));
    }
    return Optional.empty();
  }

  private Set<String> anchors(Path lecture) throws IOException {
    Set<String> known = anchors.get(lecture.toString());
    if (known == null) {
      known = anchorsIn(CourseModule.text(lecture));
      anchors.put(lecture.toString(), known);
    }
    return known;
  }

  /**
   * Returns the anchors that GitHub gives to the headings of {@code markdown}: lower case, hyphens
   * for spaces, no punctuation; the second of a name gets {@code -1}.
   */
  public static Set<String> anchorsIn(String markdown) {
    Set<String> anchors = new HashSet<>();
    Map<String, Integer> seen = new HashMap<>();
    boolean fenced = false;
    for (String line : markdown.lines().toList()) {
      if (FENCE.matcher(line).matches()) {
        fenced = !fenced;
      } else if (!fenced && HEADING.matcher(line).matches()) {
        String anchor = anchor(HEADING.matcher(line).replaceFirst("$1"));
        int before = seen.merge(anchor, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? anchor : anchor + "-" + before);
      }
    }
    return anchors;
  }

  private static String anchor(String heading) {
    String text = heading.replaceAll("!?\\[([^\\]]*)\\]\\([^)]*\\)", "$1");
    return text.toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}\\p{M} _-]", "")
        .replace(' ', '-');
  }
}
