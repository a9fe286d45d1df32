package logkv.grading.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Phase;
import logkv.course.Skeleton;
import logkv.course.submission.Intake;
import logkv.course.submission.Printable;
import logkv.course.submission.Submission;
import logkv.course.submission.SubmissionBuild;
import logkv.course.submission.Whitelist;
import logkv.grading.bench.Examination;
import logkv.grading.bench.HiddenSuite;
import logkv.grading.bench.InChildSuite;
import logkv.grading.protocol.Compiling;
import logkv.grading.protocol.Compiling.Built;
import logkv.grading.protocol.Harmless;
import logkv.grading.protocol.InChildTrials;
import logkv.grading.protocol.PhaseBench;
import logkv.grading.protocol.Surroundings;
import logkv.grading.protocol.VisibleTests;
import logkv.grading.protocol.VisibleTrials;
import logkv.grading.protocol.VisibleTrials.Score;
import logkv.grading.sandbox.Cell;
import logkv.grading.score.Grade;
import logkv.grading.score.PhaseResult;
import logkv.grading.score.PhaseResult.State;
import logkv.grading.score.Promise;
import logkv.grading.score.PromiseResult;
import logkv.grading.score.Took;
import logkv.grading.score.Verdict;

/** Grades one submission after another, each in a cell. Immutable: several threads may grade. */
public final class Grader {
  private final Course course;
  private final Examination examination;
  private final Surroundings surroundings;
  private final VisibleTests visibleTests;
  private final Whitelist whitelist;
  private final Intake intake;
  private final Map<Integer, SortedMap<String, String>> skeletons = new HashMap<>();

  /**
   * @param course a clean one
   * @param visibleTests of that course
   */
  public Grader(
      Course course, Examination examination, Surroundings surroundings, VisibleTests visibleTests)
      throws IOException {
    this.course = course;
    this.examination = examination;
    this.surroundings = surroundings;
    this.visibleTests = visibleTests;
    this.whitelist = new Whitelist(course);
    this.intake = new Intake(course);
    for (Phase phase : course.phases()) {
      SortedMap<String, String> texts = new TreeMap<>();
      for (Map.Entry<String, Path> file : Skeleton.files(phase.sources()).entrySet()) {
        if (file.getKey().endsWith(".java")) {
          texts.put(file.getKey(), Files.readString(file.getValue()));
        }
      }
      skeletons.put(phase.number(), texts);
    }
  }

  /** What came of one submission, and how long it took. */
  public record Graded(Grade grade, Took took) {}

  /** What was found in a folder or archive: a submission, or a sentence that says why there is none. */
  public record Taken(Optional<Submission> submission, String complaint) {}

  /** A compiler, for one thread. */
  public Compiling newCompiling(Cell cell) throws IOException {
    return new Compiling(cell, surroundings, whitelist);
  }

  /**
   * Reads a submission.
   *
   * @param place a folder that does not exist, for what has to be unpacked
   */
  public Taken take(Path submission, Path place) throws IOException {
    try {
      Optional<Path> repository = GitRepository.in(submission);
      Path folderOrZip =
          repository.isPresent() ? GitRepository.toZip(repository.get(), place) : submission;
      return new Taken(Optional.of(intake.of(folderOrZip)), "");
    } catch (CourseException e) {
      return new Taken(Optional.empty(), e.getMessage());
    }
  }

  /**
   * Grades what was taken.
   *
   * @param remarks what is known of the submission already
   * @param compiling which is used by nobody else now
   * @param cell which is used by nobody else, and empty
   * @throws IOException if the grader itself cannot go on, for want of disk space for example; then
   *     there is no grade
   */
  public Graded grade(
      String student, Taken taken, List<String> remarks, Compiling compiling, Cell cell)
      throws IOException {
    List<String> allRemarks = new ArrayList<>(remarks);
    if (taken.submission().isEmpty()) {
      allRemarks.add(taken.complaint());
    }
    Submission submission = taken.submission().orElse(new Submission(new TreeMap<>(), List.of()));
    for (String refusal : submission.refusals()) {
      allRemarks.add("Not taken: " + refusal);
    }
    SortedMap<Integer, Long> millis = new TreeMap<>();
    long began = System.nanoTime();
    Map<Integer, Built> built = compile(submission, compiling, cell);
    millis.put(0, millisSince(began));
    List<PhaseResult> phases = new ArrayList<>();
    for (Phase phase : course.phases()) {
      began = System.nanoTime();
      phases.add(
          phaseResult(phase, submission, Optional.ofNullable(built.get(phase.number())), cell));
      millis.put(phase.number(), millisSince(began));
    }
    began = System.nanoTime();
    if (examination.withVisibleTests()) {
      runVisibleTests(phases, built, cell);
    }
    millis.merge(0, millisSince(began), Long::sum);
    String name = Printable.of(student);
    return new Graded(
        new Grade(name, phases, cell.sandbox().sentence(), allRemarks), new Took(name, millis));
  }

