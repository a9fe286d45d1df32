package logkv.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import logkv.cli.text.RawText;
import logkv.cli.text.Words;

/**
 * Runs the commands of a file or pipe, one after the other: no prompt, and nothing on standard output
 * but answers. Stops at the first command that was wrong or that failed; that a key has no value is
 * an answer like any other.
 */
final class Script {

  /** In bytes: the longest value, every byte of it escaped, and room for a key. */
  private static final int LONGEST = 65 * 1024 * 1024;

  private final InputStream in;
  private final OutputStream out;
  private final Interpreter interpreter;
  private long line;

  Script(InputStream in, OutputStream out, Interpreter interpreter) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.out = out;
    this.interpreter = interpreter;
  }

  /** Runs all of it and returns the {@link ExitStatus} of the last command that ran. */
  int run() throws IOException {
    int status = ExitStatus.DONE;
    for (Words words = next(); words != null && !interpreter.hasEnded(); words = next()) {
      status = interpreter.execute(words);
      if (status > ExitStatus.NOT_FOUND) {
        return status;
      }
      if (in.available() == 0) { // somebody may wait for this answer before asking again
        out.flush();
      }
    }
    return status;
  }

  /** The number of the line that the last command ended on. */
  long line() {
    return line;
  }

  /** Returns the next command, which is a line unless quotes go on over its end; null at the end. */
  private Words next() throws IOException {
    ByteArrayOutputStream command = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 || command.size() > 0; b = in.read()) {
      if (b < 0 || b == '\n') {
        line++;
        Words words = Words.of(RawText.of(command.toByteArray()));
        if (words.openQuote() == 0) {
          return words;
        }
        if (b < 0) {
          throw Refusal.wrongUsage(
              "the quote %s was opened and never closed".formatted(words.openQuote()));
        }
      }
      if (command.size() == LONGEST) {
        throw Refusal.wrongUsage("a command of more than %,d bytes".formatted(LONGEST));
      }
      command.write(b);
    }
    return null;
  }
}
