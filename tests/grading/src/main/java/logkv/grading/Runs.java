package logkv.grading;

import java.io.IOException;
import java.nio.file.Files;
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
import logkv.course.Phase;
import logkv.course.run.RunOptions;
import logkv.course.run.Suite;
import logkv.course.run.TestRun;
import logkv.course.run.TestRunner;

/**
 * What became of every suite on every module that it must be able to judge.
 *
 * <pre>
 *                         classes of
 *   tests of     phase-1   phase-2   phase-3   solution
 *   phase-1         x         x         x         x
 *   phase-2                   x         x         x
 *   phase-3                             x         x
 * </pre>
 *
 * <p>A phase's tests run on its own skeleton too, unless somebody has begun it: what they say of
 * half an answer is between them and the learner.
 */
final class Runs {
  /** Everything runs, and nothing is called stuck because the machine is busy with the build. */
  private static final RunOptions OPTIONS =
      new RunOptions(Duration.ofMinutes(1), Duration.ofMinutes(2), Set.of(), 3, result -> {});

  private final Map<Pair, TestRun> runs;

  private Runs(Map<Pair, TestRun> runs) {
    this.runs = runs;
  }

  private record Pair(Phase suite, CourseModule module) {}

  /**
   * Runs everything on JVMs started for it, some suites side by side.
   *
   * @throws IOException if no JVM can be started
   */
  static Runs of(Chain chain) throws IOException {
    Path place = Files.createDirectories(chain.root().resolve("tests/grading/target/runs"));
    try (TestRunner one = TestRunner.start(place);
        TestRunner other = TestRunner.start(place)) {
      return of(chain, List.of(one, other));
    }
  }

  /** Runs everything on {@code runners}, as many suites side by side as there are. */
  static Runs of(Chain chain, List<TestRunner> runners) throws IOException {
    List<Pair> pairs = new ArrayList<>();
    for (Phase phase : chain.phases()) {
      if (!phase.isBegun()) {
        pairs.add(new Pair(phase, CourseModule.of(phase)));
      }
      chain.after(phase).forEach(module -> pairs.add(new Pair(phase, module)));
    }
    Queue<Pair> waiting = new ConcurrentLinkedQueue<>(pairs);
    Map<Pair, TestRun> done = new ConcurrentHashMap<>();
    ExecutorService threads = Executors.newFixedThreadPool(runners.size());
    try {
      List<Future<Void>> all = new ArrayList<>();
      for (TestRunner runner : runners) {
        all.add(threads.submit(() -> runAll(chain, waiting, done, runner)));
      }
      for (Future<Void> one : all) {
        one.get();
      }
      return new Runs(done);
    } catch (ExecutionException e) {
      throw new IOException("the suites cannot be run: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the suites ran", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** What became of the tests of {@code suite} on the classes of {@code module}. */
  TestRun of(Phase suite, CourseModule module) {
    TestRun run = runs.get(new Pair(suite, module));
    if (run == null) {
      throw new IllegalArgumentException("%s does not run on %s".formatted(suite, module));
    }
    return run;
  }

  private static Void runAll(
      Chain chain, Queue<Pair> waiting, Map<Pair, TestRun> done, TestRunner runner)
      throws IOException {
    for (Pair pair = waiting.poll(); pair != null; pair = waiting.poll()) {
      done.put(pair, run(chain, pair, runner));
    }
    return null;
  }

  private static TestRun run(Chain chain, Pair pair, TestRunner runner) throws IOException {
    List<Path> classPath = List.of(pair.module().classes(), chain.root().resolve("tests/settings"));
    return runner.run(Suite.of(pair.suite().folder()), classPath, OPTIONS);
  }
}
