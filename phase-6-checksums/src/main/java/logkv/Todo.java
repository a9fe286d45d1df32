package logkv;

/**
 * Thrown by a method that is still waiting for you to write it.
 *
 * <p>An error and not an exception, so that a test which expects some exception cannot take an
 * unwritten method for a finished one.
 */
public final class Todo extends Error {
  private static final long serialVersionUID = 1L;

  private Todo(String message) {
    super(message);
  }

  /**
   * Returns what an unwritten method throws.
   *
   * @param what the method, as in {@code "LogFile.append"}
   * @param where the section of the lectures that explains it, as in {@code
   *     "02-persistence.md#append"}
   */
  public static Todo implement(String what, String where) {
    return new Todo("Implement " + what + " next; lectures/" + where + " explains how.");
  }
}
