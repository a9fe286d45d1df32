package logkv.grading.museum;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import logkv.course.Course;
import logkv.course.run.RunOptions;
import logkv.course.run.Suite;
import logkv.course.run.TestRun;
import logkv.course.run.TestRunner;

/**
 * A visit to single exhibits with single test classes, compiled by Maven before. Its workshop and its
 * JVM serve one exhibit after the other. Not for several threads at once.
 */
public final class Visit implements AutoCloseable {
  /** Other parts of a build may keep the machine busy. */
  private static final RunOptions PATIENT = RunOptions.standard().withLimit(Duration.ofMinutes(1));

  private final Course course;
  private final Workshop workshop;
  private final TestRunner runner;

  public Visit(Course course) throws IOException {
    this.course = course;
    workshop = new Workshop(course);
    runner = TestRunner.start(workshop.place());
  }

  /**
   * Runs the tests of {@code file}, a class of the exhibit's phase, on the wrong store.
   *
   * @throws logkv.course.CourseException if the exhibit cannot be built
   */
  public TestRun meet(Exhibit exhibit, String file) throws IOException {
    Path classes = workshop.wrong(exhibit);
    return runner.run(
        Suite.of(exhibit.phase().folder()).only(Set.of(file)),
        List.of(classes, course.testSettings()),
        PATIENT);
  }

  @Override
  public void close() throws IOException {
    runner.close();
    workshop.close();
  }
}
