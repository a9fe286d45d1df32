package logkv.cli.inspect;

import java.util.ArrayList;
import java.util.List;
import logkv.cli.inspect.Finding.What;
import logkv.cli.inspect.Piece.Kind;
import logkv.segmented.format.RecordFormat;

/**
 * One part of a log while it is surveyed, piece by piece: which records count, and what is wrong.
 *
 * <p>Torn or damaged? As the stores decide it: bad bytes were damaged if something behind them proves
 * that they had been durable. In the complete store that is a witness, a seal or a later segment; in
 * the course it is any whole record. If nothing does, a crash may have left them, and opening the
 * store would cut the log off there; if they lie in a batch, where it begins.
 */
final class Reading {
  private static final int MOST_FINDINGS = 1_000; // of one file: a page of them helps nobody

  private final Part part;
  private final Settled settled;
  private final List<Piece> waiting = new ArrayList<>();
  private final List<Finding> bad = new ArrayList<>();
  private long unnamed; // findings that are only counted
  private long pieces;
  private long suspectFrom = -1; // nothing has proved yet that what lies from here on was durable
  private String suspicion;
  private long wholeBehind; // how many whole records lie behind it
  private long batchFrom = -1; // where the batch begins whose end has not come yet
  private boolean sealed;

  /** Receives the records that opening the store would not cut off. */
  @FunctionalInterface
  interface Settled {
    void record(Piece piece);
  }

  Reading(Part part, Settled settled) {
    this.part = part;
    this.settled = settled;
  }

  void visit(Piece piece) {
    pieces++;
    if (piece.isBad()) {
      bad(piece);
    } else if (piece.isRecord()) {
      record(piece);
    }
  }

  private void bad(Piece piece) {
    add(new Finding(
        part.name(),
        piece.offset(),
        piece.length(),
        piece.kind() == Kind.ZEROS ? What.ZEROS : What.DAMAGE,
        piece.problem()));
    boolean fileHeader = part.isSegment() && piece.offset() == 0; // was durable before its name
    if (suspectFrom < 0 && !sealed && !fileHeader) {
      suspect(batchFrom >= 0 ? batchFrom : piece.offset(), piece.problem());
    }
  }

  private void suspect(long from, String why) {
    suspectFrom = from;
    suspicion = why;
    wholeBehind = 0;
  }

  private void record(Piece piece) {
    if (!part.isSegment() || piece.has(RecordFormat.WITNESS)) {
      suspectFrom = -1; // it proves that all in front of it was durable
      batchFrom = -1;
    }
    if (sealed) {
      add(new Finding(
          part.name(), piece.offset(), piece.length(), What.DAMAGE, "it lies behind the seal"));
    }
    boolean goesOn = piece.has(RecordFormat.BATCH_GOES_ON);
    if (!goesOn) {
      batchFrom = -1;
    } else if (batchFrom < 0) {
      batchFrom = piece.offset();
    }
    waiting.add(piece);
    if (suspectFrom >= 0) {
      wholeBehind++;
    } else if (batchFrom < 0) {
      settle();
    }
    sealed |= piece.kind() == Kind.SEAL;
  }

  /** Says that the part has no more pieces. */
  void end() {
    if (suspectFrom < 0 && batchFrom >= 0) {
      suspect(batchFrom, "the batch that begins here has no end");
    }
    if (!part.mayBeTorn()) {
      suspectFrom = -1;
    }
    if (suspectFrom < 0) {
      settle();
    }
    if (part.isSegment() && !part.mayBeTorn() && !sealed) {
      add(new Finding(
          part.name(), part.size(), 0, What.DAMAGE, "its end is missing: it has no seal"));
    }
  }

  private void add(Finding finding) {
    if (bad.size() < MOST_FINDINGS) {
      bad.add(finding);
    } else {
      unnamed++;
    }
  }

  private void settle() {
    waiting.stream().filter(p -> p.kind() != Kind.SEAL).forEach(settled::record);
    waiting.clear();
  }

  long pieces() {
    return pieces;
  }

  /** Where opening the store would cut the part off; beyond its end if it would not. */
  long cutFrom() {
    return suspectFrom < 0 ? Long.MAX_VALUE : suspectFrom;
  }

  /** What is wrong, in the order of the file; all that would be cut off is one finding. */
  List<Finding> findings() {
    List<Finding> all = new ArrayList<>();
    bad.stream().filter(f -> f.offset() < cutFrom()).map(Reading::damage).forEach(all::add);
    if (unnamed > 0) {
      String more = "%d more places that are no record; the table shows them".formatted(unnamed);
      all.add(new Finding(part.name(), part.size(), 0, What.DAMAGE, more));
    }
    if (suspectFrom >= 0) {
      boolean zeros =
          bad.stream().anyMatch(f -> f.what() == What.ZEROS && f.offset() == suspectFrom);
      String behind = wholeBehind == 0
          ? ""
          : "\n  behind that: %s, and nothing proves that it was ever durable"
              .formatted(Words.count(wholeBehind, "whole record"));
      all.add(new Finding(
          part.name(),
          suspectFrom,
          part.size() - suspectFrom,
          zeros ? What.ZEROS : What.TORN,
          suspicion + behind));
    }
    return all;
  }

  private static Finding damage(Finding bad) {
    return new Finding(bad.file(), bad.offset(), bad.length(), What.DAMAGE, bad.reason());
  }
}
