package logkv.peers.report;

/** In what something is measured, and whether more of it is better. */
public enum Unit {
  PER_SECOND("a second", true),
  MEGABYTES_PER_SECOND("MB/s", true),
  MILLISECONDS("ms", false),
  BYTES_PER_KEY("bytes a key", false),
  TIMES("times", false),
  COUNT("", false);

  private final String text;
  private final boolean moreIsBetter;

  Unit(String text, boolean moreIsBetter) {
    this.text = text;
    this.moreIsBetter = moreIsBetter;
  }

  public boolean moreIsBetter() {
    return moreIsBetter;
  }

  @Override
  public String toString() {
    return text;
  }
}
