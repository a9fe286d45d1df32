package logkv.grading.museum;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.run.RunOptions;
import logkv.course.run.Suite;
import logkv.course.run.TestRunner;
import logkv.grading.museum.Exhibit.Catcher;

/**
 * A walk through the museum: every wrong store meets the tests that must catch it.
 *
 * <p>The tests are those that Maven compiled. Of a suite only the files run that an exhibit names, at
 * first without tests tagged {@value RunOptions#SLOW}, then with them, as few exhibits need. When
 * these do not catch it, all others run too, to say who does.
 *
 * @param outcomes in the order of the museum
 * @param leftOut exhibits that were not visited, because their answer has been begun
 */
public record Tour(List<Outcome> outcomes, List<Exhibit> leftOut) {
  private static final int GUIDES = 2;

  /** Patient, because other parts of a build may keep the machine busy. */
  private static final RunOptions ALL = RunOptions.standard().withLimit(Duration.ofSeconds(30));

  private static final RunOptions FAST = ALL.withoutTag(RunOptions.SLOW);

  public Tour {
    outcomes = List.copyOf(outcomes);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Visits every exhibit, some side by side.
   *
   * @throws IOException if no JVM can be started for the tests, or nothing be written
   */
  public static Tour through(Museum museum) throws IOException {
    List<Exhibit> open = new ArrayList<>();
    List<Exhibit> leftOut = new ArrayList<>();
    for (Exhibit exhibit : museum.exhibits()) {
      (museum.isBegun(exhibit) ? leftOut : open).add(exhibit);
    }
    Queue<Exhibit> waiting = new ConcurrentLinkedQueue<>(open);
    Map<Exhibit, Outcome> seen = new ConcurrentHashMap<>();
    ExecutorService threads = Executors.newFixedThreadPool(GUIDES);
    try {
      List<Future<Void>> guides = new ArrayList<>();
      for (int i = 0; i < GUIDES; i++) {
        guides.add(threads.submit(() -> visit(museum.course(), waiting, seen)));
      }
      for (Future<Void> guide : guides) {
        guide.get();
      }
      return new Tour(open.stream().map(seen::get).toList(), leftOut);
    } catch (ExecutionException e) {
      throw new IOException("the museum cannot be visited: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted in the museum", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Those that were not caught as they should be. */
  public List<Outcome> missed() {
    return outcomes.stream().filter(outcome -> !outcome.isCaught()).toList();
  }

  private static Void visit(Course course, Queue<Exhibit> waiting, Map<Exhibit, Outcome> seen)
      throws IOException {
    try (Workshop workshop = new Workshop(course);
        TestRunner runner = TestRunner.start(workshop.place())) {
      for (Exhibit one = waiting.poll(); one != null; one = waiting.poll()) {
        seen.put(one, visit(course, one, workshop, runner));
      }
    }
    return null;
  }

  private static Outcome visit(Course course, Exhibit exhibit, Workshop workshop, TestRunner runner)
      throws IOException {
    Path classes;
    try {
      classes = workshop.wrong(exhibit);
    } catch (CourseException e) {
      return Outcome.broken(exhibit, e.getMessage());
    }
    List<Path> classPath = List.of(classes, course.testSettings());
    Suite suite = Suite.of(exhibit.phase().folder());
    Suite named = suite.only(files(exhibit));
    Outcome outcome = Outcome.of(exhibit, runner.run(named, classPath, FAST));
    if (!outcome.everyCatcherCatches()) {
      outcome = Outcome.of(exhibit, runner.run(named, classPath, ALL));
    }
    if (!outcome.everyCatcherCatches()) {
      outcome = Outcome.of(exhibit, runner.run(suite, classPath, FAST));
    }
    return outcome;
  }

  private static Set<String> files(Exhibit exhibit) {
    return exhibit.caughtBy().stream().map(Catcher::file).collect(Collectors.toSet());
  }
}
