package logkv.grading;

import static logkv.grading.TinyCourse.CUP;
import static logkv.grading.TinyCourse.POT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import logkv.course.Phase;
import logkv.grading.Maven.Build;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The build never lets an unsolved phase look solved. Our own POMs build a tiny course here, so that
 * what decides which tests run is the real thing.
 */
@Tag("slow")
@EnabledIfSystemProperty(
    named = "maven.home",
    matches = ".+",
    disabledReason = "Maven says where it is; run this with ./mvnw")
@DisplayNameGeneration(ReplaceUnderscores.class)
class RootBuildTest {
  @TempDir
  Path root;

  private TinyCourse course;

  @BeforeEach
  void a_tiny_course_with_our_own_poms() throws IOException {
    Chain ours = Chain.around(Path.of(""));
    course = TinyCourse.writtenTo(root);
    course.write("pom.xml", onlyTheTinyModules(Files.readString(ours.root().resolve("pom.xml"))));
    for (String file : List.of(".mvn/maven.config", ".mvn/jvm.config")) {
      course.write(file, Files.readString(ours.root().resolve(file)));
    }
    Phase first = ours.phases().get(0);
    for (String phase : List.of(CUP, POT)) {
      String pom = Files.readString(first.folder().resolve("pom.xml"));
      course.write(phase + "/pom.xml", pom.replace(first.name(), phase));
    }
    course.write("tests/crash-kit/pom.xml", KIT_POM);
    course.write("tests/crash-kit/src/test/java/logkv/KitTest.java", KIT_TEST);
    course.write("tests/settings/junit-platform.properties", "");
    course.write(
        CUP + "/src/main/java/logkv/tea/Tea.java",
        "package logkv.tea;\r\n\r\n// thé\r\nclass Tea {}\r\n");
    course.handOut(CUP, 1);
  }

  @Test
  void from_the_root_a_phase_nobody_has_begun_is_skipped_with_the_command_that_runs_it()
      throws Exception {
    Build build = maven("test");

    assertThat(build.log())
        .contains(
            "Not begun, so its 1 tests are skipped here. Run them: ./mvnw -pl phase-1-cup test")
        .contains(
            "Not begun, so its 1 tests are skipped here. Run them: ./mvnw -pl phase-2-pot test")
        .contains("Running logkv.KitTest")
        .doesNotContain("Running logkv.CupTest", "Running logkv.PotTest");
    assertThat(build.status()).isZero();
  }

  @Test
  void by_itself_a_phase_nobody_has_begun_is_red_and_says_what_to_write() throws Exception {
    Build build = maven("-pl", CUP, "test");

    assertThat(build.log())
        .contains("Implement Cup.size next; lectures/01-cup.md#size explains how.")
        .doesNotContain("Running logkv.KitTest");
    assertThat(build.status()).isNotZero();
  }

  @Test
  void from_the_root_a_phase_that_was_begun_and_is_unsolved_is_red() throws Exception {
    course.main(CUP, "Cup", TinyCourse.CUP_SKELETON.replace("Cup {", "Cup { // mine"));

    Build build = maven("test");

    assertThat(build.log()).contains("Running logkv.CupTest", "Implement Cup.size next");
    assertThat(build.status()).isNotZero();
  }

  @Test
  void from_the_root_a_phase_that_was_begun_and_is_solved_is_green() throws Exception {
    course.main(CUP, "Cup", TinyCourse.CUP_ANSWER);

    Build build = maven("test");

    assertThat(build.log())
        .contains("Running logkv.CupTest")
        .contains("skipped here. Run them: ./mvnw -pl phase-2-pot test");
    assertThat(build.status()).isZero();
  }

  private Build maven(String... arguments) throws IOException, InterruptedException {
    return Maven.run(root, arguments);
  }

  private static String onlyTheTinyModules(String pom) {
    return pom.replaceFirst(
        "(?s)<modules>.*</modules>",
        "<modules><module>%s</module><module>%s</module><module>tests/crash-kit</module></modules>"
            .formatted(CUP, POT));
  }

  private static final String KIT_POM = """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <parent>
          <groupId>logkv</groupId>
          <artifactId>logkv-course</artifactId>
          <version>1.0-SNAPSHOT</version>
          <relativePath>../../pom.xml</relativePath>
        </parent>
        <artifactId>crash-kit</artifactId>
      </project>
      """;

  private static final String KIT_TEST = """
      package logkv;

      class KitTest {
        @org.junit.jupiter.api.Test
        void the_kit_works() {}
      }
      """;
}
