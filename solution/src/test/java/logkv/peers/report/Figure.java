package logkv.peers.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One number that was measured, once.
 *
 * @param engine of whom, by its title
 * @param measure what
 * @param keys how many keys there were
 * @param round in which round, from 0
 * @param value in the measure's unit
 * @param cut whether the time was over before all was done
 * @param latency of the single calls, if they were timed
 */
public record Figure(
    String engine,
    Measure measure,
    long keys,
    int round,
    double value,
    boolean cut,
    Optional<Latency> latency) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Returns a line of JSON, without its end. */
  public String toJson() {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("engine", engine);
      json.writeStringField("measure", measure.name());
      json.writeNumberField("keys", keys);
      json.writeNumberField("round", round);
      json.writeNumberField("value", value);
      json.writeBooleanField("cut", cut);
      if (latency.isPresent()) {
        json.writeNumberField("p50", latency.get().p50());
        json.writeNumberField("p99", latency.get().p99());
        json.writeNumberField("p999", latency.get().p999());
        json.writeNumberField("max", latency.get().max());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException(e); // a StringWriter has none
    }
    return line.toString();
  }

  /**
   * Reads what {@link #toJson} has written.
   *
   * @throws IOException if it is something else
   */
  public static Figure fromJson(String line) throws IOException {
    Map<String, String> fields = fields(line);
    try {
      return new Figure(
          required(fields, "engine"),
          Measure.valueOf(required(fields, "measure")),
          Long.parseLong(required(fields, "keys")),
          Integer.parseInt(required(fields, "round")),
          number(fields, "value"),
          Boolean.parseBoolean(required(fields, "cut")),
          fields.containsKey("p50") ? Optional.of(latency(fields)) : Optional.empty());
    } catch (IllegalArgumentException e) {
      throw new IOException("no figure: " + line, e);
    }
  }

  private static Latency latency(Map<String, String> fields) {
    return new Latency(
        number(fields, "p50"),
        number(fields, "p99"),
        number(fields, "p999"),
        number(fields, "max"));
  }

  private static double number(Map<String, String> fields, String name) {
    return Double.parseDouble(required(fields, name));
  }

  private static String required(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no field " + name);
    }
    return value;
  }

  private static Map<String, String> fields(String line) throws IOException {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser json = JSON.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no figure: " + line);
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        fields.put(name, json.getText());
      }
    }
    return fields;
  }
}
