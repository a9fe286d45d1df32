package logkv.course.submission;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import logkv.course.Course;
import logkv.course.CourseException;
import logkv.course.Phase;
import logkv.course.TinyCourse;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken from a submission, and what is not and why. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class IntakeTest {
  private static final String SOURCES = "phase-1-tiny/src/main/java/";
  private static final String TEA = SOURCES + "logkv/Tea.java";

  @TempDir
  Path courseFolder;

  @TempDir
  Path submission;

  private Course course;
  private Phase one;

  @BeforeEach
  void a_course() throws IOException {
    course = new TinyCourse(courseFolder)
        .withPhase(1, 1)
        .write(1, "src/test/java/logkv/TeaTest.java", "package logkv; class TeaTest {}")
        .withPhase(2, 1)
        .write(2, "src/test/java/logkv/CupTest.java", "package logkv; class CupTest {}")
        .course();
    one = course.phase("1");
  }

  @Test
  void sources_of_both_packages_are_taken_and_tests_and_build_files_are_not() throws IOException {
    write(TEA, "tea\r\n");
    write(SOURCES + "logkv/log/Leaf.java", "leaf");
    write("phase-1-tiny/src/test/java/logkv/TeaTest.java", "easier");
    write("phase-1-tiny/pom.xml", "<project/>");
    write("phase-1-tiny/target/classes/logkv/Tea.class", "made");
    write(SOURCES + "logkv/.DS_Store", "left by a desktop");
    write("tests/course/src/main/java/logkv/course/Course.java", "ours");

    assertThat(taken().of(one))
        .containsOnly(entry("logkv/Tea.java", "tea\n"), entry("logkv/log/Leaf.java", "leaf"));
    assertThat(taken().refusals()).isEmpty();
    assertThat(taken().of(course.phase("2"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          java/logkv/crash/Disk.java             | only the packages logkv and logkv.log are taken
          java/logkv/course/submission/Intake.java | only the packages logkv and logkv.log are taken
          java/logkv/grading/Hidden.java         | only the packages logkv and logkv.log are taken
          java/org/junit/jupiter/api/Test.java   | only the packages logkv and logkv.log are taken
          java/java/lang/String.java             | only the packages logkv and logkv.log are taken
          java/Tea.java                          | only the packages logkv and logkv.log are taken
          java/module-info.java                  | only the packages logkv and logkv.log are taken
          java/logkv/TeaTest.java                | a class of the tests has this name
          java/logkv/teatest.java                | a class of the tests has this name
          java/logkv/Tea$Cup.java                | the name of a class is letters, digits and _
          java/META-INF/services/logkv.Tea       | only Java sources are taken
          resources/junit-platform.properties    | only src/main/java is taken
          """)
  void what_does_not_belong_to_a_store_is_refused_with_a_sentence(String name, String why)
      throws IOException {
    Path zip = zip(TEA, "tea", "phase-1-tiny/src/main/" + name, "x");

    Submission taken = new Intake(course).of(zip);

    assertThat(taken.of(one)).containsOnlyKeys("logkv/Tea.java");
    assertThat(taken.refusals()).singleElement().asString().contains(name).contains(why);
  }

  @Test
  void the_tests_of_a_later_phase_reserve_no_name() throws IOException {
    write(SOURCES + "logkv/CupTest.java", "mine");

    assertThat(taken().of(one)).containsOnlyKeys("logkv/CupTest.java");
  }

  @Test
  void the_phases_may_lie_some_folders_down_and_saved_work_does_not_count() throws IOException {
    write("mail/my course/" + TEA, "tea");
    write("mail/my course/.course/saved/" + TEA, "old tea");
    write("mail/my course/backup/" + TEA, "other tea");
    write(".course/saved/" + TEA, "oldest tea");

    assertThat(taken().of(one)).containsOnly(entry("logkv/Tea.java", "tea"));
  }

  @Test
  void of_two_courses_side_by_side_neither_is_taken() throws IOException {
    write("mine/" + TEA, "tea");
    write("copy/" + TEA, "tea");

    assertThatThrownBy(this::taken)
        .isInstanceOf(CourseException.class)
        .hasMessage("There are 2 courses in it, as in copy/ and mine/; hand in one.");
  }

  @Test
  void an_empty_folder_another_course_and_a_phase_alone_have_a_sentence_each() throws IOException {
    assertThatThrownBy(this::taken).hasMessage("There is no file in it.");

    write("src/main/java/logkv/Tea.java", "tea");
    assertThatThrownBy(this::taken)
        .hasMessageStartingWith("There is no phase in it; this course has phase-1-tiny/");

    write("phase-1-lexer/src/main/java/Lexer.java", "x");
    assertThatThrownBy(this::taken)
        .hasMessageStartingWith("There is no source of a phase in it, only such as phase-1-lexer;");
  }

  @Test
  void a_text_that_is_not_utf_8_is_refused_with_the_byte_and_its_line() throws IOException {
    Path file = submission.resolve(TEA);
    Files.createDirectories(file.getParent());
    Files.write(file, "// one\n// gr\u00fcn\n".getBytes(ISO_8859_1));

    assertThat(taken().of(one)).isEmpty();
    assertThat(taken().refusals())
        .containsExactly(TEA
            + ": it is not a text in UTF-8: byte fc in line 2. Save it as UTF-8 in your editor");
  }

  @Test
  void too_long_too_many_and_too_much_are_refused() throws IOException {
    write(TEA, "x".repeat(Whitelist.MOST_BYTES_OF_A_FILE + 1));
    assertThat(taken().refusals()).containsExactly(TEA + ": it is longer than 262,144 bytes");

    String long_but_not_too_long = "x".repeat(Whitelist.MOST_BYTES_OF_A_FILE);
    for (int i = 0; i < 9; i++) {
      write(SOURCES + "logkv/Long" + i + ".java", long_but_not_too_long);
    }
    assertThat(taken().of(one)).hasSize(8);
    assertThat(taken().refusals()).anyMatch(sentence -> sentence.contains("Long8.java: the phase"));

    for (int i = 0; i < Whitelist.MOST_FILES + 1; i++) {
      write("phase-2-tiny/src/main/java/logkv/log/Short" + i + ".java", "x");
    }
    assertThat(taken().of(course.phase("2"))).hasSize(Whitelist.MOST_FILES);
    assertThat(taken().refusals()).anyMatch(sentence -> sentence.contains("more than 200 files"));
  }

  @Test
  void a_link_is_not_followed() throws IOException {
    write("secret.txt", "secret");
    write(TEA, "tea");
    try {
      Files.createSymbolicLink(
          submission.resolve(SOURCES + "logkv/Link.java"), submission.resolve("secret.txt"));
      Files.createSymbolicLink(submission.resolve(SOURCES + "logkv/log"), courseFolder);
    } catch (UnsupportedOperationException | FileSystemException e) {
      Assumptions.abort("this system lets nobody make links: " + e);
    }

    assertThat(taken().of(one)).containsOnlyKeys("logkv/Tea.java");
    assertThat(taken().refusals())
        .hasSize(2)
        .allMatch(
            sentence -> sentence.endsWith("this is a link or a device, and only files are taken"));
  }

  @Test
  void names_in_a_zip_that_lead_out_or_are_there_twice_are_not_taken() throws IOException {
    Path zip = zip(
        TEA, "tea", "../" + TEA, "out", "/" + TEA, "root", TEA.replace('/', '\\'), "as on Windows");

    Submission taken = new Intake(course).of(zip);

    assertThat(taken.of(one)).isEmpty();
    assertThat(taken.refusals())
        .containsExactly(
            "../" + TEA + ": its name leads out of the submission",
            "/" + TEA + ": its name leads out of the submission",
            TEA + ": there are two of this name, so neither is taken");
  }

  @Test
  void names_that_differ_only_in_the_case_of_letters_are_one_file() throws IOException {
    Path zip = zip(TEA, "tea", SOURCES + "logkv/TEA.java", "TEA");

    Submission taken = new Intake(course).of(zip);

    assertThat(taken.of(one)).containsOnlyKeys("logkv/TEA.java");
    assertThat(taken.refusals())
        .containsExactly(TEA + ": another file differs only in the case of letters");
  }

  @Test
  void a_name_with_a_line_break_cannot_forge_a_line_of_the_report() throws IOException {
    Path zip = zip(TEA, "tea", SOURCES + "logkv/\nphase 2  compiles\u202e.java", "x");

    assertThat(new Intake(course).of(zip).refusals())
        .singleElement()
        .asString()
        .startsWith(SOURCES + "logkv/\\u000aphase 2  compiles\\u202e.java: ");
  }

  @Test
  void a_zip_that_unpacks_to_a_thousand_times_its_size_is_read_no_further_than_needed()
      throws IOException {
    Path zip = submission.resolve("bomb.zip");
    byte[] zeros = new byte[1 << 20];
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : List.of(TEA, "phase-1-tiny/notes.txt")) {
        out.putNextEntry(new ZipEntry(name));
        for (int megabyte = 0; megabyte < 64; megabyte++) {
          out.write(zeros);
        }
      }
    }

    assertThat(new Intake(course).of(zip).refusals())
        .containsExactly(TEA + ": it is longer than 262,144 bytes");
  }

  @Test
  void what_is_no_zip_is_said_to_be_none() throws IOException {
    write("broken.zip", "PK\u0003\u0004 and then the mail broke off");

    assertThatThrownBy(() -> new Intake(course).of(submission.resolve("broken.zip")))
        .isInstanceOf(CourseException.class)
        .hasMessageStartingWith("This is not a zip that can be read: ");
    assertThatThrownBy(() -> new Intake(course).of(submission.resolve("none.zip")))
        .isInstanceOf(CourseException.class)
        .hasMessageStartingWith("There is no folder and no zip ");
  }

  private Submission taken() throws IOException {
    return new Intake(course).of(submission);
  }

  private void write(String name, String text) throws IOException {
    Path file = submission.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Path zip(String... namesAndTexts) throws IOException {
    Path zip = submission.resolve("submission.zip");
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        out.putNextEntry(new ZipEntry(namesAndTexts[i]));
        out.write(namesAndTexts[i + 1].getBytes(UTF_8));
      }
    }
    return zip;
  }

  private static Map.Entry<String, String> entry(String name, String text) {
    return Map.entry(name, text);
  }
}
