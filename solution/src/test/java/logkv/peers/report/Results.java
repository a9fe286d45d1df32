package logkv.peers.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a comparison down.
 *
 * <pre>
 *   peers.md              tables, the aims, who took part with which settings, what did not run
 *   peers.json            the same for programs
 *   peers-NAME.svg        charts
 *   measured/peers-NAME.json   each table with medians only, as the lectures have them
 * </pre>
 *
 * <p>{@code peers.json} has these fields: {@code machine}, {@code date} and {@code how} say where, when
 * and with which command; {@code keys} is the size that {@code aims} are of, and each of these was {@code
 * met} ("yes", "no", "undecided", "not measured"); {@code results} has for each
 * engine, measure and size the unit, the median, the least and the greatest of the {@code rounds} that
 * count, whether it was {@code cut} because its time was over, and p50, p99, p999 and max of single
 * calls, in microseconds, if they were timed; {@code problems} are trials that failed, and why.
 *
 * @param settings each line says of one engine how it was set up
 */
public record Results(
    Journal journal, long keys, String machine, String date, String how, List<String> settings) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Returns the text of {@code peers.md}. */
  public String write(Path out) throws IOException {
    Figures figures = new Figures(journal.figures());
    Aims aims = new Aims(figures, keys);
    String text = markdown(figures, aims);
    Files.writeString(out.resolve("peers.md"), text);
    Files.writeString(out.resolve("peers.json"), json(figures, aims));
    for (Chart chart : new Charts(figures, keys).all()) {
      Files.writeString(out.resolve("peers-" + chart.name() + ".svg"), chart.toSvg());
    }
    Path measured = Files.createDirectories(out.resolve("measured"));
    for (Table table : new Tables(figures, keys, false).all()) {
      Files.writeString(measured.resolve("peers-" + table.name() + ".json"), measured(table));
    }
    Files.writeString(measured.resolve("peers-aims.json"), measured(aims.table()));
    return text;
  }

  private String markdown(Figures figures, Aims aims) {
    StringBuilder text = new StringBuilder("# LogKV beside its peers\n\n");
    text.append(
        "%,d keys of 16 bytes and values of 100, unless a table says otherwise; rounds that count: %d. "
            .formatted(keys, figures.rounds().size()));
    text.append("Measured on %s (%s) with `%s`. ".formatted(date, machine, how));
    text.append(
        "A * marks what was cut off because its time was over. An aim is met, or is not, only if"
            + " every round that counts says so; otherwise it is undecided.\n");
    append(text, aims.table());
    new Tables(figures, keys, true).all().forEach(table -> append(text, table));
    section(text, "Who takes part", settings);
    section(text, "What did not run", journal.problems());
    return text.toString();
  }

  private static void append(StringBuilder text, Table table) {
    if (!table.rows().isEmpty()) {
      text.append("\n## ").append(table.what()).append("\n\n").append(table.toMarkdown());
    }
  }

  private static void section(StringBuilder text, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append("\n## ").append(title).append("\n\n");
      lines.forEach(line -> text.append("* ").append(line).append('\n'));
    }
  }

  private String json(Figures figures, Aims aims) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("machine", machine);
      json.writeStringField("date", date);
      json.writeStringField("how", how);
      json.writeNumberField("keys", keys);
      strings(json, "settings", settings);
      json.writeArrayFieldStart("aims");
      for (Aim.Outcome outcome : aims.outcomes()) {
        write(json, outcome);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("results");
      for (String engine : figures.engines()) {
        for (long size : figures.sizes()) {
          for (Measure measure : Measure.values()) {
            figures
                .spread(engine, measure, size)
                .ifPresent(spread -> write(json, figures, engine, measure, size, spread));
          }
        }
      }
      json.writeEndArray();
      strings(json, "problems", journal.problems());
      json.writeEndObject();
    }
    return text + "\n";
  }

  private static void write(JsonGenerator json, Aim.Outcome outcome) throws IOException {
    json.writeStartObject();
    json.writeStringField("workload", outcome.aim().workload());
    json.writeStringField("ratio", outcome.aim().what());
    if (outcome.byMedians().isPresent()) {
      json.writeNumberField("ofMedians", outcome.byMedians().getAsDouble());
    }
    if (outcome.byRounds().isPresent()) {
      json.writeNumberField("medianOfRounds", outcome.byRounds().get().median());
    }
    json.writeStringField("bound", outcome.aim().atLeast() ? "least" : "most");
    json.writeNumberField("aim", outcome.aim().bound());
    json.writeStringField("met", outcome.met().toString());
    json.writeEndObject();
  }

  private static void write(
      JsonGenerator json,
      Figures figures,
      String engine,
      Measure measure,
      long size,
      Spread spread) {
    try {
      json.writeStartObject();
      json.writeStringField("engine", engine);
      json.writeStringField("measure", measure.name());
      json.writeNumberField("keys", size);
      json.writeStringField("unit", measure.unit().toString());
      json.writeNumberField("median", spread.median());
      json.writeNumberField("least", spread.least());
      json.writeNumberField("greatest", spread.greatest());
      json.writeNumberField("rounds", spread.count());
      json.writeBooleanField("cut", figures.cut(engine, measure, size));
      Latency latency = figures.latency(engine, measure, size).orElse(null);
      if (latency != null) {
        json.writeNumberField("p50", latency.p50());
        json.writeNumberField("p99", latency.p99());
        json.writeNumberField("p999", latency.p999());
        json.writeNumberField("max", latency.max());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // of a StringWriter: never
    }
  }

  private String measured(Table table) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("what", table.what());
      json.writeStringField("how", how);
      json.writeStringField("machine", machine);
      json.writeStringField("date", date);
      strings(json, "columns", table.columns());
      json.writeArrayFieldStart("rows");
      for (List<String> row : table.rows()) {
        json.writeStartArray();
        for (String cell : row) {
          json.writeString(cell);
        }
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text + "\n";
  }

  private static void strings(JsonGenerator json, String name, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
