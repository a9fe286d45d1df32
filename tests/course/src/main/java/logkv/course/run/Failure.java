package logkv.course.run;

import java.util.List;

/**
 * Why a test is red.
 *
 * @param kind how it came to an end
 * @param throwable what was thrown and what caused that, outermost first; empty unless something was
 *     thrown
 * @param message the message of what was thrown, or a sentence about what happened; may have many
 *     lines; that of a property ends with the smallest case that fails
 * @param stack where it happened, innermost frame first, without the frames of the test framework;
 *     of an exception with causes it begins with the innermost cause; may be empty
 * @param output what the test printed, cut to a few thousand characters
 */
public record Failure(
    Kind kind,
    List<Thrown> throwable,
    String message,
    List<StackTraceElement> stack,
    String output) {

  /** How a test came to its red end. */
  public enum Kind {
    /** It threw something, as a failing test should. */
    THREW,
    /** It was still running when its time was over, and was stopped. */
    STUCK,
    /** It ended the JVM: {@code System.exit}, {@code Runtime.halt} or worse. */
    ENDED_THE_JVM,
    /** The JVM was lost too often before its turn came. */
    NOT_RUN,
    /** Its class could not be loaded, or holds tests that nobody would run. */
    UNUSABLE_CLASS
  }

  public Failure {
    throwable = List.copyOf(throwable);
    stack = List.copyOf(stack);
  }

  /** Whether an object of this class, given by its binary name, was thrown or was its cause. */
  public boolean threw(String className) {
    return throwable.stream().anyMatch(thrown -> thrown.className().equals(className));
  }

  /** One link in a chain of causes: the binary name of a class, and its message or {@code ""}. */
  public record Thrown(String className, String message) {}
}
