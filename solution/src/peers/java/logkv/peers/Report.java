package logkv.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import logkv.peers.report.Figures;
import logkv.peers.report.Journal;
import logkv.peers.report.Table;
import logkv.peers.report.Tables;

/** Writes what was measured: tables as Markdown. */
final class Report {
  private final Plan plan;
  private final Journal journal;

  Report(Plan plan, Journal journal) {
    this.plan = plan;
    this.journal = journal;
  }

  /** Returns the text of the file. */
  String write() throws IOException {
    List<Table> tables = new Tables(new Figures(journal.figures()), plan.sizes().get(0)).all();
    StringBuilder text = new StringBuilder("# LogKV and its peers\n");
    for (Table table : tables) {
      text.append("\n## ").append(table.what()).append("\n\n").append(table.toMarkdown());
    }
    if (!journal.problems().isEmpty()) {
      text.append("\n## What did not run\n\n");
      journal.problems().forEach(problem -> text.append("* ").append(problem).append('\n'));
    }
    Path file = plan.out().resolve("peers.md");
    Files.writeString(file, text);
    return text.toString();
  }
}
