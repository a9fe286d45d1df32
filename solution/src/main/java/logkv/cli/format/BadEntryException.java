package logkv.cli.format;

/** Thrown for a place of a file that is no entry of its format. */
public final class BadEntryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final long line;
  private final boolean canGoOn;

  private BadEntryException(long line, String reason, boolean canGoOn) {
    super(reason);
    this.line = line;
    this.canGoOn = canGoOn;
  }

  static BadEntryException skippable(long line, String reason) {
    return new BadEntryException(line, reason, true);
  }

  /** For a place behind which nobody can tell where the next entry begins. */
  static BadEntryException fatal(long line, String reason) {
    return new BadEntryException(line, reason, false);
  }

  /** The number of the line on which the bad entry begins; the first line is 1. */
  public long line() {
    return line;
  }

  /** Whether the entries behind this one can be read. */
  public boolean canGoOn() {
    return canGoOn;
  }
}
