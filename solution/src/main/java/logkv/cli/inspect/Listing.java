package logkv.cli.inspect;

import static logkv.cli.inspect.Words.left;
import static logkv.cli.inspect.Words.right;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import logkv.cli.inspect.Finding.What;
import logkv.segmented.format.RecordFormat;
import logkv.segmented.format.SegmentHeader;
import logkv.segmented.format.SegmentName;

/**
 * A log as a table, in lines of at most 100 characters.
 *
 * <pre>
 *      offset  kind       flags    k       v  checksums   state  key
 *          56  put        w        3       5  ok          dead   tea
 *          81  tombstone  w        3       0  ok                 tea
 * </pre>
 */
final class Listing {
  private static final int WIDTH = 100;
  private static final int KEY_AT = 67;

  private final Output out;
  private final boolean wholeKeys;
  private boolean flags; // whether the part that is being printed has any

  /** @param wholeKeys whether lines may be longer, for the sake of the keys */
  Listing(Output out, boolean wholeKeys) {
    this.out = out;
    this.wholeKeys = wholeKeys;
  }

  /** Prints what {@code part} is. */
  void title(Part part) throws IOException {
    flags = part.isSegment();
    String bytes = Words.count(part.size(), "byte");
    if (!part.isSegment()) {
      String checksums =
          part.isWithoutChecksums() ? "without checksums, as up to phase 5" : "with checksums";
      out.line("%s: a log of the course, %s, %s".formatted(part.name(), checksums, bytes));
      return;
    }
    String leftover = part.isLeftover() ? ", replaced by a later one" : "";
    out.line("%s: a segment, %s%s".formatted(part.name(), bytes, leftover));
    Optional<SegmentHeader> header = part.header();
    if (header.isPresent()) {
      out.line("store %016x, nonce %016x, %s"
          .formatted(header.get().storeId(), header.get().nonce(), origin(header.get())));
    }
  }

  private static String origin(SegmentHeader header) {
    SegmentName name = header.name();
    return name.generation() == 0
        ? "number %d, policy %s".formatted(name.first(), Anatomy.policy(header.policy()))
        : "stands for %d to %d, generation %d"
            .formatted(name.first(), name.last(), name.generation());
  }

  /** Prints what the columns of the table are. */
  void heading() throws IOException {
    row("offset", "kind", "flags", "k", "v", "checksums", "state", "key");
  }

  void row(Piece piece, State state) throws IOException {
    boolean known = piece.keyLength() != Piece.UNKNOWN;
    row(
        "" + piece.offset(),
        kind(piece, state),
        flags(piece),
        known ? "" + piece.keyLength() : "",
        known ? "" + piece.valueLength() : "",
        piece.checksums().word(),
        piece.isBad() ? "" : state.inTable(),
        key(piece));
  }

  private static String kind(Piece piece, State state) {
    return piece.kind() == Piece.Kind.DAMAGE && state == State.TORN
        ? "torn"
        : piece.kind().word();
  }

  private static String flags(Piece piece) {
    return (piece.has(RecordFormat.WITNESS) ? "w" : "")
        + (piece.has(RecordFormat.BATCH_GOES_ON) ? "b" : "");
  }

  private String key(Piece piece) {
    String text = KeyText.of(
        piece.key(), wholeKeys ? Integer.MAX_VALUE / 8 : WIDTH - KEY_AT - (piece.isBad() ? 14 : 0));
    if (!piece.isBad()) {
      return text;
    }
    return "(%s) %s".formatted(Words.count(piece.length(), "byte"), text);
  }

  private void row(
      String offset,
      String kind,
      String flags,
      String keyLength,
      String valueLength,
      String checksums,
      String state,
      String key)
      throws IOException {
    out.line(right(offset, 12)
        + "  "
        + left(kind, 9)
        + (this.flags ? "  " + left(flags, 5) : "")
        + right(keyLength, 6)
        + right(valueLength, 10)
        + "  "
        + left(checksums, 10)
        + "  "
        + left(state, 5)
        + "  "
        + key);
  }

  /** Says what the letters among the flags mean. */
  void legend() throws IOException {
    out.line("flags: w = a witness: all in front of it was durable; b = its batch goes on");
  }

  /** Prints a line for each part of a log that has several. */
  void parts(List<Part> parts, List<Tally> tallies) throws IOException {
    sums("file", "bytes", "records", "live", "dead", "tombstones");
    for (int i = 0; i < parts.size(); i++) {
      Tally tally = tallies.get(i);
      sums(
          parts.get(i).name(),
          Words.number(parts.get(i).size()),
          Words.number(tally.records()),
          Words.number(tally.bytes(State.LIVE)),
          Words.number(tally.bytes(State.DEAD)),
          Words.number(tally.bytes(State.TOMBSTONE)));
    }
  }

  private void sums(String file, String... columns) throws IOException {
    StringBuilder line = new StringBuilder(left(file, 27));
    int[] widths = {15, 13, 15, 15, 15};
    for (int i = 0; i < columns.length; i++) {
      line.append(right(columns[i], widths[i]));
    }
    out.line(line.toString());
  }

  /** Prints how many pieces and bytes of each state there are. */
  void tally(Tally tally) throws IOException {
    sum("", "pieces", "bytes");
    for (State state : State.values()) {
      if (tally.pieces(state) > 0) {
        sum(state.word(), Words.number(tally.pieces(state)), Words.number(tally.bytes(state)));
      }
    }
    sum("total", Words.number(tally.pieces()), Words.number(tally.bytes()));
  }

  private void sum(String what, String pieces, String bytes) throws IOException {
    out.line(left(what, 10) + right(pieces, 15) + right(bytes, 20));
  }

  /** Prints a line for a file beside the log. */
  void sideFile(SideFile file) throws IOException {
    out.line(left(file.name(), 33) + right(Words.number(file.bytes()), 13));
    out.line("  " + file.summary());
  }

  /** Prints {@code finding} and what it means. */
  void finding(Finding finding) throws IOException {
    String bytes = finding.length() == 0 ? "" : ", " + Words.count(finding.length(), "byte");
    out.line("%s in %s at %d%s: %s"
        .formatted(
            finding.what().word(), finding.file(), finding.offset(), bytes, finding.reason()));
    if (finding.what() == What.TORN || finding.what() == What.ZEROS) {
      out.line(
          "  a crash leaves that; nothing durable is in it, and opening the store cuts it off");
    }
  }
}
