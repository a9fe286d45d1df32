package logkv.course.run;

/**
 * The name of a test that stays the same from run to run, whatever else runs and in whatever order.
 *
 * @param className the binary name of the class that declares it, as in {@code
 *     "logkv.RecoveryTest$when_the_last_record_is_torn"}
 * @param method the name of the method; {@code "(class)"} for a test class that could not be used at
 *     all
 */
public record TestId(String className, String method) implements Comparable<TestId> {
  /** What stands in place of a method when a whole class is in trouble. */
  public static final String WHOLE_CLASS = "(class)";

  private static final char SEPARATOR = '#';

  /** Reads what {@link #toString} wrote. */
  public static TestId parse(String text) {
    int at = text.indexOf(SEPARATOR);
    if (at < 1 || at == text.length() - 1) {
      throw new IllegalArgumentException("not the name of a test: \"" + text + "\"");
    }
    return new TestId(text.substring(0, at), text.substring(at + 1));
  }

  /** The outermost class without its package, which is the name of the file the test is in. */
  public String file() {
    String outermost = className.replaceFirst("\\$.*", "");
    return outermost.substring(outermost.lastIndexOf('.') + 1);
  }

  @Override
  public int compareTo(TestId other) {
    int byClass = className.compareTo(other.className);
    return byClass != 0 ? byClass : method.compareTo(other.method);
  }

  @Override
  public String toString() {
    return className + SEPARATOR + method;
  }
}
