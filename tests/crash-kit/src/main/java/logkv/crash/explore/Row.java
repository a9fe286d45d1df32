package logkv.crash.explore;

import java.util.List;

/**
 * One line of a timeline: a journal entry in four columns, or a sentence instead of several.
 *
 * @param number of the entry; empty for a sentence
 */
record Row(String number, String what, String where, String fate) {
  static final Row HEADING =
      new Row("#", "what the store did", "where in your code", "its fate on disk");

  static Row sentence(String text) {
    return new Row("", text, "", "");
  }

  /** Returns the rows as lines, in columns as wide as they need to be. */
  static List<String> lines(List<Row> rows) {
    int what = rows.stream()
        .filter(Row::hasColumns)
        .mapToInt(r -> r.what.length())
        .max()
        .orElse(1);
    int where =
        Math.max(1, rows.stream().mapToInt(row -> row.where.length()).max().orElse(1));
    String columns = "%4s  %-" + what + "s  %-" + where + "s  %s";
    return rows.stream()
        .map(row -> columns.formatted(row.number, row.what, row.where, row.fate).stripTrailing())
        .toList();
  }

  private boolean hasColumns() {
    return !where.isEmpty() || !fate.isEmpty();
  }
}
