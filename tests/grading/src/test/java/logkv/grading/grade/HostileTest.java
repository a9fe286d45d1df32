package logkv.grading.grade;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import logkv.course.Course;
import logkv.grading.report.Reports;
import logkv.grading.report.Visibility;
import logkv.grading.sandbox.Sandbox;
import logkv.grading.score.Grade;
import logkv.grading.score.PhaseResult;
import logkv.grading.score.PromiseResult;
import logkv.grading.score.Verdict;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A class in which everybody means harm, but for two. */
@EnabledOnOs(OS.LINUX) // where grading works
@DisplayNameGeneration(ReplaceUnderscores.class)
class HostileTest {
  @TempDir
  static Path folder;

  private static List<Hostile> corpus;
  private static Sandbox.Strength strength;
  private static Map<String, Grade> grades;

  @BeforeAll
  static void grade_all_of_them_in_one_class() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "the hidden suites");
    Path submissions = folder.resolve("submissions");
    Map<String, String> answer = Answers.right();
    corpus = new ArrayList<>(HostileCorpus.of(answer, secret));
    corpus.addAll(CunningCorpus.of(answer));
    String only = System.getProperty("logkv.test.hostile", "");
    corpus.removeIf(one -> !one.name().matches(".*(" + only + ").*"));
    for (Hostile hostile : corpus) {
      hostile.writeTo(submissions);
    }
    Hostile.named("a-right-one", answer).writeTo(submissions);
    Hostile.named("z-right-one", answer).writeTo(submissions);
    grades = grade(submissions, folder.resolve("results"));
  }

  private static Map<String, Grade> grade(Path submissions, Path out)
      throws IOException, InterruptedException {
    Course course = Course.at(Answers.root());
    Map<String, Grade> grades = new TreeMap<>();
    Sandbox.Strength atMost = Sandbox.Strength.valueOf(
        System.getProperty("logkv.test.isolation", Sandbox.Strength.NAMESPACES.name()));
    try (ClassRun run =
        new ClassRun(course, SmallExamination.of(), "a secret", atMost, Answers.SMALL)) {
      strength = run.sandbox().strength();
      run.grade(
          Submissions.in(List.of(submissions), run.unpacked()),
          new Results(out),
          2,
          (found, grade, took) -> {
            synchronized (grades) {
              grades.put(found.student(), grade);
            }
          });
    }
    return grades;
  }

  @Test
  void the_right_ones_among_them_lose_nothing() {
    assertThat(grades.get("a-right-one").points()).isEqualTo(60);
    assertThat(grades.get("z-right-one").points()).isEqualTo(60);
  }

  @TestFactory
  Stream<DynamicTest> nobody_scores_what_was_not_earned() {
    return corpus.stream()
        .map(one -> dynamicTest(
            one.name(),
            () -> assertThat(kept(one))
                .withFailMessage(() -> one.name() + " keeps " + kept(one) + "\n" + told(one))
                .isSubsetOf(one.keeps())));
  }

  @TestFactory
  Stream<DynamicTest> nobody_loses_what_was_earned() {
    return corpus.stream()
        .filter(one -> strength == Sandbox.Strength.NAMESPACES || !one.needsNamespaces())
        .filter(one -> one.steady() && !isRefused(one))
        .map(one -> dynamicTest(
            one.name(),
            () -> assertThat(kept(one))
                .withFailMessage(() -> one.name() + " keeps " + kept(one) + "\n" + told(one))
                .containsAll(one.keeps())));
  }

  @TestFactory
  Stream<DynamicTest> every_report_says_what_happened() {
    return corpus.stream()
        .filter(one -> !one.says().isEmpty() && !isRefused(one))
        .map(one -> dynamicTest(
            one.name(),
            () -> assertThat(told(one))
                .containsPattern(Pattern.compile(one.says(), Pattern.DOTALL))));
  }

  @Test
  void what_they_say_runs_in_no_page_and_steers_no_terminal() throws IOException {
    Path out = folder.resolve("results/reports");
    Course course = Course.at(Answers.root());

    new Reports(out, course, Visibility.VISIBLE).writeAll(List.copyOf(grades.values()));

    List<Path> reports;
    try (Stream<Path> all = Files.walk(out)) {
      reports = all.filter(Files::isRegularFile).toList();
    }
    assertThat(reports).hasSizeGreaterThan(4 * corpus.size()).allSatisfy(report -> {
      String text = Files.readString(report);
      assertThat(text.chars().filter(c -> c != '\n' && c != '\r' && c != '\t'))
          .noneMatch(c -> Character.isISOControl(c) || c == 0x202e);
      if (report.toString().endsWith(".html") || report.toString().endsWith(".xml")) {
        assertThat(text).doesNotContain("<script>alert", "<img", "]]>");
      }
    });
  }

  @Test
  void nothing_of_them_is_left() throws IOException {
    try (Stream<Path> temporary = Files.list(folder)) {
      assertThat(temporary.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("secret.txt", "submissions", "results");
    }
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(process -> process.info().commandLine().orElse("").contains("logkv.survivor"));
  }

  /** Without isolation nothing runs that could break out. */
  private static boolean isRefused(Hostile hostile) {
    return told(hostile).contains("On a machine without isolation only stores are run");
  }

  private static List<String> kept(Hostile hostile) {
    List<String> kept = new ArrayList<>();
    for (PhaseResult phase : grades.get(hostile.name()).phases()) {
      for (PromiseResult result : phase.promises()) {
        if (result.verdict() == Verdict.KEPT) {
          kept.add(result.promise().id());
        }
      }
    }
    return kept;
  }

  /** All that the report says. */
  private static String told(Hostile hostile) {
    Grade grade = grades.get(hostile.name());
    return grade.phases().stream()
            .map(phase -> phase.compilerWords() + "\n"
                + phase.promises().stream()
                    .map(result ->
                        result.promise().id() + " " + result.verdict() + ": " + result.story())
                    .collect(joining("\n")))
            .collect(joining("\n"))
        + String.join("\n", grade.remarks());
  }
}
