package logkv.course.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import logkv.course.Course;
import logkv.course.Hints;
import logkv.course.Phase;
import logkv.course.Progress;
import logkv.course.Progress.Result;
import logkv.course.Progress.Results;
import logkv.course.Skeleton;
import logkv.course.build.PhaseBuild;
import logkv.course.build.PhaseBuild.Built;
import logkv.course.build.PhaseBuild.BuiltSuite;
import logkv.course.run.RunOptions;
import logkv.course.run.TestId;
import logkv.course.run.TestResult;
import logkv.course.run.TestRun;
import logkv.course.run.TestRunner;

/**
 * Compiles a phase and runs its tests and those of the phases before it, as often as asked. The
 * second time is much faster: compiler and worker are warm. The slow tests of earlier phases stay
 * out.
 */
public final class PhaseCheck implements AutoCloseable {
  private final Course course;
  private final Phase phase;
  private final PhaseBuild build;
  private final TestRunner runner;

  PhaseCheck(Course course, Phase phase, TestRunner runner) {
    this.course = course;
    this.phase = phase;
    this.build = new PhaseBuild(course, phase);
    this.runner = runner;
  }

  /** Begins to get ready for {@code phase}, while the caller goes on. */
  public static PhaseCheck of(Course course, Phase phase) throws IOException {
    return new PhaseCheck(course, phase, TestRunner.start(phase.folder()));
  }

  public Phase phase() {
    return phase;
  }

  /** Compiles what has changed, runs what there is, and remembers the results. */
  public Verdict run(RunOptions options) throws IOException {
    Hints hints = Hints.read(phase.hints(), course.nameOf(phase.hints()));
    String sources = Skeleton.fingerprint(phase.sources());
    Built built = build.build();

    Optional<TestRun> own = Optional.empty();
    List<TestRun> earlier = new ArrayList<>();
    RunOptions quick = options.withoutTag(RunOptions.SLOW);
    if (built.broken().isEmpty()) {
      for (BuiltSuite suite : built.suites()) {
        if (suite.of().equals(phase)) {
          own = Optional.of(runner.run(suite.suite(), existing(suite), options));
        } else {
          earlier.add(runner.run(suite.suite(), existing(suite), quick));
        }
      }
    }
    Progress progress = new Progress(course);
    Set<TestId> greenBefore = greenBefore(progress, sources);
    boolean withoutSlow = options.excludedTags().contains(RunOptions.SLOW);
    Verdict verdict =
        new Verdict(phase, hints, sources, built.broken(), own, earlier, greenBefore, withoutSlow);
    own.ifPresent(run -> progress.save(phase, results(verdict, run)));
    return verdict;
  }

  /** Whoever goes back to the beginning begins anew. */
  private Set<TestId> greenBefore(Progress progress, String sources) {
    return sources.equals(phase.skeleton()) ? Set.of() : progress.results(phase).onceGreen();
  }

  private static List<Path> existing(BuiltSuite suite) {
    return suite.classPath().stream().filter(Files::exists).toList();
  }

  /** The red ones first, those of the earliest step foremost. */
  private static Results results(Verdict verdict, TestRun run) {
    List<TestResult> tests = new ArrayList<>(verdict.failures());
    run.results().stream().filter(test -> !test.failed()).forEach(tests::add);
    List<Result> results = new ArrayList<>();
    for (TestResult test : tests) {
      results.add(new Result(
          test.id(),
          test.status(),
          verdict.step(test).map(Hints.Step::name),
          test.passed() || verdict.greenBefore().contains(test.id())));
    }
    return new Results(verdict.sources(), results);
  }

  @Override
  public void close() {
    runner.close();
  }
}
