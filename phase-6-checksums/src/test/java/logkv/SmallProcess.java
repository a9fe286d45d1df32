package logkv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** A real process with little memory, which opens a store. */
final class SmallProcess {
  private SmallProcess() {}

  /** Starts it, and returns what it says about opening the store in {@code directory}. */
  static String opens(Path directory) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            whereIs(SmallProcess.class)
                + System.getProperty("path.separator")
                + whereIs(LogStore.class),
            SmallProcess.class.getName(),
            directory.toString())
        .redirectErrorStream(true)
        .start();
    try (InputStream output = process.getInputStream()) {
      return new String(output.readAllBytes(), UTF_8);
    } finally {
      process.waitFor();
    }
  }

  private static String whereIs(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The process itself. */
  public static void main(String[] arguments) throws IOException {
    try (LogStore store = LogStore.open(Path.of(arguments[0]))) {
      System.out.println(
          "opened; " + store.size() + " keys, " + store.cutBytes() + " bytes cut off");
    }
  }
}
