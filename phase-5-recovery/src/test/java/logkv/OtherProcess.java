package logkv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import logkv.log.StoreLockedException;

/** A real process beside this one that opens a store, says what came of it, and waits to be killed. */
final class OtherProcess implements AutoCloseable {
  private static final String OPENED = "opened";

  private final Process process;
  private final String said;

  private OtherProcess(Process process, String said) {
    this.process = process;
    this.said = said;
  }

  /** Starts a process that opens the store in {@code directory}; returns when it has tried. */
  static OtherProcess opening(Path directory) throws IOException {
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            whereIs(OtherProcess.class)
                + System.getProperty("path.separator")
                + whereIs(LogStore.class),
            OtherProcess.class.getName(),
            directory.toString())
        .redirectErrorStream(true)
        .start();
    BufferedReader output = process.inputReader(UTF_8);
    return new OtherProcess(process, output.readLine());
  }

  boolean hasOpened() {
    return OPENED.equals(said);
  }

  /** What it said: that it has opened the store, or why not. */
  String said() {
    return said;
  }

  long pid() {
    return process.pid();
  }

  /** Kills the process, without a warning, and waits until it is gone. */
  @Override
  public void close() throws IOException {
    process.toHandle().destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.getInputStream().close();
  }

  private static String whereIs(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The process itself. It ends when it is killed, or when its parent is gone. */
  public static void main(String[] arguments) throws IOException {
    try {
      LogStore.open(Path.of(arguments[0])); // never closed: the process will be killed
      System.out.println(OPENED);
    } catch (StoreLockedException e) {
      System.out.println("locked: " + e.getMessage());
    }
    System.in.read();
  }
}
