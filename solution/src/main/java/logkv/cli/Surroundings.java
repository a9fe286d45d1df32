package logkv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What the process around it gives to {@code kv}; a test gives something else.
 *
 * @param in standard input, as bytes
 * @param out standard output, as bytes
 * @param err standard error, for sentences and progress
 * @param variables of the environment
 * @param outIsTerminal whether a person reads {@code out}
 * @param errIsTerminal whether a person reads {@code err}
 * @param nanoTime a clock for rates and times left; it decides nothing else
 */
record Surroundings(
    InputStream in,
    OutputStream out,
    PrintWriter err,
    Map<String, String> variables,
    boolean outIsTerminal,
    boolean errIsTerminal,
    LongSupplier nanoTime) {

  /**
   * Returns what this process was given. The text on standard output and error is UTF-8 everywhere:
   * what a store holds must not depend on the settings of the terminal.
   *
   * <p>Java cannot ask whether a stream is a terminal, so the launcher does, and says it in the
   * property {@code kv.terminal}: {@code out}, {@code err}, both or none. Without a launcher nothing
   * is taken for a terminal.
   */
  static Surroundings ofThisProcess() {
    String terminal = System.getProperty("kv.terminal", "");
    return new Surroundings(
        System.in,
        new StandardOutput(new FileOutputStream(FileDescriptor.out)),
        new PrintWriter(
            new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), UTF_8), true),
        System.getenv(),
        terminal.contains("out"),
        terminal.contains("err"),
        System::nanoTime);
  }

  /** Whether colours are welcome on standard output. */
  boolean colours() {
    return outIsTerminal && variables.getOrDefault("NO_COLOR", "").isEmpty();
  }
}
