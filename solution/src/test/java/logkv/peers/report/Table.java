package logkv.peers.report;

import java.util.List;

/**
 * A table of text.
 *
 * @param name for files: small letters and hyphens
 * @param what it says, and in which unit
 * @param columns the heading of each
 * @param rows a cell for each column
 */
public record Table(String name, String what, List<String> columns, List<List<String>> rows) {

  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row of %d cells below %d columns: %s".formatted(row.size(), columns.size(), row));
      }
    }
  }

  /** In the Markdown of GitHub; the first column is text, the others are numbers. */
  public String toMarkdown() {
    StringBuilder text = new StringBuilder(line(columns)).append("| ---");
    text.append(" | ---:".repeat(columns.size() - 1)).append(" |\n");
    rows.forEach(row -> text.append(line(row)));
    return text.toString();
  }

  private static String line(List<String> cells) {
    StringBuilder line = new StringBuilder("|");
    cells.forEach(cell -> line.append(' ').append(cell.replace("|", "\\|")).append(" |"));
    return line.append('\n').toString();
  }
}
