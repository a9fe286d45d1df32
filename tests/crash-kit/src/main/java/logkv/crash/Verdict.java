package logkv.crash;

/** What is wrong with what a store shows. */
public enum Verdict {
  /** An acknowledged write is gone, or what is left is not a prefix of what was done. */
  LOST("LOST"),
  /** A deleted key is back. */
  RESURRECTED("RESURRECTED"),
  /** A key has an older value than the last acknowledged one. */
  STALE("STALE"),
  /** A key or a value that nobody ever wrote. */
  GARBAGE("GARBAGE"),
  /** The effect of a failed call was visible before a restart. */
  PHANTOM("PHANTOM"),
  /** Opening, or the first reading of everything, threw. */
  REFUSED_TO_OPEN("REFUSED TO OPEN"),
  /** The store opened well and then could not be used, or opened differently the next time. */
  BROKEN_AFTER_RECOVERY("BROKEN AFTER RECOVERY"),
  /** The store answered wrongly while it was running: no crash was needed. */
  WRONG_ANSWER("WRONG ANSWER");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** Returns the verdict as reports write it. */
  @Override
  public String toString() {
    return words;
  }
}
