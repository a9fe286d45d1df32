package logkv.cli.inspect;

/** How many pieces of each state there are, and how many bytes they have. */
final class Tally {
  private final long[] pieces = new long[State.values().length];
  private final long[] bytes = new long[State.values().length];

  void add(State state, long length) {
    pieces[state.ordinal()]++;
    bytes[state.ordinal()] += length;
  }

  void add(Tally other) {
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] += other.pieces[i];
      bytes[i] += other.bytes[i];
    }
  }

  long pieces(State state) {
    return pieces[state.ordinal()];
  }

  long bytes(State state) {
    return bytes[state.ordinal()];
  }

  /** Puts and tombstones. */
  long records() {
    return pieces(State.LIVE) + pieces(State.DEAD) + pieces(State.TOMBSTONE);
  }
}
