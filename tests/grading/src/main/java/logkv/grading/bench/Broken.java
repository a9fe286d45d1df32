package logkv.grading.bench;

/** Thrown by a check: what was promised does not hold, and this is how it showed. */
public final class Broken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String hint;

  /**
   * @param story what was done, what was expected, what came; lines
   * @param hint what to look at, or empty
   */
  public Broken(String story, String hint) {
    super(story, null, false, false);
    this.hint = hint;
  }

  public String hint() {
    return hint;
  }
}
