package logkv.cli.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * A JSON object on every line: {@code {"k":"tea","v":"green"}}.
 *
 * <p>The two names may come in either order, once each, and no others; empty lines mean nothing.
 */
public final class JsonLines {
  private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

  // The line has a limit already, so its strings need none of their own.
  private static final JsonFactory JSON = JsonFactory.builder()
      .streamReadConstraints(
          StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
      .build();

  private JsonLines() {}

  /** Returns the line for a key, with its value if there is one; without the end of the line. */
  public static String object(String key, Optional<String> value) {
    return "{\"k\":" + string(key) + value.map(v -> ",\"v\":" + string(v)).orElse("") + "}";
  }

  private static String string(String text) {
    StringBuilder json = new StringBuilder(text.length() + 2).append('"');
    ENCODER.quoteAsString(text, json);
    return json.append('"').toString();
  }

  static EntryWriter writer(OutputStream out) {
    OutputStream lines = new BufferedOutputStream(out);
    return new EntryWriter() {
      @Override
      public void write(Entry entry) throws IOException {
        lines.write(object(entry.key(), Optional.of(entry.value())).getBytes(UTF_8));
        lines.write('\n');
      }

      @Override
      public void flush() throws IOException {
        lines.flush();
      }
    };
  }

  static EntryReader reader(InputStream in) {
    LineReader lines = new LineReader(in);
    return new EntryReader() {
      @Override
      public Optional<Entry> next() throws IOException, BadEntryException {
        Optional<String> line = lines.next();
        while (line.isPresent() && line.get().isBlank()) {
          line = lines.next();
        }
        return line.isPresent() ? Optional.of(entry(line.get(), lines.number())) : Optional.empty();
      }

      @Override
      public long line() {
        return lines.number();
      }
    };
  }

  private static Entry entry(String line, long number) throws IOException, BadEntryException {
    try (JsonParser json = JSON.createParser(line)) {
      require(json.nextToken() == JsonToken.START_OBJECT, number);
      String key = null;
      String value = null;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        require(json.nextToken() == JsonToken.VALUE_STRING, number);
        if (name.equals("k") && key == null) {
          key = json.getText();
        } else {
          require(name.equals("v") && value == null, number);
          value = json.getText();
        }
      }
      require(key != null && value != null && json.nextToken() == null, number);
      return new Entry(key, value);
    } catch (JsonProcessingException e) {
      throw BadEntryException.skippable(
          number,
          "it is not JSON at column %d (%s)"
              .formatted(e.getLocation().getColumnNr(), e.getOriginalMessage()));
    }
  }

  private static void require(boolean condition, long number) throws BadEntryException {
    if (!condition) {
      throw BadEntryException.skippable(
          number, "it is not of the form {\"k\":\"a key\",\"v\":\"a value\"}");
    }
  }
}
