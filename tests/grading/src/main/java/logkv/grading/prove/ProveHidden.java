package logkv.grading.prove;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Phase;
import logkv.grading.alike.KnownStores;
import logkv.grading.alike.Traces;
import logkv.grading.bench.Examination;
import logkv.grading.hidden.Hidden;
import logkv.grading.museum.Exhibit;
import logkv.grading.museum.Museum;
import logkv.grading.sandbox.Removal;
import logkv.grading.score.Grade;
import logkv.grading.score.PhaseResult;
import logkv.grading.score.Points;
import logkv.grading.score.Promise;
import logkv.grading.score.PromiseResult;
import logkv.grading.score.Verdict;

/**
 * Proves that the hidden promises are worth their points, with every seed that it is given: the
 * answers keep all, the skeletons break all, and every wrong store of the museum breaks one, unless
 * {@code unseen.txt} says why not.
 *
 * <p>It also writes down how the wrong stores behave, so that {@link KnownStores} recognises them.
 */
public final class ProveHidden {
  private static final String UNSEEN = "tests/grading/unseen.txt";
  private static final String TRACES =
      "How the wrong stores of the museum behave: promise | sentence [verdict] hint.\n"
          + "Made by ./mvnw -Phidden -pl tests/grading verify; copy target/hidden/traces.txt here.";

  private final Course course;
  private final Museum museum;
  private final Museum annex;
  private final Map<String, String> unseen;
  private final Traces traces;
  private final Set<String> only;
  private final List<String> complaints = new ArrayList<>();
  private final Set<String> brokenBySomebody = new TreeSet<>();

  private ProveHidden(Course course, Set<String> only) throws IOException {
    this.course = course;
    this.only = only;
    this.traces = KnownStores.traces(course);
    this.museum = Museum.of(course);
    this.annex = Museum.annex(course);
    this.unseen = unseen(course.root().resolve(UNSEEN));
  }

  /**
   * Takes the seeds; exit status 0 if all is as it should be. The system property {@code hidden.only}
   * may name phases and wrong stores, as in {@code 5,torn-tail-kept}; then only these are tried.
   */
  public static void main(String[] seeds) throws IOException, InterruptedException {
    Course course = Course.at(Path.of(""));
    ProveHidden prove = new ProveHidden(course, only(System.getProperty("hidden.only", "")));
    prove.run(seeds.length == 0 ? List.of("one") : List.of(seeds), System.out);
    System.exit(prove.complaints.isEmpty() ? 0 : 1);
  }

  private static Set<String> only(String names) {
    Set<String> only = new TreeSet<>(List.of(names.split("[, ]+")));
    only.remove("");
    return only;
  }

