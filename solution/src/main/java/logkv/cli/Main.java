package logkv.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Map;

/** Where the process of {@code kv} begins and ends. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(Kv.run(Surroundings.ofThisProcess(), arguments));
  }

  /**
   * Runs one command as in a pipe, without a process of its own: nobody sits at a terminal, and
   * standard input is empty.
   *
   * @param variables of the environment
   * @return the exit status
   */
  public static int run(
      OutputStream out, PrintWriter err, Map<String, String> variables, String... arguments) {
    Surroundings surroundings = new Surroundings(
        InputStream.nullInputStream(),
        out,
        err,
        variables,
        false,
        false,
        false,
        Place.COMMAND_LINE,
        System::nanoTime);
    return Kv.run(surroundings, arguments);
  }
}
