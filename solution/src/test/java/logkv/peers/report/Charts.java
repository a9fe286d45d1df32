package logkv.peers.report;

import static logkv.peers.report.Measure.*;

import java.util.ArrayList;
import java.util.List;

/** The charts of a comparison. */
public final class Charts {
  private final Figures figures;
  private final long keys;

  public Charts(Figures figures, long keys) {
    this.figures = figures;
    this.keys = keys;
  }

  List<Chart> all() {
    List<Chart> charts = new ArrayList<>();
    add(charts, "basics", "One thread", LOAD, GET_HIT, GET_MISS, OVERWRITE, DELETE, SCAN);
    add(charts, "ycsb", "YCSB, two threads", YCSB_A_2, YCSB_B_2, YCSB_C_2, YCSB_D_2, YCSB_F_2);
    add(
        charts,
        "threads",
        "YCSB A and B, by threads",
        YCSB_A_1,
        YCSB_B_1,
        YCSB_A_2,
        YCSB_B_2,
        YCSB_A_8,
        YCSB_B_8);
    add(charts, "forced", "One force for every put", FORCED_1, FORCED_8, FORCED_32);
    add(charts, "open", "Opening", OPEN_CLOSED, OPEN_KILLED);
    add(
        charts,
        "compaction",
        "Compaction, four of five records dead",
        COMPACT,
        COMPACT_DISK,
        COMPACT_PUT,
        COMPACT_GET);
    add(charts, "large", "Values of 64 KiB", LARGE_PUT, LARGE_GET);
    add(
        charts,
        "batches",
        "Puts alone, and in batches of 100",
        SINGLE,
        BATCH,
        SINGLE_FORCED,
        BATCH_FORCED);
    add(charts, "memory", "Memory and disk", HEAP, NATIVE, DISK, LOAD_LONGEST);
    growth(charts);
    return charts;
  }

  private void add(List<Chart> charts, String name, String what, Measure... measures) {
    List<Chart.Panel> panels = new ArrayList<>();
    for (Measure measure : measures) {
      addPanel(panels, measure.title(), measure, keys);
    }
    if (!panels.isEmpty()) {
      charts.add(new Chart(name, "%s, %,d keys".formatted(what, keys), panels));
    }
  }

  private void growth(List<Chart> charts) {
    List<Chart.Panel> panels = new ArrayList<>();
    for (long size : figures.sizes()) {
      addPanel(panels, "load, %,d keys".formatted(size), LOAD, size);
      addPanel(panels, "get, hit, %,d keys".formatted(size), GET_HIT, size);
    }
    if (figures.sizes().size() > 1 && !panels.isEmpty()) {
      charts.add(new Chart("growth", "What more keys cost", panels));
    }
  }

  private void addPanel(List<Chart.Panel> panels, String title, Measure measure, long size) {
    List<Chart.Bar> bars = new ArrayList<>();
    for (String engine : figures.engines()) {
      figures
          .spread(engine, measure, size)
          .ifPresent(spread -> bars.add(new Chart.Bar(engine, spread)));
    }
    if (!bars.isEmpty()) {
      panels.add(new Chart.Panel(title, measure.unit().toString(), bars));
    }
  }
}