  private void run(List<String> seeds, PrintStream out) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(course.root().resolve("tests/grading/target/hidden"));
    Removal.remove(folder);
    HiddenProof proof = new HiddenProof(course, Files.createDirectories(folder));
    if (only.isEmpty()) {
      proof.addAnswers();
      proof.addSkeletons();
    }
    List<Exhibit> inAnnex = shown(annex);
    List<Exhibit> shown = shown(museum);
    shown.addAll(inAnnex);
    for (Exhibit exhibit : shown) {
      proof.add(exhibit);
      traces.forget(exhibit.name());
    }
    Examination examination = Hidden.examination(course).withVisibleTests(false);
    for (String seed : seeds) {
      Map<String, Grade> grades = proof.grade(examination, seed);
      if (only.isEmpty()) {
        right(grades.get(HiddenProof.ANSWERS), seed);
        empty(grades.get(HiddenProof.SKELETONS), seed);
      }
      shown.forEach(exhibit -> wrong(exhibit, grades.get(exhibit.name()), seed));
      inAnnex.forEach(exhibit -> caught(exhibit, grades.get(exhibit.name()), seed));
      out.print(table(grades, shown, seed));
    }
    if (only.isEmpty()) {
      examination.rubric().promises().stream()
          .map(Promise::id)
          .filter(id -> !brokenBySomebody.contains(id))
          .forEach(id -> complaints.add("no wrong store of the museum breaks " + id));
    }
    traces.write(folder.resolve("traces.txt"), TRACES);
    complaints.forEach(out::println);
  }

  /** Those that are asked for and that can be made. */
  private List<Exhibit> shown(Museum from) throws IOException {
    List<Exhibit> shown = new ArrayList<>();
    for (Exhibit exhibit : from.exhibits()) {
      boolean wanted = only.isEmpty()
          || only.contains(exhibit.name())
          || only.contains(String.valueOf(exhibit.phase().number()));
      if (wanted && !from.isBegun(exhibit)) {
        shown.add(exhibit);
      }
    }
    return shown;
  }

  private void right(Grade answers, String seed) {
    for (PhaseResult phase : answers.phases()) {
      for (PromiseResult result : phase.promises()) {
        if (result.verdict() != Verdict.KEPT) {
          complaints.add("seed %s: the answer is accused of breaking %s:\n%s"
              .formatted(seed, result.promise().id(), result.story()));
        }
      }
    }
  }

  private void empty(Grade skeletons, String seed) {
    for (PhaseResult phase : skeletons.phases()) {
      for (PromiseResult result : phase.promises()) {
        if (result.verdict() != Verdict.BROKEN) {
          complaints.add("seed %s: the skeleton does not break %s, it is %s"
              .formatted(seed, result.promise().id(), result.verdict()));
        }
      }
    }
  }

  private void wrong(Exhibit exhibit, Grade grade, String seed) {
    PhaseResult result = HiddenProof.of(grade, exhibit.phase().number());
    traces.add(exhibit.name(), result.promises());
    List<String> broken = result.promises().stream()
        .filter(one -> one.verdict() != Verdict.KEPT)
        .map(one -> one.promise().id())
        .toList();
    brokenBySomebody.addAll(broken);
    boolean excused = unseen.containsKey(exhibit.name());
    if (broken.isEmpty() && !excused) {
      complaints.add("seed %s: %s loses no point (phase %d: %s)"
          .formatted(seed, exhibit.name(), exhibit.phase().number(), result.state()));
    }
    if (!broken.isEmpty() && excused) {
      complaints.add(
          "seed %s: %s stands in %s and breaks %s".formatted(seed, exhibit.name(), UNSEEN, broken));
    }
  }

  /** What only a hidden promise sees must be seen by the one that the exhibit names. */
  private void caught(Exhibit exhibit, Grade grade, String seed) {
    PhaseResult result = HiddenProof.of(grade, exhibit.phase().number());
    for (Exhibit.Catcher catcher : exhibit.caughtBy()) {
      boolean caught = result.promises().stream()
          .filter(one -> one.promise().id().equals(catcher.file()))
          .anyMatch(one -> one.verdict() == Verdict.BROKEN
              && one.story().replaceAll("\\s+", " ").contains(exhibit.message()));
      if (!caught) {
        complaints.add("seed %s: %s is not caught by %s with the words \"%s\""
            .formatted(seed, exhibit.name(), catcher, exhibit.message()));
      }
    }
  }

  /** Also how many wrong stores are recognised, by what is known of them before this run. */
  private String table(Map<String, Grade> grades, List<Exhibit> shown, String seed) {
    StringBuilder table = new StringBuilder("seed %-12s %8s %10s %8s %12s %11s\n"
        .formatted(seed, "answer", "skeleton", "museum", "lose points", "recognised"));
    for (Phase phase : course.phases()) {
      int lose = 0;
      int all = 0;
      int known = 0;
      for (Exhibit exhibit : shown) {
        if (exhibit.phase().equals(phase)) {
          PhaseResult result = HiddenProof.of(grades.get(exhibit.name()), phase.number());
          all++;
          lose += result.points() < result.maxPoints() ? 1 : 0;
          known += recognised(exhibit, result);
        }
      }
      table.append("  %-15s %8s %10s %8d %12d %11d\n"
          .formatted(
              phase.name(),
              points(grades.get(HiddenProof.ANSWERS), phase),
              points(grades.get(HiddenProof.SKELETONS), phase),
              all,
              lose,
              known));
    }
    return table.toString();
  }

  private int recognised(Exhibit exhibit, PhaseResult result) {
    String taken = result.alike().map(PhaseResult.WrongStore::name).orElse(exhibit.name());
    if (!taken.equals(exhibit.name())) {
      complaints.add(exhibit.name() + " is taken for " + taken);
    }
    return result.alike().isPresent() ? 1 : 0;
  }

  private static String points(Grade grade, Phase phase) {
    if (grade == null) {
      return "-";
    }
    PhaseResult result = HiddenProof.of(grade, phase.number());
    return Points.text(result.points()) + "/" + Points.text(result.maxPoints());
  }

  /** Lines such as {@code name: why no promise sees it}. */
  private static Map<String, String> unseen(Path file) throws IOException {
    Map<String, String> reasons = new TreeMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        int colon = line.indexOf(": ");
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        if (colon < 0) {
          throw new CourseException(file + ": needs lines such as \"name: why\", not " + line);
        }
        reasons.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    return reasons;
  }
}
