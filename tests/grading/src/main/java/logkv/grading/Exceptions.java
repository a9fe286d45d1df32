package logkv.grading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What breaks a rule on purpose, each with its reason: {@value #FILE}.
 *
 * <pre>
 *   # a comment
 *   rule | where | reason
 * </pre>
 *
 * <p>A line that excuses nothing is a violation itself, so the file never lists what is long gone.
 */
final class Exceptions {
  static final String FILE = "tests/grading/exceptions.txt";

  private final List<Excuse> excuses;
  private final List<Violation> unreadable;
  private final Set<Excuse> needed = new HashSet<>();

  private Exceptions(List<Excuse> excuses, List<Violation> unreadable) {
    this.excuses = excuses;
    this.unreadable = unreadable;
  }

  private record Excuse(int line, String rule, String where) {
    boolean covers(Violation violation) {
      return rule.equals(violation.rule()) && where.equals(violation.where());
    }
  }

  /** Reads the file of {@code course}; if there is none, there are no exceptions. */
  static Exceptions of(Chain chain) throws IOException {
    List<Excuse> excuses = new ArrayList<>();
    List<Violation> unreadable = new ArrayList<>();
    Path file = chain.root().resolve(FILE);
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      String[] parts = line.split("\\s*\\|\\s*", 3);
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (parts.length == 3 && !parts[2].isEmpty()) {
        excuses.add(new Excuse(i + 1, parts[0], parts[1]));
      } else {
        unreadable.add(complaint(i + 1, "is not \"rule | where | reason\""));
      }
    }
    return new Exceptions(excuses, unreadable);
  }

  /** Returns those of {@code violations} that nothing excuses. */
  List<Violation> without(List<Violation> violations) {
    List<Violation> left = new ArrayList<>();
    for (Violation violation : violations) {
      List<Excuse> covering =
          excuses.stream().filter(one -> one.covers(violation)).toList();
      needed.addAll(covering);
      if (covering.isEmpty()) {
        left.add(violation);
      }
    }
    return left;
  }

  /** Returns the lines that nobody understands, and those that nothing so far has needed. */
  List<Violation> idle() {
    List<Violation> idle = new ArrayList<>(unreadable);
    for (Excuse excuse : excuses) {
      if (!needed.contains(excuse)) {
        idle.add(complaint(excuse.line(), "excuses nothing that happens; delete it"));
      }
    }
    return idle;
  }

  private static Violation complaint(int line, String what) {
    return new Violation("exceptions", FILE + ":" + line, what);
  }
}
