package logkv.grading.child;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an exception tells across processes.
 *
 * @param types its class and superclasses, as binary names
 * @param words its message, or {@code ""}
 * @param place the topmost frame in the submission, as in {@code "LogStore.java:84"}, or {@code ""}
 */
record Threw(List<String> types, String words, String place) {
  /** The name of the class loader of submissions, by which their frames are known. */
  static final String LOADER = "submission";

  /** The adapter is ours, though it is loaded with the submission. */
  static final String ADAPTER = "logkv.grading.adapter.Adapter";

  private static final int MOST_CHARACTERS = 4_000;

  /** Asks {@code thrown}, whose methods may be the submission's, and throw, too. */
  static Threw of(Throwable thrown) {
    List<String> types = new ArrayList<>();
    for (Class<?> type = thrown.getClass(); type != Object.class; type = type.getSuperclass()) {
      types.add(type.getName());
    }
    return new Threw(types, words(thrown), place(thrown));
  }

  void writeTo(DataOutputStream to) throws IOException {
    Wire.writeTexts(to, types);
    Wire.writeText(to, words);
    Wire.writeText(to, place);
  }

  private static String words(Throwable thrown) {
    try {
      String message = String.valueOf(thrown.getMessage());
      return message.length() > MOST_CHARACTERS ? message.substring(0, MOST_CHARACTERS) : message;
    } catch (Throwable e) {
      return "(its getMessage() throws " + e.getClass().getName() + ")";
    }
  }

  private static String place(Throwable thrown) {
    try {
      for (StackTraceElement frame : thrown.getStackTrace()) {
        if (LOADER.equals(frame.getClassLoaderName()) && !frame.getClassName().equals(ADAPTER)) {
          return frame.getFileName() + ":" + frame.getLineNumber();
        }
      }
      return "";
    } catch (Throwable e) {
      return "";
    }
  }
}
