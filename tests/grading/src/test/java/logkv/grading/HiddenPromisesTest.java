package logkv.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import logkv.course.Course;
import logkv.course.Phase;
import logkv.grading.bench.Examination;
import logkv.grading.hidden.Hidden;
import logkv.grading.museum.Exhibit;
import logkv.grading.museum.Museum;
import logkv.grading.prove.HiddenProof;
import logkv.grading.score.Grade;
import logkv.grading.score.PhaseResult;
import logkv.grading.score.PromiseResult;
import logkv.grading.score.Verdict;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The answers, right stores that are not like them, the skeletons and one wrong store of each phase, graded as submissions. {@link
 * logkv.grading.prove.ProveHidden} does the same with the whole museum.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HiddenPromisesTest {
  private static final Map<String, Set<String>> WRONG = Map.of(
      "normalised-keys", Set.of("1.map", "1.sorted", "1.texts"),
      "little-endian", Set.of("2.layout", "2.foreign", "2.damage"),
      "empty-is-deleted", Set.of("3.history", "3.layout", "3.special"),
      "live-bytes-twice", Set.of("4.exact", "4.policy"),
      "lock-of-this-process-only", Set.of("5.kill", "5.lock"),
      "damage-is-the-end", Set.of("6.rot", "6.witness"));

  private static final String SEED = "a seed for the build";

  private static Course course;
  private static Map<String, Grade> grades;

  @BeforeAll
  static void all_are_graded(@TempDir Path folder) throws IOException, InterruptedException {
    course = Chain.around(Path.of("")).course();
    for (Phase phase : course.phases()) {
      Assumptions.assumeFalse(phase.isBegun(), phase.name() + " has been begun");
    }
    HiddenProof proof = new HiddenProof(course, folder);
    proof.addAnswers();
    proof.addSkeletons();
    for (String stranger : Strangers.WRITTEN) {
      proof.add(stranger, Strangers.written(stranger, course));
    }
    proof.add(Strangers.RENAMED, Strangers.renamed(course));
    for (Exhibit exhibit : Museum.of(course).exhibits()) {
      if (WRONG.containsKey(exhibit.name())) {
        proof.add(exhibit);
      }
    }
    grades = proof.grade(examination(), SEED);
  }

  private static Examination examination() throws IOException {
    return Hidden.examination(course).withVisibleTests(false); // they take half of the time
  }

  @Test
  void the_answers_keep_every_promise() {
    assertThat(of(HiddenProof.ANSWERS))
        .allSatisfy(result -> assertThat(result.verdict())
            .as(result.promise().id() + "\n" + result.story())
            .isEqualTo(Verdict.KEPT))
        .hasSizeGreaterThan(50);
  }

  @ParameterizedTest
  @ValueSource(strings = {"one-class", "two-channels", Strangers.RENAMED})
  void right_stores_that_others_wrote_keep_every_promise_too(String stranger) {
    assertThat(of(stranger))
        .allSatisfy(result -> assertThat(result.verdict())
            .as(result.promise().id() + "\n" + result.story())
            .isEqualTo(Verdict.KEPT))
        .hasSameSizeAs(of(HiddenProof.ANSWERS));
  }

  @Test
  void the_skeletons_break_every_promise() {
    assertThat(of(HiddenProof.SKELETONS))
        .allSatisfy(result ->
            assertThat(result.verdict()).as(result.promise().id()).isEqualTo(Verdict.BROKEN))
        .hasSizeGreaterThan(50);
  }

  @Test
  void wrong_stores_break_the_promises_that_their_mistake_is_about() {
    WRONG.forEach((name, promises) -> assertThat(broken(name)).as(name).containsAll(promises));
  }

  @Test
  void a_wrong_store_of_the_museum_is_told_its_own_story_or_none() {
    List<String> told = new ArrayList<>();
    WRONG
        .keySet()
        .forEach(name -> phases(name).stream()
            .flatMap(phase -> phase.alike().stream())
            .forEach(alike -> {
              assertThat(alike.name()).isEqualTo(name);
              told.add(name);
            }));
    assertThat(told).isNotEmpty();
  }

  @Test
  void the_same_seed_gives_the_same_grade(@TempDir Path folder)
      throws IOException, InterruptedException {
    HiddenProof again = new HiddenProof(course, folder);
    for (Exhibit exhibit : Museum.of(course).exhibits()) {
      if (exhibit.phase().number() <= 3 && WRONG.containsKey(exhibit.name())) {
        again.add(exhibit);
      }
    }

    assertThat(grades).containsAllEntriesOf(again.grade(examination(), SEED));
  }

  private static List<PhaseResult> phases(String name) {
    return grades.get(name).phases();
  }

  private static List<PromiseResult> of(String name) {
    return phases(name).stream().flatMap(phase -> phase.promises().stream()).toList();
  }

  private static Set<String> broken(String name) {
    return of(name).stream()
        .filter(result -> result.verdict() == Verdict.BROKEN)
        .map(result -> result.promise().id())
        .collect(Collectors.toSet());
  }
}
