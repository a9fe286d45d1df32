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
import java.util.Base64;
import java.util.Optional;
import logkv.segmented.Entry;

/**
 * A JSON object on every line.
 *
 * <pre>
 *   {"k":"tea","v":"green"}          text
 *   {"k":"cup","v64":"AP+A"}         a value that is no UTF-8, in base64
 *   {"k64":"/w==","v":"a byte"}      such a key
 * </pre>
 *
 * <p>The two names may come in either order, once each, and no others; empty lines mean nothing.
 */
public final class JsonLines {

  /** In bytes. The longest value may be written with six of them for each of its own. */
  private static final int LONGEST = 128 * 1024 * 1024;

  private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

  // The line has a limit already, so its strings need none of their own.
  private static final JsonFactory JSON = JsonFactory.builder()
      .streamReadConstraints(
          StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
      .build();

  private JsonLines() {}

  /** Returns the line for a key, with its value if there is one; without the end of the line. */
  public static String object(byte[] key, Optional<byte[]> value) {
    return "{" + field("k", key) + value.map(v -> "," + field("v", v)).orElse("") + "}";
  }

  private static String field(String name, byte[] bytes) {
    Optional<String> text = Utf8.text(bytes);
    return text.isPresent()
        ? "\"" + name + "\":" + string(text.get())
        : "\"" + name + "64\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"";
  }

  /** Returns {@code text} as JSON writes it, in quotes. */
  public static String string(String text) {
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
    LineReader lines = new LineReader(in, LONGEST);
    return new EntryReader() {
      @Override
      public Optional<Entry> next() throws IOException, BadEntryException {
        for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
          String text = Utf8.text(line.get())
              .orElseThrow(() -> bad(lines.number(), "it holds bytes that are not UTF-8"));
          if (!text.isBlank()) {
            return Optional.of(entry(text, lines.number()));
          }
        }
        return Optional.empty();
      }

      @Override
      public String place() {
        return "line %,d".formatted(lines.number());
      }
    };
  }

  private static Entry entry(String line, long number) throws IOException, BadEntryException {
    try (JsonParser json = JSON.createParser(line)) {
      require(json.nextToken() == JsonToken.START_OBJECT, number);
      byte[] key = null;
      byte[] value = null;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        require(json.nextToken() == JsonToken.VALUE_STRING, number);
        if (name.startsWith("k") && key == null) {
          key = bytes(name, "k", json.getText(), number);
        } else {
          require(value == null, number);
          value = bytes(name, "v", json.getText(), number);
        }
      }
      require(key != null && value != null && json.nextToken() == null, number);
      return new Entry(key, value);
    } catch (JsonProcessingException e) {
      throw bad(
          number,
          "it is not JSON at column %d (%s)"
              .formatted(e.getLocation().getColumnNr(), e.getOriginalMessage()));
    }
  }

  /** Returns what a field named {@code plain}, or {@code plain64}, holds. */
  private static byte[] bytes(String name, String plain, String text, long number)
      throws BadEntryException {
    if (name.equals(plain)) {
      return Utf8.bytes(text)
          .orElseThrow(() -> bad(
              number, "\"%s\" holds half of a surrogate pair, which is no text".formatted(name)));
    }
    require(name.equals(plain + "64"), number);
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw bad(number, "\"%s\" is not base64".formatted(name));
    }
  }

  private static void require(boolean condition, long number) throws BadEntryException {
    if (!condition) {
      throw bad(number, "it is not of the form {\"k\":\"a key\",\"v\":\"a value\"}");
    }
  }

  private static BadEntryException bad(long number, String reason) {
    return BadEntryException.skippable(number, reason);
  }
}
