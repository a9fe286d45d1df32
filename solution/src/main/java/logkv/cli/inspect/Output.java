package logkv.cli.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

/** Lines of text on their way out, in UTF-8, without blanks at their ends. */
final class Output {
  private final OutputStream out;

  Output(OutputStream out) {
    this.out = out;
  }

  void line(String line) throws IOException {
    out.write((line.stripTrailing() + "\n").getBytes(UTF_8));
  }

  void blank() throws IOException {
    out.write('\n');
  }
}
