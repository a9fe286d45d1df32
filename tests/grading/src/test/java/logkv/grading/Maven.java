package logkv.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The Maven that runs these tests, started once more in another folder. */
public final class Maven {
  private Maven() {}

  /** How it ended, and all that it said. */
  public record Build(int status, String log) {}

  /** Runs it in {@code root}, without the net; its output goes to a file there. */
  public static Build run(Path root, String... arguments) throws IOException, InterruptedException {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    Path maven = Path.of(System.getProperty("maven.home"), "bin", windows ? "mvn.cmd" : "mvn");
    List<String> command = new ArrayList<>(List.of(maven.toString(), "-B", "-o"));
    command.add("-Dmaven.repo.local=" + System.getProperty("maven.repo.local"));
    command.addAll(List.of(arguments));
    Path log = root.resolve("build.txt");
    ProcessBuilder builder = new ProcessBuilder(command)
        .directory(root.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES))
          .as("Maven comes to an end")
          .isTrue();
      return new Build(process.exitValue(), Files.readString(log));
    } finally {
      process.destroyForcibly();
    }
  }
}
