package logkv.crash;

/** Thrown when a store did not survive; the message is the report. */
public final class CrashFailure extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final transient Finding finding;

  CrashFailure(Finding finding) {
    super(finding.report());
    this.finding = finding;
  }

  /** Returns what was found, for a test that wants more than the message. */
  public Finding finding() {
    return finding;
  }
}
