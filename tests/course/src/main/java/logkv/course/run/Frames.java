package logkv.course.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How the two JVMs of a test run talk: a kind, then its fields.
 *
 * <pre>
 *   to the worker      RUN           folders of class files, tests first; files to run, none for all;
 *                                    excluded tags; tests not to run
 *                      WHERE         asks for a STACK while a test is running
 *
 *   from the worker    FOUND         test, display names, tags
 *                      STARTED       test, or a class as a whole
 *                      FINISHED      test, status, and if it failed its failure
 *                      STACK         where the test is now, what other threads of it do, its output
 *                      ENDING        the same, because somebody called System.exit
 *                      DONE          whether threads were left behind
 *
 *   text               length in bytes as int32, UTF-8
 *   list               number of elements as int32, the elements
 * </pre>
 */
final class Frames {
  static final byte RUN = 'r';
  static final byte WHERE = 'w';
  static final byte FOUND = 'F';
  static final byte STARTED = 'S';
  static final byte FINISHED = 'X';
  static final byte STACK = 'T';
  static final byte ENDING = 'E';
  static final byte DONE = 'D';

  private static final int MOST_BYTES = 16 * 1024 * 1024;

  private Frames() {}

  static void writeText(DataOutputStream to, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    to.writeInt(bytes.length);
    to.write(bytes);
  }

  static String readText(DataInputStream from) throws IOException {
    return new String(from.readNBytes(readLength(from)), UTF_8);
  }

  static void writeTexts(DataOutputStream to, Collection<String> texts) throws IOException {
    to.writeInt(texts.size());
    for (String text : texts) {
      writeText(to, text);
    }
  }

  static List<String> readTexts(DataInputStream from) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int left = readLength(from); left > 0; left--) {
      texts.add(readText(from));
    }
    return texts;
  }

  static void writeStack(DataOutputStream to, List<StackTraceElement> stack) throws IOException {
    to.writeInt(stack.size());
    for (StackTraceElement frame : stack) {
      writeText(to, frame.getClassLoaderName() == null ? "" : frame.getClassLoaderName());
      writeText(to, frame.getClassName());
      writeText(to, frame.getMethodName());
      writeText(to, frame.getFileName() == null ? "" : frame.getFileName());
      to.writeInt(frame.getLineNumber());
    }
  }

  static List<StackTraceElement> readStack(DataInputStream from) throws IOException {
    List<StackTraceElement> stack = new ArrayList<>();
    for (int left = readLength(from); left > 0; left--) {
      String loader = readText(from);
      String className = readText(from);
      String method = readText(from);
      String file = readText(from);
      stack.add(new StackTraceElement(loader, null, null, className, method, file, from.readInt()));
    }
    return stack;
  }

  static void writeFailure(DataOutputStream to, Failure failure) throws IOException {
    writeText(to, failure.kind().name());
    to.writeInt(failure.throwable().size());
    for (Failure.Thrown thrown : failure.throwable()) {
      writeText(to, thrown.className());
      writeText(to, thrown.message());
    }
    writeText(to, failure.message());
    writeStack(to, failure.stack());
    writeText(to, failure.output());
  }

  static Failure readFailure(DataInputStream from) throws IOException {
    Failure.Kind kind = Failure.Kind.valueOf(readText(from));
    List<Failure.Thrown> throwable = new ArrayList<>();
    for (int left = readLength(from); left > 0; left--) {
      throwable.add(new Failure.Thrown(readText(from), readText(from)));
    }
    return new Failure(kind, throwable, readText(from), readStack(from), readText(from));
  }

  private static int readLength(DataInputStream from) throws IOException {
    int length = from.readInt();
    if (length < 0 || length > MOST_BYTES) {
      throw new IOException("not a length: " + length);
    }
    return length;
  }
}
