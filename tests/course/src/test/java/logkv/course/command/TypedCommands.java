package logkv.course.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import logkv.course.report.Terminal;
import org.junit.jupiter.api.io.TempDir;

/** Types commands into {@code ./course} in a folder of its own, and keeps what is said. */
abstract class TypedCommands {
  @TempDir
  Path root;

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

  int course(String... arguments) {
    PrintStream out = new PrintStream(shown, true, UTF_8);
    PrintStream err = new PrintStream(complaints, true, UTF_8);
    return new CourseCommand(root, new Terminal(out, false, false, false, 80), err)
        .execute(arguments);
  }

  /** What was shown since the last time that somebody asked. */
  String shown() {
    return take(shown);
  }

  /** The same for complaints. */
  String complaints() {
    return take(complaints);
  }

  private static String take(ByteArrayOutputStream stream) {
    String text = stream.toString(UTF_8).replace(System.lineSeparator(), "\n");
    stream.reset();
    return text;
  }
}
