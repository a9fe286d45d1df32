package logkv.crash.explore;

import java.util.Arrays;
import logkv.crash.Verdict;

/** A store that could not be used after a crash, whatever it holds. */
record Trouble(Verdict verdict, String sentence) {

  static Trouble refused(String call, Exception e) {
    return new Trouble(Verdict.REFUSED_TO_OPEN, call + " threw " + describe(e));
  }

  static Trouble broken(String sentence) {
    return new Trouble(Verdict.BROKEN_AFTER_RECOVERY, sentence);
  }

  /** Returns the exception with the line of the store that it came from. */
  static String describe(Exception e) {
    return name(e) + site(e);
  }

  /** Returns the first line of the exception. */
  static String name(Exception e) {
    String message = e.getMessage() == null ? "" : ": " + e.getMessage();
    return Text.path(e.getClass().getSimpleName() + message.lines().findFirst().orElse(""));
  }

  private static String site(Exception e) {
    return Arrays.stream(e.getStackTrace())
        .filter(frame -> !isOurs(frame.getClassName()))
        .findFirst()
        .map(frame -> " (" + simpleName(frame) + ":" + frame.getLineNumber() + ")")
        .orElse("");
  }

  private static boolean isOurs(String className) {
    return className.startsWith("java.")
        || className.startsWith("jdk.")
        || className.startsWith("sun.")
        || className.startsWith("logkv.crash.");
  }

  private static String simpleName(StackTraceElement frame) {
    String name = frame.getClassName();
    return name.substring(name.lastIndexOf('.') + 1) + "." + frame.getMethodName();
  }
}
