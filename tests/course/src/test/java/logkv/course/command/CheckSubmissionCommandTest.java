package logkv.course.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import logkv.course.TinyCourse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a student hears before she hands in. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CheckSubmissionCommandTest extends TypedCommands {
  private static final String TEA = "src/main/java/logkv/Tea.java";
  private TinyCourse tiny;

  @TempDir
  Path elsewhere;

  @BeforeEach
  void two_phases() throws IOException {
    tiny = new TinyCourse(root);
    for (int number = 1; number <= 2; number++) {
      tiny.withPhase(number, 1)
          .write(number, TEA, "package logkv; class Tea { int leaves() { return Cup.SIZE; } }")
          .write(
              number,
              "src/main/java/logkv/Cup.java",
              "package logkv; class Cup { static int SIZE; }")
          .write(
              number,
              "src/test/java/logkv/TeaTest.java",
              "package logkv; class TeaTest { int t = new Tea().leaves(); }")
          .handedOut(number);
    }
    course("status"); // remembers the skeletons
    shown();
  }

  @Test
  void a_phase_that_is_begun_is_compiled_and_one_that_is_not_is_passed_over() throws IOException {
    tiny.write(1, TEA, "package logkv; class Tea { int leaves() { return 3; } }");

    assertThat(course("check-submission")).isZero();

    assertThat(shown()).isEqualTo("""
        phase 1  compiles; 2 files taken
        phase 2  as it was handed out, nothing to grade

        This can be handed in. Whether it is right, ./course test says.
        """);
  }

  @Test
  void a_folder_with_only_what_was_changed_is_laid_over_what_was_handed_out() throws IOException {
    write(
        "phase-1-tiny/" + TEA,
        "package logkv; class Tea { int leaves() { return Cup.SIZE + 1; } }");

    assertThat(course("check-submission", elsewhere.toString())).isZero();

    assertThat(shown()).contains("phase 1  compiles; 1 file taken\nphase 2  is not in it\n");
  }

  @Test
  void what_does_not_compile_is_shown_in_the_words_of_the_compiler() throws IOException {
    tiny.write(2, TEA, "package logkv;\nclass Tea { int leaves() { return \"many\"; } }");

    assertThat(course("check-submission")).isEqualTo(1);

    assertThat(shown()).contains("""
        phase 2  does not compile, so it will have no points
            phase-2-tiny/src/main/java/logkv/Tea.java:2: incompatible types: java.lang.String cannot be converted to int

        Mend what is said above; the grader will see the same.
        """);
  }

  @Test
  void what_no_longer_fits_the_tests_is_told_apart() throws IOException {
    tiny.write(1, TEA, "package logkv; class Tea { int leaves(int cups) { return cups; } }");

    assertThat(course("check-submission")).isEqualTo(1);

    assertThat(shown())
        .contains("phase 1  compiles, but the tests of the course do not fit it\n"
            + "    phase-1-tiny/src/test/java/logkv/TeaTest.java:1: method leaves");
  }

  @Test
  void a_class_is_where_its_package_is_and_not_where_its_file_is() throws IOException {
    tiny.write(1, TEA, "package logkv.crash; class Tea {}")
        .write(1, "src/main/java/logkv/Cup.java", "package logkv; class Cup {} class TeaTest {}");

    assertThat(course("check-submission")).isEqualTo(1);

    assertThat(shown())
        .contains("logkv/crash/Tea.class: only classes of the packages logkv and logkv.log")
        .contains(
            "logkv/TeaTest.class: a class of the tests has this name; give yours another one");
  }

  @Test
  void what_is_not_taken_is_listed() throws IOException {
    tiny.write(1, "src/main/resources/META-INF/services/logkv.Tea", "x");

    assertThat(course("check-submission")).isEqualTo(1);

    assertThat(shown())
        .contains("Not taken:\n  phase-1-tiny/src/main/resources/META-INF/services/logkv.Tea: only")
        .endsWith("Mend what is said above; the grader will see the same.\n");
  }

  @Test
  void what_is_no_submission_is_one_sentence() {
    assertThat(course("check-submission", elsewhere.toString())).isEqualTo(2);

    assertThat(complaints()).isEqualTo("course: There is no file in it.\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = elsewhere.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
