package logkv.cli;

/** What {@code kv} says instead of doing what it was asked: one sentence, and an exit status. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  private Refusal(int status, String sentence) {
    super(sentence);
    this.status = status;
  }

  /** The user asked for something that cannot be done this way. */
  static Refusal wrongUsage(String sentence) {
    return new Refusal(ExitStatus.WRONG_USAGE, sentence);
  }

  /** The request was right, but the store or a file is not. */
  static Refusal problem(String sentence) {
    return new Refusal(ExitStatus.PROBLEM, sentence);
  }

  int status() {
    return status;
  }
}
