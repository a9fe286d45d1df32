package logkv.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a {@link Trial} in a process of its own, with the flags that all of them get. */
final class Child {
  /** What Chronicle Map and lmdbjava must be allowed to open; it costs the others nothing. */
  private static final List<String> OPENED = List.of(
      "java.base/java.io",
      "java.base/java.lang",
      "java.base/java.lang.reflect",
      "java.base/java.nio",
      "java.base/java.util",
      "java.base/jdk.internal.ref",
      "java.base/sun.nio.ch",
      "jdk.compiler/com.sun.tools.javac",
      "jdk.compiler/com.sun.tools.javac.file");

  private static final List<Integer> SIGNALLED = List.of(128 + 2, 128 + 15); // SIGINT, SIGTERM

  private Child() {}

  /** Somebody outside has ended the trial: Ctrl-C reaches it as well as its parent. */
  static final class Ended extends IOException {
    private static final long serialVersionUID = 1;

    final int status;

    Ended(int status) {
      super("ended from outside, with exit code " + status);
      this.status = status;
    }
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Heap that is all resident from the beginning, so that what grows is other memory. */
  static List<String> heap(int keys) {
    String size = keys <= 100_000 ? "1g" : keys <= 1_000_000 ? "2g" : "4g";
    return List.of("-Xms" + size, "-Xmx" + size, "-XX:+AlwaysPreTouch");
  }

  private static List<String> flags(int keys) {
    List<String> flags = new ArrayList<>(heap(keys));
    OPENED.forEach(what -> flags.add("--add-opens=" + what + "=ALL-UNNAMED"));
    flags.add("-Dchronicle.analytics.disable=true"); // or it would tell its makers
    flags.add("-Dslf4j.internal.verbosity=ERROR");
    if (Runtime.version().feature() >= 24) {
      flags.add("--enable-native-access=ALL-UNNAMED");
      flags.add("--sun-misc-unsafe-memory-access=allow");
    }
    return flags;
  }

  /**
   * Returns the figures that the trial printed, each as JSON; engines may print other lines.
   *
   * @throws Ended if it was told to end
   * @throws IOException if it failed, with its exit code and the last line that names an exception, or
   *     took longer than {@code seconds}
   */
  static List<String> run(int keys, List<String> arguments, Path directory, long seconds)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(flags(keys));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Trial.class.getName()));
    command.addAll(arguments);
    Path errors = directory.resolve("errors.txt");
    Path output = directory.resolve("output.txt");
    Process process = new ProcessBuilder(command)
        .redirectError(errors.toFile())
        .redirectOutput(output.toFile())
        .start();
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        throw new IOException("took longer than %d seconds".formatted(seconds));
      }
      int status = process.exitValue();
      if (SIGNALLED.contains(status)) {
        throw new Ended(status);
      }
      if (status != 0) {
        throw new IOException("exit code %d: %s".formatted(status, reason(lines(errors))));
      }
      return lines(output).stream().filter(line -> line.startsWith("{")).toList();
    } finally {
      Stream.concat(process.descendants(), Stream.of(process.toHandle()))
          .forEach(ProcessHandle::destroyForcibly);
      process.waitFor();
    }
  }

  /** Native code may write bytes that are no UTF-8. */
  private static List<String> lines(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
  }

  /**
   * The line that names the exception; it is the last one that is not about where. Of paths, which name
   * directories of this machine, only the ends.
   */
  private static String reason(List<String> errors) {
    String reason = errors.stream()
        .filter(line -> line.contains("Exception") || line.contains("Error"))
        .filter(line -> !line.startsWith("\tat "))
        .reduce((first, second) -> second)
        .orElse(errors.isEmpty() ? "it ended without a word" : errors.get(errors.size() - 1));
    return reason.replaceAll("(?<![\\w.])(?:/[^\\s/:'\"]+)+/([^\\s/:'\"]+)", "$1");
  }
}
