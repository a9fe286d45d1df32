package logkv.grading.child;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import logkv.course.build.CompileError;
import logkv.course.build.Compiler;

/**
 * Compiles sources, one folder after another, and tells what javac says of each. Sources can keep
 * javac busy for ever and make it run out of memory, which is why it does not run in the grader; they
 * cannot make it run them, because no annotation is processed.
 *
 * <pre>
 *   request   folder of sources, folders of classes, folder for the classes made
 *   reply     list of errors, three texts each: file, line, words
 * </pre>
 */
public final class CompileMain {
  private static final int MOST_CHARACTERS = 100_000;

  private CompileMain() {}

  public static void main(String[] arguments) throws IOException {
    DataInputStream in = new DataInputStream(System.in);
    DataOutputStream out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
    System.setOut(System.err);
    Compiler compiler = new Compiler();
    out.writeInt(Wire.READY);
    try {
      while (true) {
        Path sources = Path.of(Wire.readText(in, MOST_CHARACTERS));
        List<Path> classPath =
            Wire.readTexts(in, MOST_CHARACTERS).stream().map(Path::of).toList();
        Path classes = Path.of(Wire.readText(in, MOST_CHARACTERS));
        Wire.writeTexts(out, words(compile(compiler, sources, classPath, classes), sources));
        out.flush();
      }
    } catch (EOFException e) {
      // The grader is done.
    }
  }

  private static List<CompileError> compile(
      Compiler compiler, Path sources, List<Path> classPath, Path classes) throws IOException {
    try {
      return compiler.compile(sources, classPath, classes).errors();
    } catch (StackOverflowError | OutOfMemoryError | RuntimeException e) {
      // A compiler may give up on what nobody would write.
      return List.of(new CompileError(Path.of(""), 1, "javac gave up: " + e));
    }
  }

  private static List<String> words(List<CompileError> errors, Path sources) {
    List<String> words = new ArrayList<>();
    for (CompileError error : errors.subList(0, Math.min(errors.size(), 20))) {
      Path file = error.file();
      words.add((file.startsWith(sources) ? sources.relativize(file) : file).toString());
      words.add(String.valueOf(error.line()));
      String message = error.message();
      words.add(message.substring(0, Math.min(message.length(), 2_000)));
    }
    return words;
  }
}
