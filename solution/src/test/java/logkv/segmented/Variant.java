package logkv.segmented;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A store with one mistake: the right one, with some lines of one or more files replaced.
 *
 * <pre>
 *   One of the waiting writers learns that the force has failed, the others do not.
 *   caught by: GroupCommitTest
 *   says: failures of the group
 *   === logkv/segmented/Writer.java
 *         for (Write write : part) {
 *   ===
 *         for (Write write : part.subList(0, 1)) {
 *   === end
 * </pre>
 *
 * @param name the name of its file, without its ending
 * @param story what is wrong
 * @param caughtBy the test class that notices
 * @param says what that says
 * @param edits in the order of the file
 */
record Variant(String name, String story, String caughtBy, String says, List<Edit> edits) {
  private static final String MARK = "===";

  /** Lines that stand exactly once in {@code file}, and what takes their place. */
  record Edit(String file, String right, String wrong) {}

  static Variant read(Path file) throws IOException {
    String name = file.getFileName().toString().replace(".txt", "");
    List<String> lines = Files.readAllLines(file);
    List<Edit> edits = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(MARK + " ") && !lines.get(i).endsWith(" end")) {
        int middle = next(lines, i);
        int end = next(lines, middle);
        edits.add(new Edit(
            lines.get(i).substring(MARK.length() + 1),
            text(lines, i, middle),
            text(lines, middle, end)));
        i = end;
      }
    }
    return new Variant(
        name, lines.get(0), after("caught by: ", lines), after("says: ", lines), edits);
  }

  private static int next(List<String> lines, int from) {
    for (int i = from + 1; i < lines.size(); i++) {
      if (lines.get(i).startsWith(MARK)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no " + MARK + " behind line " + (from + 1));
  }

  private static String text(List<String> lines, int first, int behind) {
    return String.join("\n", lines.subList(first + 1, behind)) + (behind > first + 1 ? "\n" : "");
  }

  private static String after(String what, List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(what))
        .map(line -> line.substring(what.length()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no line begins with " + what));
  }

  /**
   * Returns the changed files, by name.
   *
   * @throws IllegalArgumentException if what is to be replaced does not stand there exactly once
   */
  Map<String, String> applyTo(Path sources) throws IOException {
    Map<String, String> changed = new TreeMap<>();
    for (Edit edit : edits) {
      String before = changed.containsKey(edit.file)
          ? changed.get(edit.file)
          : Files.readString(sources.resolve(edit.file)).replace("\r\n", "\n");
      int at = before.indexOf(edit.right);
      if (at < 0 || before.indexOf(edit.right, at + 1) >= 0) {
        throw new IllegalArgumentException("%s: these lines must stand exactly once in %s:%n%s"
            .formatted(name, edit.file, edit.right));
      }
      changed.put(
          edit.file,
          before.substring(0, at) + edit.wrong + before.substring(at + edit.right.length()));
    }
    return changed;
  }

  @Override
  public String toString() {
    return name;
  }
}
