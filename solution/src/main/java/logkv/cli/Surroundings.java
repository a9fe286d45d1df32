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
 * @param inIsTerminal whether a person writes {@code in}
 * @param outIsTerminal whether a person reads {@code out}
 * @param errIsTerminal whether a person reads {@code err}
 * @param place where the command was written
 * @param nanoTime a clock for rates and times left; it decides nothing else
 */
record Surroundings(
    InputStream in,
    OutputStream out,
    PrintWriter err,
    Map<String, String> variables,
    boolean inIsTerminal,
    boolean outIsTerminal,
    boolean errIsTerminal,
    Place place,
    LongSupplier nanoTime) {

  /**
   * Returns what this process was given. The text on standard output and error is UTF-8 everywhere:
   * what a store holds must not depend on the settings of the terminal.
   *
   * <p>Java cannot ask whether a stream is a terminal, so the launcher does, and says it in the
   * property {@code kv.terminal}: {@code in}, {@code out}, {@code err}, some of them or none. Without
   * a launcher there is a terminal if Java has a console.
   */
  static Surroundings ofThisProcess() {
    String terminal = System.getProperty("kv.terminal");
    if (terminal == null) {
      System.setProperty(
          "jdk.console", "java.base"); // the only one that is null without a terminal
      terminal = System.console() == null ? "" : "in,out,err";
    }
    return new Surroundings(
        System.in,
        new StandardOutput(new FileOutputStream(FileDescriptor.out)),
        new PrintWriter(
            new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), UTF_8), true),
        System.getenv(),
        terminal.contains("in"),
        terminal.contains("out"),
        terminal.contains("err"),
        Place.COMMAND_LINE,
        System::nanoTime);
  }

  /** Returns these surroundings for a command of our own shell. */
  Surroundings inside(Place shell) {
    return new Surroundings(
        in, out, err, variables, inIsTerminal, outIsTerminal, errIsTerminal, shell, nanoTime);
  }

  /** Standard input, which in our own shell is full of commands. */
  @Override
  public InputStream in() {
    if (place != Place.COMMAND_LINE) {
      throw Refusal.wrongUsage(
          "here standard input holds commands; write the value in quotes, or name a file");
    }
    return in;
  }

  /** Whether colours are welcome on standard output. */
  boolean colours() {
    return outIsTerminal && variables.getOrDefault("NO_COLOR", "").isEmpty();
  }
}
