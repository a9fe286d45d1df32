package logkv.cli.format;

/** Thrown for a place of a file that is no entry of its format. */
public final class BadEntryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String place;
  private final boolean canGoOn;

  private BadEntryException(String place, String reason, boolean canGoOn) {
    super(reason);
    this.place = place;
    this.canGoOn = canGoOn;
  }

  /** @param line the number of the line on which the bad entry begins; the first line is 1 */
  static BadEntryException skippable(long line, String reason) {
    return new BadEntryException("line %,d".formatted(line), reason, true);
  }

  /** For a line behind which nobody can tell where the next entry begins. */
  static BadEntryException fatal(long line, String reason) {
    return fatal("line %,d".formatted(line), reason);
  }

  static BadEntryException fatal(String place, String reason) {
    return new BadEntryException(place, reason, false);
  }

  /** Where the bad entry begins, in words: {@code line 3}. */
  public String place() {
    return place;
  }

  /** Whether the entries behind this one can be read. */
  public boolean canGoOn() {
    return canGoOn;
  }
}
