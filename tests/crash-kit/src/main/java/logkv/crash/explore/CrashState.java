package logkv.crash.explore;

import java.util.BitSet;

/**
 * One way in which a crash can hit what is pending.
 *
 * @param lost the indexes of the effects that never reached the disk; never changed
 * @param torn the index of the write of which a part did, or -1
 * @param cut how many bytes of the torn write reached the disk
 * @param tail what is where the others should be
 */
record CrashState(BitSet lost, int torn, int cut, Tail tail) {

  /** What stands in the place of the missing bytes of a torn write. */
  enum Tail {
    /** Nothing: the file ends. */
    CUT_OFF,
    /** The size reached the disk before the bytes: zeros, or the old bytes where there were some. */
    ZEROS,
    /** Whatever was on that part of the disk before. */
    GARBAGE
  }

  static CrashState losing(BitSet lost) {
    return new CrashState(lost, -1, 0, Tail.CUT_OFF);
  }

  /** The more effects are hit, the less simple is the state. */
  int hit() {
    return lost.cardinality() + (isTorn() ? 1 : 0);
  }

  boolean isTorn() {
    return torn >= 0;
  }
}
