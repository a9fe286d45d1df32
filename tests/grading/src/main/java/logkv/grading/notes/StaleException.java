package logkv.grading.notes;

/** A marker asks for something that cannot be cut, played or drawn; the message says why. */
final class StaleException extends Exception {
  private static final long serialVersionUID = 1L;

  StaleException(String message) {
    super(message);
  }
}
