package logkv.grading.similar;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import logkv.course.Course;
import logkv.course.CourseException;

/** Loads JPlag with Maven when it is first needed, and runs it in a process of its own. */
final class Jplag implements Similarity.Comparer {
  private static final String FOLDER = "tests/grading/similar";
  private static final String LOADING =
      "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";
  private static final int MOST_MINUTES = 60;

  private final Path driver;
  private final Path libraries;

  private Jplag(Path driver, Path libraries) {
    this.driver = driver;
    this.libraries = libraries;
  }

  /**
   * Finds it, or loads it.
   *
   * @param loading told before it is loaded, which takes a while
   * @throws CourseException in Maven's words, if it cannot be had
   */
  static Jplag in(Course course, Runnable loading) throws IOException, InterruptedException {
    Path folder = course.root().resolve(FOLDER);
    Path libraries = course.root().resolve("tests/grading/target/jplag");
    Path complete = libraries.resolve("complete");
    if (!Files.exists(complete)) {
      loading.run();
      Files.createDirectories(libraries);
      boolean windows = System.getProperty("os.name").startsWith("Windows");
      String maven = course.root().resolve(windows ? "mvnw.cmd" : "mvnw").toString();
      String words = run(
          libraries.resolve("loading.txt"),
          List.of(
              maven,
              "-B",
              "-q",
              "-f",
              folder.resolve("pom.xml").toString(),
              LOADING,
              "-DoutputDirectory=" + libraries));
      if (!words.isEmpty()) {
        throw new CourseException("JPlag could not be loaded. Maven says: " + words);
      }
      Files.createFile(complete);
    }
    return new Jplag(folder.resolve("JPlagRun.java"), libraries);
  }

  @Override
  public List<String> compare(
      Path submissions, Path earlier, Path base, double threshold, Path result)
      throws IOException, InterruptedException {
    String words = run(
        result.resolveSibling(result.getFileName() + ".log"),
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xss512m", // sources may be nested as deeply as their authors like
            "-cp",
            libraries.resolve("*").toString(),
            driver.toString(),
            submissions.toString(),
            earlier.toString(),
            base.toString(),
            result.toString(),
            String.valueOf(threshold)));
    if (!words.isEmpty()) {
      throw new CourseException("JPlag did not come to an end. It says: " + words);
    }
    return Files.readAllLines(result);
  }

  /** Returns nothing if it ended well, otherwise the end of what it said. */
  private static String run(Path log, List<String> command)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
        return "nothing, and was stopped after %d minutes".formatted(MOST_MINUTES);
      }
    } finally {
      process.destroyForcibly();
    }
    List<String> lines =
        new ArrayList<>(new String(Files.readAllBytes(log), UTF_8).lines().toList());
    return process.exitValue() == 0
        ? ""
        : String.join("\n", lines.subList(0, Math.min(5, lines.size())));
  }
}