  private Map<Integer, Built> compile(Submission submission, Compiling compiling, Cell cell)
      throws IOException {
    Map<Integer, Built> built = new HashMap<>();
    for (Phase phase : course.phases()) {
      if (submission.isBegun(phase)) {
        SortedMap<String, String> skeleton = skeletons.get(phase.number());
        built.put(
            phase.number(),
            compiling.compile(
                phase,
                SubmissionBuild.laidOver(skeleton, submission.of(phase)),
                classesOf(cell).resolve(phase.name())));
      }
    }
    return built;
  }

  private static Path classesOf(Cell cell) throws IOException {
    return Files.createDirectories(cell.folder().resolve("built"));
  }

  private PhaseResult phaseResult(
      Phase phase, Submission submission, Optional<Built> built, Cell cell) throws IOException {
    if (built.isEmpty()) {
      boolean untouched = !submission.of(phase).isEmpty();
      return ungraded(
          phase,
          untouched ? State.UNTOUCHED : State.NOT_SUBMITTED,
          Verdict.NOT_SUBMITTED,
          untouched ? "The sources of this phase are as they were handed out." : "");
    }
    if (!built.get().errors().isEmpty()) {
      return ungraded(
          phase,
          State.NOT_COMPILED,
          Verdict.NOT_COMPILED,
          String.join("\n", built.get().errors()));
    }
    List<PromiseResult> results = tried(phase.number(), built.get().classes(), cell);
    return new PhaseResult(
        phase.number(),
        State.GRADED,
        "",
        0,
        0,
        results,
        examination.museum().alike(phase.number(), results));
  }

  private PhaseResult ungraded(Phase phase, State state, Verdict verdict, String words) {
    List<PromiseResult> results = examination.rubric().of(phase.number()).stream()
        .map(promise -> new PromiseResult(promise, verdict, "", ""))
        .toList();
    return new PhaseResult(phase.number(), state, words, 0, 0, results, Optional.empty());
  }

  /**
   * Last of all, so that they disturb no promise. They share a JVM with the store, as the simulated
   * disk does: only harmless stores get there.
   */
  private void runVisibleTests(List<PhaseResult> phases, Map<Integer, Built> built, Cell cell)
      throws IOException {
    try (VisibleTrials visible =
        new VisibleTrials(cell, visibleTests, surroundings, classesOf(cell))) {
      for (Phase phase : course.phases()) {
        int at = course.phases().indexOf(phase);
        if (phases.get(at).state() == State.GRADED) {
          Path classes = built.get(phase.number()).classes().get(0);
          if (Harmless.objection(classes).isEmpty()) {
            Score score = visible.run(phase, classes);
            phases.set(at, phases.get(at).withVisibleTests(score.passed(), score.total()));
          }
        }
      }
    }
  }

  /** In the order of the rubric. */
  private List<PromiseResult> tried(int phase, List<Path> classes, Cell cell) throws IOException {
    List<Promise> rubric = examination.rubric().of(phase);
    Optional<String> objection = Harmless.objection(classes.get(0));
    if (objection.isPresent() && !cell.sandbox().holdsAnything()) {
      String story = objection.get() + " On a machine without isolation only stores are run that"
          + " use no more of the JDK than a store needs.";
      return rubric.stream()
          .map(promise -> new PromiseResult(promise, Verdict.NOT_REACHED, story, ""))
          .toList();
    }
    Map<String, PromiseResult> results = new HashMap<>();
    try (InChildTrials inside = new InChildTrials(cell, surroundings, classes)) {
      for (InChildSuite suite : examination.inChild()) {
        if (suite.phase() == phase) {
          inside.run(suite, rubric).forEach(one -> results.put(one.promise().id(), one));
        }
      }
    }
    for (HiddenSuite suite : examination.suites()) {
      if (suite.phase() == phase) {
        try (PhaseBench bench = new PhaseBench(phase, cell, surroundings, classes)) {
          bench.run(suite, rubric).forEach(one -> results.put(one.promise().id(), one));
        }
      }
    }
    return rubric.stream().map(promise -> results.get(promise.id())).toList();
  }

  private static long millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }
}
