package logkv.course;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import logkv.course.run.TestId;
import logkv.course.run.TestResult.Status;

/**
 * What the tool remembers between two runs, in the folder {@code .course}: the last results of each
 * phase, and which hints were shown.
 *
 * <p>Nothing of it is precious. A file that is missing, damaged or of another version counts as
 * empty, and that nothing can be written there is no reason to fail.
 *
 * <pre>
 *   .course/phase-2-persistence.results      sources FINGERPRINT
 *                                            PASSED logkv.log.RecordCodecTest#it_...
 *                                            FAILED logkv.log.RecordCodecTest#... RecordCodec.decode
 *                                            BROKEN logkv.log.RecordCodecTest#... RecordCodec.encode
 *   .course/phase-2-persistence.hints        RecordCodec.encode 2
 * </pre>
 *
 * <p>A broken test is a failed one that has passed before.
 */
public final class Progress {
  private static final String BROKEN = "BROKEN";
  private static final String VERSION = "logkv-course 1";

  private final Path folder;

  public Progress(Course course) {
    this.folder = course.root().resolve(".course");
  }

  /**
   * The results of one run of a phase's own tests.
   *
   * @param sources the fingerprint of the sources that were tested
   * @param tests the red ones first, those of the earliest step foremost
   */
  public record Results(String sources, List<Result> tests) {
    /** Nothing is known. */
    public static final Results NONE = new Results("", List.of());

    public Results {
      tests = List.copyOf(tests);
    }

    public int passed() {
      return count(Status.PASSED);
    }

    /** The name of the earliest step that some failure named. */
    public Optional<String> firstOpenStep() {
      return tests.stream().flatMap(test -> test.step().stream()).findFirst();
    }

    /** The tests that have passed, in this run or in one before. */
    public Set<TestId> onceGreen() {
      return tests.stream().filter(Result::onceGreen).map(Result::test).collect(toSet());
    }

    private int count(Status status) {
      return (int) tests.stream().filter(test -> test.status() == status).count();
    }
  }

  /**
   * One test of such a run.
   *
   * @param step the step to which its failure pointed, if it failed and did
   * @param onceGreen whether it has passed, in that run or in one before
   */
  public record Result(TestId test, Status status, Optional<String> step, boolean onceGreen) {

    private static Result parse(String line) {
      String[] words = line.split(" ", 3);
      boolean broken = words[0].equals(BROKEN);
      Status status = broken ? Status.FAILED : Status.valueOf(words[0]);
      return new Result(
          TestId.parse(words[1]),
          status,
          words.length == 3 ? Optional.of(words[2]) : Optional.empty(),
          broken || status == Status.PASSED);
    }

    private String line() {
      String word = status == Status.FAILED && onceGreen ? BROKEN : status.name();
      return word + " " + test + step.map(name -> " " + name).orElse("");
    }
  }

  /** The last results of {@code phase}, or {@link Results#NONE}. */
  public Results results(Phase phase) {
    List<String> lines = read(phase.name() + ".results");
    try {
      if (lines.isEmpty() || !lines.get(0).startsWith("sources ")) {
        return Results.NONE;
      }
      List<Result> tests = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        tests.add(Result.parse(line));
      }
      return new Results(lines.get(0).substring("sources ".length()), tests);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Results.NONE;
    }
  }

  /** Whether all tests passed when they last ran, and nothing has changed since. */
  public boolean isGreen(Phase phase) throws IOException {
    Results results = results(phase);
    int all = Math.max(phase.tests(), results.tests().size());
    return all > 0
        && results.passed() == all
        && results.sources().equals(Skeleton.fingerprint(phase.sources()));
  }

  /** Remembers {@code results} as the last of {@code phase}. */
  public void save(Phase phase, Results results) {
    List<String> lines = new ArrayList<>();
    lines.add("sources " + results.sources());
    results.tests().forEach(result -> lines.add(result.line()));
    write(phase.name() + ".results", lines);
  }

  /** How many levels of hint were shown for {@code step}. */
  public int hintsShown(Phase phase, String step) {
    return hints(phase).getOrDefault(step, 0);
  }

  public void saveHintsShown(Phase phase, String step, int levels) {
    Map<String, Integer> hints = hints(phase);
    hints.put(step, levels);
    List<String> lines = new ArrayList<>();
    hints.forEach((name, shown) -> lines.add(name + " " + shown));
    write(phase.name() + ".hints", lines);
  }

  private Map<String, Integer> hints(Phase phase) {
    Map<String, Integer> hints = new TreeMap<>();
    for (String line : read(phase.name() + ".hints")) {
      String[] words = line.split(" ");
      if (words.length == 2 && words[1].matches("[0-9]")) {
        hints.put(words[0], Integer.parseInt(words[1]));
      }
    }
    return new LinkedHashMap<>(hints);
  }

  private List<String> read(String name) {
    try {
      List<String> lines = Files.readAllLines(folder.resolve(name), UTF_8);
      boolean ours = !lines.isEmpty() && lines.get(0).equals(VERSION);
      return ours ? lines.subList(1, lines.size()) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  private void write(String name, List<String> lines) {
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve(name), VERSION + "\n" + String.join("\n", lines) + "\n", UTF_8);
    } catch (IOException e) {
      // The next run shows everything again, which is all that is lost.
    }
  }
}
