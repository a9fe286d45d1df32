package logkv.peers;

import java.io.IOException;
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

  private Child() {}

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
   * Returns what the trial printed.
   *
   * @throws IOException if it failed, with the last line that it wrote to standard error, or took longer
   *     than {@code seconds}
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
      if (process.exitValue() != 0) {
        throw new IOException(reason(Files.readAllLines(errors)));
      }
      return Files.readAllLines(output);
    } finally {
      Stream.concat(process.descendants(), Stream.of(process.toHandle()))
          .forEach(ProcessHandle::destroyForcibly);
      process.waitFor();
    }
  }

  /** The line that names the exception; it is the last one that is not about where. */
  private static String reason(List<String> errors) {
    return errors.stream()
        .filter(line -> line.contains("Exception") || line.contains("Error"))
        .filter(line -> !line.startsWith("\tat "))
        .reduce((first, second) -> second)
        .orElse(errors.isEmpty() ? "it ended without a word" : errors.get(errors.size() - 1));
  }
}
