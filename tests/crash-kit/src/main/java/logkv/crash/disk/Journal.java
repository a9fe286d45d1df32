package logkv.crash.disk;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was done to a disk, in order.
 *
 * <p>Used only while holding the monitor of the {@link Volume}.
 */
final class Journal {
  private static final StackWalker STACK = StackWalker.getInstance();

  private final List<JournalEntry> entries = new ArrayList<>();
  boolean recording = true;
  boolean capturingSites = true;

  void add(Operation operation, SimulatedPath path) {
    if (recording) {
      append(operation, path.toAbsolutePath().toString(), capturingSites ? site() : "");
    }
  }

  void mark(Operation mark) {
    if (recording) {
      append(mark, "", "");
    }
  }

  private void append(Operation operation, String path, String site) {
    entries.add(new JournalEntry(entries.size(), operation, path, site));
  }

  int size() {
    return entries.size();
  }

  List<JournalEntry> snapshot() {
    return List.copyOf(entries);
  }

  /** The innermost line that belongs neither to the JDK nor to the kit: the line of the store. */
  private static String site() {
    return STACK.walk(Journal::firstOutside).map(Journal::describe).orElse("");
  }

  private static Optional<StackFrame> firstOutside(Stream<StackFrame> frames) {
    return frames.filter(frame -> isOutside(frame.getClassName())).findFirst();
  }

  private static boolean isOutside(String className) {
    return !className.startsWith("logkv.crash.")
        && !className.startsWith("java.")
        && !className.startsWith("jdk.")
        && !className.startsWith("sun.");
  }

  private static String describe(StackFrame frame) {
    String type = frame.getClassName();
    type = type.substring(type.lastIndexOf('.') + 1).replace('$', '.');
    String method = frame.getMethodName();
    if (method.startsWith("lambda$")) { // lambda$append$0 is in append
      method = method.substring("lambda$".length(), method.lastIndexOf('$'));
    }
    return type + "." + method + ":" + frame.getLineNumber();
  }
}
