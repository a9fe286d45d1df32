package logkv.cli.inspect;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;

/** Gathers the pieces of a file into cells of as many bytes each, the last one excepted. */
final class Grains {
  private static final int KEY_WIDTH = 60;

  private final JsonGenerator json;
  private final long grain;

  private final long[] bytes = new long[State.values().length];
  private long from; // where the cell begins
  private long filled; // up to where pieces are known
  private long records;
  private String firstKey = "";

  Grains(JsonGenerator json, long grain) {
    this.json = json;
    this.grain = grain;
  }

  void add(Piece piece, State state) throws IOException {
    if (piece.isRecord()) {
      records++;
      if (firstKey.isEmpty()) {
        firstKey = KeyText.of(piece.key(), KEY_WIDTH);
      }
    }
    while (filled < piece.end()) {
      long end = Math.min(piece.end(), from + grain);
      bytes[state.ordinal()] += end - filled;
      filled = end;
      if (filled == from + grain) {
        end();
      }
    }
  }

  /** Writes the cell that is being filled, if there is anything in it. */
  void end() throws IOException {
    if (filled == from) {
      return;
    }
    json.writeStartArray();
    json.writeNumber(from);
    json.writeNumber(filled - from);
    json.writeArray(bytes, 0, bytes.length);
    json.writeNumber(records);
    json.writeString(firstKey);
    json.writeEndArray();
    json.writeRaw('\n');
    Arrays.fill(bytes, 0);
    from = filled;
    records = 0;
    firstKey = "";
  }
}
