package logkv.course.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Tests that run in this very JVM, for a caller that has started it for them and can do without it.
 * Whoever cannot takes a {@link TestRunner}.
 *
 * <p>All runs share a class loader, as in a build. Used by one thread.
 */
public final class TestsHere implements AutoCloseable {
  private static final int MOST_OUTPUT = 4_000;

  private final List<Path> classPath;
  private final Set<String> excludedTags;
  private final URLClassLoader loader;

  /**
   * Loads nothing yet.
   *
   * @param classPath folders; the first one holds the tests
   * @param excludedTags tests with one of these are neither found nor run
   */
  public TestsHere(List<Path> classPath, Set<String> excludedTags) throws IOException {
    this.classPath = List.copyOf(classPath);
    this.excludedTags = Set.copyOf(excludedTags);
    this.loader = request(Set.of()).newLoader();
    loader.setDefaultAssertionStatus(true); // as Maven does
    WorkerMain.quieten();
  }

  private WorkerMain.Request request(Set<String> files) {
    return new WorkerMain.Request(classPath, files, excludedTags, Set.of());
  }

  /** How many tests there are, those with an excluded tag among them, and which are to run. */
  public record Found(int all, List<TestId> toRun) {}

  /**
   * Finds the tests without running any.
   *
   * @throws IOException if a class cannot be loaded, or has tests that nobody would run
   */
  public Found find() throws IOException {
    List<TestId> all = new ArrayList<>();
    List<TestId> notRun = new ArrayList<>();
    for (Worker.Event event : heard(Set.of(), SuiteExecution::find)) {
      if (event instanceof Worker.Event.Found found) {
        all.add(found.test());
      } else if (event instanceof Worker.Event.Finished finished) {
        if (finished.failure().isPresent()) {
          throw new IOException(finished.failure().get().message());
        }
        notRun.add(finished.test());
      }
    }
    List<TestId> toRun = new ArrayList<>(all);
    toRun.removeAll(notRun);
    return new Found(all.size(), List.copyOf(toRun));
  }

  /** What came of a test that was run. */
  public record Outcome(TestId test, boolean passed) {}

  /**
   * Runs the tests of one file, and takes the standard output and standard error away for good.
   *
   * @param file as {@link TestId#file} says it
   * @return what was heard of each, in the order in which they ended
   */
  public List<Outcome> run(String file) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    Thread.currentThread().setContextClassLoader(loader);
    for (Worker.Event event : heard(Set.of(file), SuiteExecution::run)) {
      if (event instanceof Worker.Event.Finished finished
          && finished.status() != TestResult.Status.SKIPPED) {
        outcomes.add(new Outcome(finished.test(), finished.status() == TestResult.Status.PASSED));
      }
    }
    return outcomes;
  }

  private interface Work {
    void on(SuiteExecution execution) throws IOException;
  }

  private List<Worker.Event> heard(Set<String> files, Work work) throws IOException {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    Events events = new Events(new DataOutputStream(told));
    CapturedOutput output = new CapturedOutput(MOST_OUTPUT);
    work.on(new SuiteExecution(request(files), loader, events, output));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(told.toByteArray()));
    List<Worker.Event> heard = new ArrayList<>();
    try {
      while (true) {
        heard.add(Worker.Event.read(in));
      }
    } catch (EOFException e) {
      return heard;
    }
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
