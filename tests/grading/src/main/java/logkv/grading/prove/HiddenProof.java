package logkv.grading.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import logkv.course.Course;
import logkv.course.Phase;
import logkv.grading.bench.Examination;
import logkv.grading.grade.ClassRun;
import logkv.grading.grade.Results;
import logkv.grading.grade.Submissions.Found;
import logkv.grading.museum.Exhibit;
import logkv.grading.museum.Sources;
import logkv.grading.protocol.Allowance;
import logkv.grading.sandbox.Sandbox;
import logkv.grading.score.Grade;
import logkv.grading.score.PhaseResult;

/**
 * Grades stores of which is known what they are worth, as if they were submissions: the answers, the
 * skeletons, and the wrong stores of the museum.
 */
public final class HiddenProof {
  public static final String ANSWERS = "the answers";
  public static final String SKELETONS = "the skeletons";

  private final Course course;
  private final Path folder;
  private final List<Found> submissions = new ArrayList<>();

  /**
   * @param folder an empty one, for the submissions and their grades
   */
  public HiddenProof(Course course, Path folder) {
    this.course = course;
    this.folder = folder;
  }

  /** Adds the answers to all phases, as one submission. */
  public void addAnswers() throws IOException {
    for (Phase phase : course.phases()) {
      write(ANSWERS, phase, Sources.right(course, phase));
    }
    submit(ANSWERS);
  }

  /** Adds the skeletons of all phases, each with a comment more, so that they count as begun. */
  public void addSkeletons() throws IOException {
    for (Phase phase : course.phases()) {
      SortedMap<String, String> texts = Sources.in(phase.sources());
      texts.replaceAll((name, text) -> text + "// begun\n");
      write(SKELETONS, phase, texts);
    }
    submit(SKELETONS);
  }

  /** Adds a wrong store, which is a submission of one phase. */
  public void add(Exhibit exhibit) throws IOException {
    write(exhibit.name(), exhibit.phase(), Sources.wrong(course, exhibit));
    submit(exhibit.name());
  }

  /** Adds any other submission, by phases. */
  public void add(String name, Map<Phase, SortedMap<String, String>> texts) throws IOException {
    for (Map.Entry<Phase, SortedMap<String, String>> phase : texts.entrySet()) {
      write(name, phase.getKey(), phase.getValue());
    }
    submit(name);
  }

  private void submit(String name) {
    submissions.add(new Found(name, name.replace(' ', '-'), place(name), List.of()));
  }

  private Path place(String name) {
    return folder.resolve("submissions").resolve(name);
  }

  private void write(String name, Phase phase, SortedMap<String, String> texts) throws IOException {
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Path file = place(name).resolve(phase.name()).resolve("src/main/java").resolve(text.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.getValue());
    }
  }

  /** Grades all that was added, two at a time, and returns the grades by name. */
  public Map<String, Grade> grade(Examination examination, String seed)
      throws IOException, InterruptedException {
    Map<String, Grade> grades = new ConcurrentHashMap<>();
    Path results = Files.createDirectories(folder.resolve("results-" + seed));
    try (ClassRun run =
        new ClassRun(course, examination, seed, Sandbox.Strength.NAMESPACES, Allowance.STANDARD)) {
      run.grade(
          submissions,
          new Results(results),
          2,
          (found, grade, took) -> grades.put(found.student(), grade));
    }
    return new TreeMap<>(grades);
  }

  /** What came of {@code phase} in {@code grade}. */
  public static PhaseResult of(Grade grade, int phase) {
    Map<Integer, PhaseResult> phases = new HashMap<>();
    grade.phases().forEach(result -> phases.put(result.phase(), result));
    return phases.get(phase);
  }
}
