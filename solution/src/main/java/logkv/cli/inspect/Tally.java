package logkv.cli.inspect;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** How many pieces of each state there are, and how many bytes they have. */
final class Tally {
  private final long[] pieces = new long[State.values().length];
  private final long[] bytes = new long[State.values().length];

  /** Reads all of {@code part}. */
  static Tally of(Part part, Survey survey) throws IOException {
    Tally tally = new Tally();
    part.walk(piece -> tally.add(survey.state(part, piece), piece.length()));
    return tally;
  }

  static Tally sum(List<Tally> tallies) {
    Tally sum = new Tally();
    for (Tally tally : tallies) {
      for (State state : State.values()) {
        sum.pieces[state.ordinal()] += tally.pieces(state);
        sum.bytes[state.ordinal()] += tally.bytes(state);
      }
    }
    return sum;
  }

  void add(State state, long length) {
    pieces[state.ordinal()]++;
    bytes[state.ordinal()] += length;
  }

  long pieces(State state) {
    return pieces[state.ordinal()];
  }

  long bytes(State state) {
    return bytes[state.ordinal()];
  }

  /** All of them together. */
  long pieces() {
    return Arrays.stream(pieces).sum();
  }

  long bytes() {
    return Arrays.stream(bytes).sum();
  }

  /** Puts and tombstones. */
  long records() {
    return pieces(State.LIVE) + pieces(State.DEAD) + pieces(State.TOMBSTONE);
  }
}
