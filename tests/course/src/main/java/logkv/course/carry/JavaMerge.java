package logkv.course.carry;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import logkv.course.carry.LineMerge.Merged;
import logkv.course.carry.LineMerge.Stay;

/**
 * Merges two versions of a Java file as {@link LineMerge} does, but its imports by what the result
 * uses: everybody changes them, and always in the same place.
 */
final class JavaMerge {
  private static final Pattern IMPORT =
      Pattern.compile("import\\s+(?:static\\s+)?[\\w.]+?(?:\\.(\\w+|\\*))?\\s*;.*");

  private JavaMerge() {}

  /**
   * A file in parts.
   *
   * @param head what stands before the imports
   * @param imports without the empty lines between them
   * @param body what follows, from its first line that is not empty
   * @param bodyAt the number of that line, from 0
   */
  private record Parts(List<String> head, List<String> imports, List<String> body, int bodyAt) {

    static Parts of(String text) {
      List<String> lines = text.lines().toList();
      int from = 0;
      while (from < lines.size() && !isImport(lines.get(from)) && !isPackage(lines.get(from))) {
        from++;
      }
      if (from == lines.size()) {
        return new Parts(List.of(), List.of(), lines, 0);
      }
      if (isPackage(lines.get(from))) {
        from++;
      }
      int at = from;
      List<String> imports = new ArrayList<>();
      while (at < lines.size() && (isImport(lines.get(at)) || lines.get(at).isBlank())) {
        if (isImport(lines.get(at))) {
          imports.add(lines.get(at).strip());
        }
        at++;
      }
      return new Parts(lines.subList(0, from), imports, lines.subList(at, lines.size()), at);
    }

    private static boolean isImport(String line) {
      return line.startsWith("import ");
    }

    private static boolean isPackage(String line) {
      return line.startsWith("package ");
    }
  }

  /**
   * Merges.
   *
   * @param oursStays told our lines of a place where both changed something
   * @return the text as lines, with the places counted from 0 in whole files
   */
  static Merged of(String base, String hers, String ours, Predicate<List<String>> oursStays) {
    Parts was = Parts.of(base);
    Parts her = Parts.of(hers);
    Parts our = Parts.of(ours);
    Merged head = LineMerge.of(was.head(), her.head(), our.head(), lines -> false);
    Merged body = LineMerge.of(was.body(), her.body(), our.body(), oursStays);
    List<String> lines = new ArrayList<>(head.lines());
    addImports(lines, used(her.imports(), our.imports(), String.join("\n", body.lines())));
    if (!lines.isEmpty()) {
      lines.add("");
    }
    int bodyAt = lines.size();
    lines.addAll(body.lines());
    List<Stay> stays = body.stays().stream()
        .map(stay -> new Stay(stay.hers() + her.bodyAt(), stay.merged() + bodyAt))
        .toList();
    return new Merged(lines, stays);
  }

  private static TreeSet<String> used(List<String> hers, List<String> ours, String body) {
    TreeSet<String> used = new TreeSet<>(hers);
    used.addAll(ours);
    used.removeIf(line -> {
      var parts = IMPORT.matcher(line);
      return parts.matches()
          && parts.group(1) != null
          && !parts.group(1).equals("*")
          && !Pattern.compile("\\b" + parts.group(1) + "\\b").matcher(body).find();
    });
    return used;
  }

  private static void addImports(List<String> lines, TreeSet<String> imports) {
    for (boolean statics : new boolean[] {true, false}) {
      List<String> block = imports.stream()
          .filter(line -> line.startsWith("import static ") == statics)
          .toList();
      if (!block.isEmpty()) {
        lines.add("");
        lines.addAll(block);
      }
    }
  }
}
