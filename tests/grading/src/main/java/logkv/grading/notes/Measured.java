package logkv.grading.notes;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import logkv.grading.score.Json;

/**
 * Figures that somebody measured, as a table and a line that says how and where.
 *
 * <pre>
 *   {
 *     "what": "Writes per second, by the number of threads that wait for their force",
 *     "how": "./mvnw -q -Pbench -pl solution test -Dbench=GroupCommit",
 *     "machine": "2 cores of ..., ext4",
 *     "date": "2026-11-21",
 *     "columns": ["threads", "writes per second"],
 *     "rows": [[1, 905], [8, 5310]]
 *   }
 * </pre>
 */
final class Measured {
  private static final Set<String> FACTS =
      Set.of("what", "how", "machine", "date", "columns", "rows");

  private Measured() {}

  /**
   * Returns the lines of the table.
   *
   * @param json as drawn above
   * @throws StaleException if it is not like that
   */
  static List<String> table(String json) throws StaleException {
    Map<?, ?> facts = facts(json);
    List<String> columns =
        list(facts.get("columns"), "columns").stream().map(String::valueOf).toList();
    List<List<?>> rows = new ArrayList<>();
    for (Object row : list(facts.get("rows"), "rows")) {
      List<?> cells = list(row, "a row");
      if (cells.size() != columns.size()) {
        throw new StaleException("row %d has %d cells for %d columns"
            .formatted(rows.size() + 1, cells.size(), columns.size()));
      }
      rows.add(cells);
    }
    if (rows.isEmpty()) {
      throw new StaleException("there are no rows");
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(columns));
    lines.add(ruler(rows));
    rows.forEach(row -> lines.add(line(row)));
    lines.add("");
    lines.add("*%s. Measured on %s (%s) with* `%s`"
        .formatted(
            facts.get("what").toString().replaceFirst("\\.$", ""),
            facts.get("date"),
            facts.get("machine"),
            facts.get("how")));
    lines.add("");
    return lines;
  }

  private static Map<?, ?> facts(String json) throws StaleException {
    try {
      if (Json.read(json) instanceof Map<?, ?> facts) {
        Set<String> missing = new TreeSet<>(FACTS);
        missing.removeAll(facts.keySet());
        if (missing.isEmpty()) {
          return facts;
        }
        throw new StaleException("does not say " + String.join(", ", missing));
      }
      throw new StaleException("is no JSON object");
    } catch (Json.NotJsonException e) {
      throw new StaleException("is no JSON: " + e.getMessage());
    }
  }

  private static List<?> list(Object value, String name) throws StaleException {
    if (value instanceof List<?> list && !list.isEmpty()) {
      return list;
    }
    throw new StaleException(name + " must be a list, and not empty");
  }

  private static String line(List<?> cells) {
    return cells.stream().map(Measured::cell).collect(joining(" | ", "| ", " |"));
  }

  /** Columns of numbers end at one line, as people write numbers below each other. */
  private static String ruler(List<List<?>> rows) {
    List<String> rulers = new ArrayList<>();
    for (int i = 0; i < rows.get(0).size(); i++) {
      int column = i;
      boolean numbers = rows.stream().allMatch(row -> isNumber(row.get(column)));
      rulers.add(numbers ? "---:" : "---");
    }
    return rulers.stream().collect(joining(" | ", "| ", " |"));
  }

  private static boolean isNumber(Object cell) {
    return cell instanceof BigDecimal || cell.toString().matches("[-+<>≈ ]*[0-9][0-9.,]*.{0,3}");
  }

  private static String cell(Object cell) {
    if (cell instanceof BigDecimal number) {
      int decimals = Math.max(0, number.scale());
      return String.format(Locale.ROOT, "%,." + decimals + "f", number);
    }
    return String.valueOf(cell).replace("|", "\\|").replace('\n', ' ');
  }
}
