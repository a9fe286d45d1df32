package logkv.cli;

/** What {@code kv} tells the shell when it ends. */
final class ExitStatus {
  static final int DONE = 0;
  static final int NOT_FOUND = 1;
  static final int WRONG_USAGE = 2;
  static final int PROBLEM = 3;

  /** Somebody else has the store open; the same command may succeed later. */
  static final int LOCKED = 4;

  /** Ctrl-C; what a shell shows for a program that SIGINT ended. */
  static final int INTERRUPTED = 130;

  /** Nobody reads our output any more; what a shell shows for a program that SIGPIPE ended. */
  static final int OUTPUT_CLOSED = 141;

  private ExitStatus() {}
}
