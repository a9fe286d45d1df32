package logkv.grading.bench;

/**
 * The submission's JVM is not there any more, or does not answer: it ended by itself, spoke out of
 * turn, or broke a limit and was stopped.
 */
public final class ProcessLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean byLimit;

  /**
   * @param story what happened, in a sentence, such as "It called System.exit during put(...)."
   * @param byLimit whether the grader stopped it
   */
  public ProcessLost(String story, boolean byLimit) {
    super(story, null, false, false);
    this.byLimit = byLimit;
  }

  public boolean byLimit() {
    return byLimit;
  }
}
