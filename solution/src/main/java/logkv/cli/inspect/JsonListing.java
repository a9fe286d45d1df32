package logkv.cli.inspect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import logkv.cli.format.Utf8;
import logkv.segmented.format.RecordFormat;

/**
 * The same as {@link Listing}, for programs: a JSON object on every line.
 *
 * <pre>
 *   {"file":"data.log","offset":0,"length":25,"kind":"put","state":"dead", ... "k":"tea"}
 *   {"sum":"live","pieces":1,"bytes":25}
 *   {"finding":"damage","file":"data.log","offset":25,"length":30,"reason":"..."}
 * </pre>
 *
 * <p>A key that is no text is {@code "k64"}, in base64.
 */
final class JsonListing implements Closeable {
  private final JsonGenerator json;

  JsonListing(OutputStream out) throws IOException {
    json = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).createGenerator(out);
    json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
  }

  void piece(Part part, Piece piece, State state) throws IOException {
    json.writeStartObject();
    json.writeStringField("file", part.name());
    json.writeNumberField("offset", piece.offset());
    json.writeNumberField("length", piece.length());
    json.writeStringField("kind", piece.kind().word());
    json.writeStringField("state", state.word());
    json.writeStringField("checksums", piece.checksums().word());
    if (piece.keyLength() != Piece.UNKNOWN) {
      json.writeBooleanField("witness", piece.has(RecordFormat.WITNESS));
      json.writeBooleanField("batchGoesOn", piece.has(RecordFormat.BATCH_GOES_ON));
      json.writeNumberField("keyLength", piece.keyLength());
      json.writeNumberField("valueLength", piece.valueLength());
      key(piece.key().array());
    }
    if (piece.isBad()) {
      json.writeStringField("problem", piece.problem());
    }
    json.writeEndObject();
  }

  private void key(byte[] key) throws IOException {
    Optional<String> text = Utf8.text(key);
    if (text.isPresent()) {
      json.writeStringField("k", text.get());
    } else {
      json.writeBinaryField("k64", key);
    }
  }

  void tally(Tally tally) throws IOException {
    for (State state : State.values()) {
      json.writeStartObject();
      json.writeStringField("sum", state.word());
      json.writeNumberField("pieces", tally.pieces(state));
      json.writeNumberField("bytes", tally.bytes(state));
      json.writeEndObject();
    }
  }

  void finding(Finding finding) throws IOException {
    json.writeStartObject();
    json.writeStringField("finding", finding.what().word());
    json.writeStringField("file", finding.file());
    json.writeNumberField("offset", finding.offset());
    json.writeNumberField("length", finding.length());
    json.writeStringField("reason", finding.reason());
    json.writeEndObject();
  }

  @Override
  public void close() throws IOException {
    json.writeRaw('\n');
    json.close();
  }
}
