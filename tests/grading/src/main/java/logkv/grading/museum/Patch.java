package logkv.grading.museum;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import logkv.course.CourseException;

/**
 * A unified diff between two sets of files, as {@code diff -u} writes it.
 *
 * <pre>
 *   --- a/logkv/LogStore.java
 *   +++ b/logkv/LogStore.java
 *   {@literal @@} -74,3 +74,3 {@literal @@}
 *      requireOpen();
 *   -  append(record);
 *   +  index.put(record.key(), record);
 *      }
 * </pre>
 *
 * <p>Stricter than other readers of the format: the lines around a change must be there to the
 * letter. They may have moved, if there is only one place where they can have moved to.
 */
final class Patch {
  private static final Pattern HUNK =
      Pattern.compile("@@ -([0-9]+)(?:,([0-9]+))? \\+[0-9]+(?:,([0-9]+))? @@.*");

  /** Some lines of a file, before and after. */
  private record Hunk(int patchLine, int at, List<String> before, List<String> after) {}

  private final String name;
  private final List<String> lines;
  private final Map<String, List<Hunk>> hunks = new TreeMap<>();
  private int next;

  private Patch(String name, String text) {
    this.name = name;
    this.lines = text.lines().toList();
  }

  /**
   * @param name how complaints call the patch
   * @throws CourseException if {@code text} is not such a diff, with the line
   */
  static Patch parse(String name, String text) throws CourseException {
    Patch patch = new Patch(name, text);
    while (patch.next < patch.lines.size()) {
      patch.parseFile();
    }
    if (patch.hunks.isEmpty()) {
      throw patch.wrong(1, "changes nothing");
    }
    return patch;
  }

  private void parseFile() throws CourseException {
    String file = fileName("--- a/");
    if (!fileName("+++ b/").equals(file)) {
      throw wrong(next, "a patch changes files; it gives them no new names");
    }
    List<Hunk> found = new ArrayList<>();
    while (next < lines.size() && lines.get(next).startsWith("@@")) {
      found.add(parseHunk());
    }
    if (found.isEmpty()) {
      throw wrong(next, "a line \"@@ -from,lines +to,lines @@\" must follow");
    }
    if (hunks.put(file, found) != null) {
      throw wrong(next, file + " is changed twice");
    }
  }

  private String fileName(String start) throws CourseException {
    if (next >= lines.size() || !lines.get(next).startsWith(start)) {
      throw wrong(next + 1, "a line \"" + start + "package/File.java\" must be here");
    }
    return lines.get(next++).substring(start.length()).replaceFirst("\t.*", "").strip();
  }

  private Hunk parseHunk() throws CourseException {
    int first = next + 1;
    Matcher head = HUNK.matcher(lines.get(next++));
    if (!head.matches()) {
      throw wrong(first, "is not \"@@ -from,lines +to,lines @@\"");
    }
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    int old = count(head.group(2));
    int now = count(head.group(3));
    while (before.size() < old || after.size() < now) {
      if (next >= lines.size()) {
        throw wrong(first, "the patch ends before all lines of this change");
      }
      String line = lines.get(next++);
      char kind = line.isEmpty() ? ' ' : line.charAt(0); // editors like to cut off a last space
      String text = line.isEmpty() ? "" : line.substring(1);
      if (" -+".indexOf(kind) < 0) {
        throw wrong(next, "begins with neither space, minus nor plus");
      }
      if (kind != '+') {
        before.add(text);
      }
      if (kind != '-') {
        after.add(text);
      }
    }
    if (before.size() != old || after.size() != now) {
      throw wrong(first, "the numbers of lines are not those that follow");
    }
    return new Hunk(first, Integer.parseInt(head.group(1)), before, after);
  }

  private static int count(String group) {
    return group == null ? 1 : Integer.parseInt(group);
  }

  /**
   * Returns {@code texts} with the changes made.
   *
   * @param texts what files say, by their names
   * @throws CourseException if they do not say what the patch expects, with the line of the patch
   */
  SortedMap<String, String> applyTo(Map<String, String> texts) throws CourseException {
    SortedMap<String, String> changed = new TreeMap<>(texts);
    for (Map.Entry<String, List<Hunk>> file : hunks.entrySet()) {
      String text = texts.get(file.getKey());
      if (text == null) {
        throw wrong(file.getValue().get(0).patchLine(), "there is no " + file.getKey());
      }
      List<String> now = apply(file.getKey(), text.lines().toList(), file.getValue());
      changed.put(file.getKey(), String.join("\n", now) + "\n");
    }
    return changed;
  }

  private List<String> apply(String file, List<String> old, List<Hunk> changes)
      throws CourseException {
    List<String> now = new ArrayList<>();
    int done = 0;
    for (Hunk hunk : changes) {
      int at = place(file, old, done, hunk);
      now.addAll(old.subList(done, at));
      now.addAll(hunk.after());
      done = at + hunk.before().size();
    }
    now.addAll(old.subList(done, old.size()));
    return now;
  }

  private int place(String file, List<String> old, int from, Hunk hunk) throws CourseException {
    List<Integer> places = new ArrayList<>();
    for (int at = from; at + hunk.before().size() <= old.size(); at++) {
      if (old.subList(at, at + hunk.before().size()).equals(hunk.before())) {
        places.add(at);
      }
    }
    if (places.contains(hunk.at() - 1)) {
      return hunk.at() - 1;
    }
    if (places.size() == 1) {
      return places.get(0);
    }
    String trouble = places.isEmpty()
        ? "the lines that this changes are not in %s, neither at line %d nor elsewhere"
        : "the lines that this changes are in %s more than once, but not at line %d";
    throw wrong(hunk.patchLine(), trouble.formatted(file, hunk.at()));
  }

  private CourseException wrong(int line, String what) {
    return new CourseException(name + ":" + line + ": " + what);
  }
}
