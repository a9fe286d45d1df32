package logkv.grading.grade;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.grading.grade.Submissions.Found;
import logkv.grading.sandbox.Sandbox;
import logkv.grading.score.Grade;
import logkv.grading.score.PhaseResult;
import logkv.grading.score.PhaseResult.State;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A class as learning platforms give it out, with all that students hand in by mistake. */
@EnabledOnOs(OS.LINUX) // where grading works
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClassRunTest {
  private static final String SOURCES = "phase-2-persistence/src/main/java/logkv/";

  @TempDir
  static Path folder;

  private static Path submissions;
  private static final Map<String, Grade> grades = new TreeMap<>();
  private static final List<String> gradedNow = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  static void grade_a_class() throws Exception {
    submissions = folder.resolve("submissions");
    Map<String, String> right = Answers.right();
    Answers.write(submissions.resolve("anna"), right);
    zip("anna.zip", right, SOURCES.replace("logkv/", ""));
    zip("ben.zip", right, "hand-in/lkv/" + SOURCES.replace("logkv/", ""));
    Answers.write(submissions.resolve("skeleton"), Answers.skeleton());
    Map<String, String> broken = new TreeMap<>(right);
    broken.put(
        "logkv/LogStore.java", right.get("logkv/LogStore.java").replace("close()", "cloze()"));
    Answers.write(submissions.resolve("does-not-compile"), broken);
    Files.createDirectories(submissions.resolve("empty"));
    Files.createDirectories(submissions.resolve("other-course/src/main/java"));
    Files.writeString(
        submissions.resolve("other-course/src/main/java/Hello.java"), "class Hello {}");
    Files.writeString(submissions.resolve("broken.zip"), "PK, but no zip");
    Files.writeString(submissions.resolve("grades.txt"), "no submission");
    nasty();
    grade(folder.resolve("results"), submissions)
        .forEach(grade -> grades.put(grade.student(), grade));
  }

  /** What a name, a link or an archive can do. */
  private static void nasty() throws IOException {
    Path latin = Answers.write(submissions.resolve("latin-1"), Answers.right());
    Files.write(
        latin.resolve(SOURCES + "Extra.java"), "package logkv; // \u00e4".getBytes(ISO_8859_1));
    Path links = Answers.write(submissions.resolve("links"), Answers.right());
    Files.createSymbolicLink(links.resolve(SOURCES + "Linked.java"), Path.of("/etc/passwd"));
    Files.createDirectories(
        links.resolve("phase-2-persistence/src/main/resources/META-INF/services"));
    Files.writeString(
        links.resolve("phase-2-persistence/src/main/resources/META-INF/services/x.Y"), "logkv.Z");
    Answers.write(submissions.resolve("two\nlines"), Answers.right());
    try (ZipOutputStream zip = zipTo("slips-and-swells.zip")) {
      entry(zip, "../../../slipped.txt", "slipped");
      entry(zip, "/phase-2-persistence/src/main/java/logkv/Slipped.java", "package logkv;");
      for (Map.Entry<String, String> source : Answers.right().entrySet()) {
        entry(zip, SOURCES.replace("logkv/", "") + source.getKey(), source.getValue());
      }
      zip.putNextEntry(new ZipEntry(SOURCES + "Swollen.java"));
      byte[] spaces = new byte[1 << 20];
      Arrays.fill(spaces, (byte) ' ');
      for (int megabytes = 0; megabytes < 300; megabytes++) {
        zip.write(spaces);
      }
    }
  }

  private static void zip(String name, Map<String, String> sources, String below)
      throws IOException {
    try (ZipOutputStream zip = zipTo(name)) {
      for (Map.Entry<String, String> source : sources.entrySet()) {
        entry(zip, below + source.getKey(), source.getValue());
      }
    }
  }

  private static ZipOutputStream zipTo(String name) throws IOException {
    OutputStream file = Files.newOutputStream(submissions.resolve(name));
    return new ZipOutputStream(file);
  }

  private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(UTF_8));
  }

  /** Grades what is in {@code paths}, and remembers who was graded now. */
  private static List<Grade> grade(Path out, Path... paths)
      throws IOException, InterruptedException {
    gradedNow.clear();
    try (ClassRun run = newRun("a secret")) {
      List<Found> all = Submissions.in(List.of(paths), run.unpacked());
      Results results = new Results(out);
      run.grade(all, results, 2, (found, grade, took) -> {
        if (took.isPresent()) {
          gradedNow.add(found.student());
        }
      });
      return results.all(all.stream().map(Found::key).toList());
    }
  }

  private static ClassRun newRun(String seed) throws IOException {
    return new ClassRun(
        Course.at(Answers.root()),
        SmallExamination.of(),
        seed,
        Sandbox.Strength.NAMESPACES,
        Answers.SMALL);
  }

  private static PhaseResult phase2(String student) {
    return grades.get(student).phases().get(1);
  }

  @Test
  void everybody_gets_a_grade() {
    assertThat(grades.keySet())
        .containsExactlyInAnyOrder(
            "anna",
            "anna (2)",
            "ben",
            "broken",
            "does-not-compile",
            "empty",
            "latin-1",
            "links",
            "other-course",
            "skeleton",
            "slips-and-swells",
            "two\\u000alines");
  }

  @Test
  void one_phase_only_scores_what_it_earns() {
    assertThat(phase2("anna").points()).isEqualTo(60);
    assertThat(grades.get("anna").phases().get(2).state()).isEqualTo(State.NOT_SUBMITTED);
    assertThat(phase2("ben").points()).isEqualTo(60);
  }

  @Test
  void of_the_same_student_twice_both_are_graded_and_the_report_says_so() {
    assertThat(phase2("anna (2)").points()).isEqualTo(60);
    assertThat(grades.get("anna (2)").remarks().toString()).contains("handed in twice");
  }

  @Test
  void what_does_not_compile_scores_nothing_and_gets_the_words_of_the_compiler() {
    assertThat(phase2("does-not-compile").state()).isEqualTo(State.NOT_COMPILED);
    assertThat(phase2("does-not-compile").points()).isZero();
    assertThat(phase2("does-not-compile").compilerWords())
        .contains("LogStore.java:")
        .contains("is not abstract and does not override abstract method close()");
  }

  @Test
  void what_was_handed_out_scores_nothing() {
    assertThat(phase2("skeleton").state()).isEqualTo(State.UNTOUCHED);
    assertThat(phase2("skeleton").points()).isZero();
  }

  @Test
  void what_is_no_submission_is_told_why() {
    assertThat(grades.get("empty").remarks()).containsExactly("There is no file in it.");
    assertThat(grades.get("other-course").remarks().toString())
        .contains("There is no phase in it; this course has phase-1-inmemory/src/main/java");
    assertThat(grades.get("broken").remarks().toString()).contains("not a zip that can be read");
  }

  @Test
  void what_was_not_taken_is_told_and_the_rest_is_graded() {
    assertThat(phase2("latin-1").points()).isEqualTo(60);
    assertThat(grades.get("latin-1").remarks().toString())
        .contains("Extra.java: it is not a text in UTF-8: byte e4 in line 1");
    assertThat(phase2("links").points()).isEqualTo(60);
    assertThat(grades.get("links").remarks().toString())
        .contains("Linked.java: this is a link or a device")
        .contains("only src/main/java is taken, no resources and no services");
    assertThat(phase2("slips-and-swells").points()).isEqualTo(60);
    assertThat(grades.get("slips-and-swells").remarks().toString())
        .contains("Swollen.java: it is longer than");
    assertThat(folder.resolveSibling("slipped.txt")).doesNotExist();
  }

  @Test
  void a_second_run_grades_nobody_anew_and_gives_the_same() throws Exception {
    List<Grade> again = grade(folder.resolve("results"), submissions);

    assertThat(gradedNow).isEmpty();
    assertThat(again).containsExactlyInAnyOrderElementsOf(grades.values());
  }

  @Test
  void graded_elsewhere_the_same_class_gets_the_same_grades() throws Exception {
    List<Grade> elsewhere = grade(
        folder.resolve("elsewhere"),
        submissions.resolve("anna"),
        submissions.resolve("broken.zip"));

    assertThat(gradedNow).containsExactlyInAnyOrder("anna", "broken");
    assertThat(elsewhere).containsExactly(grades.get("anna"), grades.get("broken"));
  }

  @Test
  void who_hands_in_anew_is_graded_anew_and_nobody_else() throws Exception {
    Path out = folder.resolve("anew");
    Path few = folder.resolve("few");
    Answers.write(few.resolve("carl"), Answers.skeleton());
    Answers.write(few.resolve("dora"), Answers.skeleton());
    grade(out, few);
    Files.writeString(few.resolve("dora").resolve(SOURCES + "Text.java"), "package logkv;");

    List<Grade> grades = grade(out, few);

    assertThat(gradedNow).containsExactly("dora");
    assertThat(grades.get(1).phases().get(1).state()).isEqualTo(State.NOT_COMPILED);
  }

  @Test
  void a_class_in_one_zip_is_unpacked() throws Exception {
    Path all = folder.resolve("all.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(all))) {
      entry(zip, "emil/" + SOURCES + "Text.java", "package logkv;");
      entry(zip, "frida/hand-in/" + SOURCES + "Text.java", "package logkv;");
      zip.putNextEntry(new ZipEntry("greta_123_assignsubmission_file/greta.zip"));
      zip.write(Files.readAllBytes(submissions.resolve("ben.zip")));
    }
    try (ClassRun run = newRun("a secret")) {
      List<Found> found = Submissions.in(List.of(all), run.unpacked());

      assertThat(found).extracting(Found::student).containsExactly("emil", "frida", "greta");
      assertThat(found.get(0).place().resolve(SOURCES + "Text.java")).exists();
      assertThat(found.get(1).place().resolve("hand-in/" + SOURCES + "Text.java"))
          .exists();
      assertThat(found.get(2).place())
          .hasBinaryContent(Files.readAllBytes(submissions.resolve("ben.zip")));
    }
  }

  @Test
  void of_a_bare_git_repository_the_current_commit_counts_and_its_settings_are_not_obeyed()
      throws Exception {
    Path work = Answers.write(folder.resolve("work"), Answers.skeleton());
    Files.writeString(work.resolve(".gitattributes"), "*.java filter=evil\n");
    Path bare = folder.resolve("hanna.git");
    git("init", "-q", work.toString());
    git("-C", work.toString(), "add", ".");
    git("-C", work.toString(), "-c", "user.name=h", "-c", "user.email=h", "commit", "-qm", "x");
    git("clone", "-q", "--bare", work.toString(), bare.toString());
    Path evil = folder.resolve("evil");
    Files.writeString(
        bare.resolve("config"),
        Files.readString(bare.resolve("config"))
            + "[filter \"evil\"]\n\tsmudge = touch %s\n\trequired\n".formatted(evil));

    List<Grade> grades = grade(folder.resolve("git-results"), bare);

    assertThat(grades.get(0).student()).isEqualTo("hanna");
    assertThat(grades.get(0).remarks()).isEmpty();
    assertThat(grades.get(0).phases().get(1).state()).isEqualTo(State.UNTOUCHED);
    assertThat(evil).doesNotExist();
  }

  private static void git(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process git = new ProcessBuilder(command).inheritIO().start();
    assertThat(git.waitFor()).isZero();
  }

  @Test
  void the_parts_of_several_machines_make_up_the_class() throws Exception {
    List<Found> all = Submissions.in(List.of(submissions), folder.resolve("unpacked"));
    List<Found> parts = new ArrayList<>();
    for (int number = 1; number <= 5; number++) {
      parts.addAll(Submissions.part(all, number, 5));
    }

    assertThat(parts).containsExactlyInAnyOrderElementsOf(all);
    assertThat(Submissions.part(all, 5, 5)).hasSizeBetween(all.size() / 5, all.size() / 5 + 1);
  }

  @Test
  void without_a_submission_it_says_what_one_is() throws IOException {
    Path none = Files.createDirectories(folder.resolve("none"));

    assertThatThrownBy(() -> Submissions.in(List.of(none), none))
        .isInstanceOf(CourseException.class)
        .hasMessageContaining("a submission is a zip, or a folder in which there are phases");
  }
}
