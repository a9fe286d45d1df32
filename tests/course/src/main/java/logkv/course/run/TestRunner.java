package logkv.course.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs suites in a JVM of their own, which stays warm between runs.
 *
 * <p>Every run gets a fresh class loader. Whatever the code under test does to its JVM (endless
 * loops, {@code System.exit}, floods of output) ends in a {@link Failure}, not in an exception here:
 * then a new JVM takes over.
 *
 * <p>Not for several threads at once: who wants to run suites side by side starts several runners.
 */
public final class TestRunner implements AutoCloseable {

  private TestRunner() {}

  /**
   * Starts a JVM that gets ready for its first suite while the caller goes on.
   *
   * @param workingDirectory where the tests run, as in {@code System.getProperty("user.dir")}
   */
  public static TestRunner start(Path workingDirectory) throws IOException {
    return new TestRunner();
  }

  /**
   * Runs {@code suite} against the classes in {@code classPath}.
   *
   * @param classPath folders with the code under test, and with settings; test framework and crash
   *     kit are there already
   * @throws IOException if no JVM could be started
   */
  public TestRun run(Suite suite, List<Path> classPath, RunOptions options) throws IOException {
    throw new UnsupportedOperationException("the worker is not there yet");
  }

  /** Ends the JVM. */
  @Override
  public void close() {}
}
