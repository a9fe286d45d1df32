package logkv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Types commands into {@code kv}, in this JVM, and keeps what it answers. */
final class Shell {
  private final Map<String, String> variables = new HashMap<>();
  private byte[] input = {};
  private boolean outIsTerminal;
  private boolean errIsTerminal;
  private long time;
  private byte[] lastOut = {};

  /** Returns a shell in which {@code KV_DIR} is {@code store}. */
  Shell(Path store) {
    variables.put("KV_DIR", store.toString());
  }

  /** Gives standard input to every command that follows. */
  Shell input(String text) {
    return input(text.getBytes(UTF_8));
  }

  Shell input(byte[] bytes) {
    input = bytes;
    return this;
  }

  /** Sets a variable of the environment. */
  Shell with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  Shell withTerminalForOutput() {
    outIsTerminal = true;
    return this;
  }

  /** On this terminal a second goes by whenever somebody looks at the clock. */
  Shell withTerminalForErrors() {
    errIsTerminal = true;
    return this;
  }

  Answer kv(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    int status = Kv.run(
        new Surroundings(
            new ByteArrayInputStream(input),
            out,
            new PrintWriter(err, true),
            variables,
            false,
            outIsTerminal,
            errIsTerminal,
            Place.COMMAND_LINE,
            () -> time += 1_000_000_000),
        arguments);
    lastOut = out.toByteArray();
    return new Answer(
        status, out.toString(UTF_8), err.toString().replace(System.lineSeparator(), "\n"));
  }

  /** The bytes on standard output of the command that was typed last. */
  byte[] lastOut() {
    return lastOut;
  }

  /** What a command answered. */
  record Answer(int status, String out, String err) {}
}
