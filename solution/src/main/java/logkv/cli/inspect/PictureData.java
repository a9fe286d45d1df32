package logkv.cli.inspect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import logkv.segmented.format.SegmentHeader;
import logkv.segmented.format.SegmentName;

/**
 * What the script of the page draws, as JSON that may stand between the tags of a script.
 *
 * <pre>
 *   {"grain": 0, "files": [{"name": .., "size": .., "what": .., "leftover": .., "mark": .., "cells": [
 *     [offset, length, kind, state, flags, k, v, checksums, key, first bytes in base64, problem], ..
 *   ]}, ..]}
 * </pre>
 *
 * <p>If there are more pieces than a page can show, the grain is the number of bytes of a cell, and a
 * cell is {@code [offset, length, [bytes of each state], records that begin in it, key of the first]}.
 */
final class PictureData {
  /** As many cells as a browser draws without a pause. */
  private static final int MOST_CELLS = 6_000;

  private static final int MOST_GRAINS = 3_000;
  private static final long LEAST_GRAIN = 256;
  private static final int MOST_BYTES_OF_A_CELL = 96;
  private static final int KEY_WIDTH = 200;

  private final OutputStream out;
  private final long grain;

  /** @param grain how many bytes a cell stands for; 0 if each piece has a cell of its own */
  PictureData(OutputStream out, long grain) {
    this.out = out;
    this.grain = grain;
  }

  /** Returns a grain with which all of the log has few enough cells. */
  static long grain(Survey survey) {
    if (survey.pieces() <= MOST_CELLS) {
      return 0;
    }
    long bytes = survey.parts().stream().mapToLong(Part::size).sum();
    long grain = LEAST_GRAIN;
    while (bytes / grain > MOST_GRAINS) {
      grain *= 2;
    }
    return grain;
  }

  /**
   * Writes all of it.
   *
   * @param snapshot up to where in the log the snapshot goes, to be marked
   * @return what each part adds up to
   */
  List<Tally> write(Survey survey, Optional<SideFile.Position> snapshot) throws IOException {
    JsonFactory factory = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    List<Tally> tallies = new ArrayList<>();
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.setCharacterEscapes(new InScript());
      json.setHighestNonEscapedChar(0x7E);
      json.writeStartObject();
      json.writeNumberField("grain", grain);
      json.writeArrayFieldStart("files");
      for (Part part : survey.parts()) {
        tallies.add(write(json, part, survey, snapshot));
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return tallies;
  }

  private Tally write(
      JsonGenerator json, Part part, Survey survey, Optional<SideFile.Position> snapshot)
      throws IOException {
    Optional<SegmentHeader> header = part.header();
    json.writeStartObject();
    json.writeStringField("name", part.name());
    json.writeNumberField("size", part.size());
    json.writeStringField("what", what(part, header));
    json.writeBooleanField("leftover", part.isLeftover());
    if (snapshot.isPresent() && isIn(snapshot.get(), part)) {
      json.writeNumberField("mark", snapshot.get().offset());
    }
    json.writeArrayFieldStart("cells");
    Tally tally = new Tally();
    try (FileChannel channel = part.open()) {
      Window window = new Window(part.path(), channel, part.size());
      Grains grains = new Grains(json, grain);
      part.walk(piece -> {
        State state = survey.state(part, piece);
        tally.add(state, piece.length());
        if (grain > 0) {
          grains.add(piece, state);
        } else {
          cell(json, piece, state, window);
        }
      });
      grains.end();
    }
    json.writeEndArray();
    json.writeEndObject();
    return tally;
  }

  private static String what(Part part, Optional<SegmentHeader> header) {
    if (!part.isSegment()) {
      return "a log of the course";
    }
    if (part.isLeftover()) {
      return "a leftover: another segment replaces it";
    }
    return header
        .filter(h -> h.name().generation() > 0)
        .map(h -> "rewritten by compaction, generation " + h.name().generation())
        .orElse("");
  }

  private static boolean isIn(SideFile.Position position, Part part) {
    return SegmentName.parse(part.name())
        .filter(name -> name.generation() == 0 && name.first() == position.segment())
        .isPresent();
  }

  private void cell(JsonGenerator json, Piece piece, State state, Window window)
      throws IOException {
    json.writeStartArray();
    json.writeNumber(piece.offset());
    json.writeNumber(piece.length());
    json.writeString(piece.kind().word());
    json.writeNumber(state.ordinal());
    json.writeNumber(piece.flags());
    json.writeNumber(piece.keyLength());
    json.writeNumber(piece.valueLength());
    json.writeString(piece.checksums().word());
    json.writeString(KeyText.of(piece.key(), KEY_WIDTH));
    json.writeBinary(
        window.bytesFrom(piece.offset(), (int) Math.min(piece.length(), MOST_BYTES_OF_A_CELL)));
    if (piece.problem() != null) {
      json.writeString(piece.problem());
    }
    json.writeEndArray();
    json.writeRaw('\n');
  }

  /** Nothing in a string may end the script or begin another tag. */
  private static final class InScript extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    private final int[] escapes = standardAsciiEscapesForJSON();

    InScript() {
      escapes['<'] = ESCAPE_STANDARD;
      escapes['>'] = ESCAPE_STANDARD;
      escapes['&'] = ESCAPE_STANDARD;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return escapes;
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
      return null;
    }
  }
}
