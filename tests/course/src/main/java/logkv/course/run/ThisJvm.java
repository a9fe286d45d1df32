package logkv.course.run;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What this JVM was started with, for those that are to be like it. */
public final class ThisJvm {
  private ThisJvm() {}

  /** The class path, with absolute paths: the test framework, the crash kit, and this tool. */
  public static List<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath())
        .toList();
  }

  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }
}
