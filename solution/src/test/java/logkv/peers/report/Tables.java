package logkv.peers.report;

import static logkv.peers.report.Measure.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tables of a comparison: a row for every engine that was measured, a column for every measure. */
public final class Tables {
  private static final String THOUSANDS = "thousand a second";

  private final Figures figures;
  private final long keys;
  private final boolean spreads;

  /**
   * @param keys of which size the tables are, where they are of one
   * @param spreads whether the least and the greatest stand behind the median
   */
  public Tables(Figures figures, long keys, boolean spreads) {
    this.figures = figures;
    this.keys = keys;
    this.spreads = spreads;
  }

  public List<Table> all() {
    List<Table> tables = new ArrayList<>();
    add(
        tables,
        "basics",
        "One thread, " + THOUSANDS,
        1000,
        LOAD,
        GET_HIT,
        GET_MISS,
        OVERWRITE,
        DELETE,
        SCAN);
    for (char workload : new char[] {'A', 'B', 'C', 'D', 'F'}) {
      add(
          tables,
          "ycsb-" + Character.toLowerCase(workload),
          "YCSB " + workload + ", " + THOUSANDS,
          1000,
          valueOf("YCSB_" + workload + "_1"),
          valueOf("YCSB_" + workload + "_2"),
          valueOf("YCSB_" + workload + "_8"));
    }
    add(
        tables,
        "forced",
        "One force for every put before it returns; puts a second",
        1,
        FORCED_1,
        FORCED_8,
        FORCED_32);
    for (Measure measure : new Measure[] {FORCED_1, FORCED_8, FORCED_32, YCSB_B_2}) {
      latencies(measure).ifPresent(tables::add);
    }
    add(
        tables,
        "open",
        "Opening and getting one value, milliseconds",
        1,
        OPEN_CLOSED,
        OPEN_SCAN,
        OPEN_KILLED,
        READ_WRITTEN,
        LOST);
    add(
        tables,
        "compaction",
        "Compaction where four of five records are dead; MB/s of live data, milliseconds",
        1,
        COMPACT,
        COMPACT_PUT,
        COMPACT_GET,
        COMPACT_DISK);
    add(tables, "large", "Values of 64 KiB, MB/s", 1, LARGE_PUT, LARGE_GET);
    add(
        tables,
        "batches",
        "Puts alone and in batches of 100, " + THOUSANDS,
        1000,
        SINGLE,
        BATCH,
        SINGLE_FORCED,
        BATCH_FORCED);
    add(
        tables,
        "memory",
        "Memory after the load and disk after closing, bytes a key; milliseconds",
        1,
        HEAP,
        NATIVE,
        INDEX,
        DISK,
        LOAD_LONGEST);
    growth(LOAD).ifPresent(tables::add);
    growth(GET_HIT).ifPresent(tables::add);
    growth(LOAD_LONGEST).ifPresent(tables::add);
    growth(INDEX).ifPresent(tables::add);
    return tables;
  }

  private void add(
      List<Table> tables, String name, String what, double scale, Measure... measures) {
    List<Measure> there =
        List.of(measures).stream().filter(measure -> figures.has(measure, keys)).toList();
    List<String> columns = new ArrayList<>(List.of(""));
    there.forEach(measure -> columns.add(measure.title()));
    List<List<String>> rows = new ArrayList<>();
    for (String engine : figures.engines()) {
      List<String> row = new ArrayList<>(List.of(engine));
      there.forEach(measure -> row.add(cell(engine, measure, keys, scale)));
      addIfAnything(rows, row);
    }
    if (!rows.isEmpty()) {
      tables.add(new Table(name, what, columns, rows));
    }
  }

  private Optional<Table> latencies(Measure measure) {
    List<List<String>> rows = new ArrayList<>();
    for (String engine : figures.engines()) {
      figures
          .latency(engine, measure, keys)
          .ifPresent(latency -> rows.add(List.of(
              engine,
              Numbers.text(latency.p50()),
              Numbers.text(latency.p99()),
              Numbers.text(latency.p999()),
              Numbers.text(latency.max()))));
    }
    String name = "latency-" + measure.name().toLowerCase(Locale.ROOT).replace('_', '-');
    String what = "Microseconds of a call, one after the other: " + measure.title();
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new Table(name, what, List.of("", "p50", "p99", "p99.9", "longest"), rows));
  }

  private Optional<Table> growth(Measure measure) {
    boolean rate = measure.unit() == Unit.PER_SECOND;
    List<String> columns = new ArrayList<>(List.of(""));
    figures.sizes().forEach(size -> columns.add("%,d keys".formatted(size)));
    List<List<String>> rows = new ArrayList<>();
    for (String engine : figures.engines()) {
      List<String> row = new ArrayList<>(List.of(engine));
      figures.sizes().forEach(size -> row.add(cell(engine, measure, size, rate ? 1000 : 1)));
      addIfAnything(rows, row);
    }
    String name = "growth-" + measure.name().toLowerCase(Locale.ROOT).replace('_', '-');
    String what =
        "By the number of keys: " + measure.title() + ", " + (rate ? THOUSANDS : measure.unit());
    return rows.isEmpty() || figures.sizes().size() < 2
        ? Optional.empty()
        : Optional.of(new Table(name, what, columns, rows));
  }

  private String cell(String engine, Measure measure, long size, double scale) {
    String cut = figures.cut(engine, measure, size) ? " *" : "";
    return figures
        .spread(engine, measure, size)
        .map(spread ->
            (spreads ? Numbers.text(spread, scale) : Numbers.text(spread.median() / scale)) + cut)
        .orElse("");
  }

  private static void addIfAnything(List<List<String>> rows, List<String> row) {
    if (row.stream().skip(1).anyMatch(cell -> !cell.isEmpty())) {
      rows.add(row);
    }
  }
}
