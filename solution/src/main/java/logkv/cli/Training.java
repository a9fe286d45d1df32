package logkv.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/**
 * Uses the commands that people use most, once. Java can write down the classes that this loads, and
 * load them faster in later runs; the launcher asks it to.
 */
public final class Training {
  private Training() {}

  /** @param arguments a directory for a store, which is made, and is the caller's to delete */
  public static void main(String[] arguments) {
    Surroundings nobody = new Surroundings(
        new ByteArrayInputStream("{\"k\":\"cup\",\"v\":\"blue\"}\n".getBytes(UTF_8)),
        new StandardOutput(OutputStream.nullOutputStream()),
        new PrintWriter(OutputStream.nullOutputStream()),
        Map.of("KV_DIR", Path.of(arguments[0]).toString()),
        false,
        false,
        false,
        Place.COMMAND_LINE,
        System::nanoTime);
    Kv.run(nobody, "put", "tea", "green");
    Kv.run(nobody, "get", "tea");
    Kv.run(nobody, "exists", "mate");
    Kv.run(nobody, "list", "--prefix", "t");
    Kv.run(nobody, "import", "--format", "jsonl");
    Kv.run(nobody, "export", "--format", "jsonl");
    Kv.run(nobody, "stats");
    Kv.run(nobody, "delete", "tea");
    Main.main(new String[] {"--dir", arguments[0], "get", "cup"}); // the end of this process
  }
}
