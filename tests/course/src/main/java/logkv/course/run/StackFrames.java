package logkv.course.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes stack traces short enough to be read: without the machinery that calls tests. */
final class StackFrames {
  private static final List<String> MACHINERY = List.of(
      "org.junit.",
      "net.jqwik.",
      "org.assertj.",
      "org.opentest4j.",
      "jdk.internal.reflect.",
      "java.lang.reflect.");

  /** A recursion without end has thousands, and they are all the same. */
  private static final int MOST = 200;

  private StackFrames() {}

  /** Drops the machinery, and everything below the first method of the phase or its tests. */
  static List<StackTraceElement> trim(StackTraceElement[] stack) {
    int end = stack.length;
    while (end > 0 && !isOfPhase(stack[end - 1])) {
      end--;
    }
    return Arrays.stream(stack, 0, end == 0 ? stack.length : end)
        .filter(frame -> MACHINERY.stream().noneMatch(frame.getClassName()::startsWith))
        .limit(MOST)
        .toList();
  }

  /** The same for an exception and what it was wrapped in: each with what the inner ones lack. */
  static List<StackTraceElement> trimAll(List<StackTraceElement[]> innermostFirst) {
    List<StackTraceElement> all = new ArrayList<>();
    for (StackTraceElement[] stack : innermostFirst) {
      List<StackTraceElement> inner = List.copyOf(all);
      trim(stack).stream().filter(frame -> !inner.contains(frame)).forEach(all::add);
    }
    return all;
  }

  /** Only the frames of the phase and its tests, innermost first. */
  static List<StackTraceElement> ofPhase(StackTraceElement[] stack) {
    return Arrays.stream(stack).filter(StackFrames::isOfPhase).toList();
  }

  static boolean isOfPhase(StackTraceElement frame) {
    return WorkerMain.LOADER.equals(frame.getClassLoaderName());
  }

  /** As in {@code "LogFile.append (LogFile.java:57)"}. */
  static String brief(StackTraceElement frame) {
    String className = frame.getClassName();
    return "%s.%s (%s:%d)"
        .formatted(
            className.substring(className.lastIndexOf('.') + 1).replace('$', '.'),
            frame.getMethodName(),
            frame.getFileName(),
            frame.getLineNumber());
  }
}
