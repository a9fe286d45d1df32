package logkv.grading;

/**
 * A class of an answer with one small change.
 *
 * @param method the changed method, as in {@code logkv.log.LogFile.append}
 * @param operator the kind of change, as in {@code NegateConditionals}
 * @param line the number of the changed line in its file, counted from 1
 * @param source what that line says, without the spaces around it
 * @param killed whether a test noticed; a test that never ends has noticed too
 */
record Mutant(String method, String operator, int line, String source, boolean killed) {

  /** What {@code survivors.txt} calls it: without the line's number, which changes too easily. */
  String name() {
    return method + " | " + operator + " | " + source;
  }
}
