package logkv.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import logkv.course.Course;
import logkv.grading.museum.Museum;
import logkv.grading.museum.Tour;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rule about the museum fails once for everything that can be wrong with an exhibit. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BrokenMuseumTest {
  private static final String CUPS = "tests/grading/museum/four-cups";

  /** Two tests for the cup; only the first looks at its size. */
  private static final String TASTE_TEST = """
      package logkv;

      import static org.assertj.core.api.Assertions.assertThat;

      import org.junit.jupiter.api.Test;

      class TasteTest {
        @Test
        void a_cup_is_a_cup() {
          assertThat(new Cup()).isNotNull();
        }
      }
      """;

  @TempDir
  Path root;

  private TinyCourse course;

  @BeforeEach
  void a_museum_with_one_wrong_store() throws IOException {
    course = TinyCourse.writtenTo(root).withExhibit();
  }

  @Test
  void a_wrong_store_that_is_caught_breaks_nothing() throws IOException {
    assertThat(broken()).isEmpty();
  }

  @Test
  void a_wrong_store_that_nobody_catches() throws IOException {
    course.write(TinyCourse.EXHIBIT_PATCH, TinyCourse.CHANGE.replace("return 4", "return 1 + 2"));

    assertThat(broken())
        .containsExactly(
            CUPS + ": is caught by no test of phase-1-cup, and must be by CupTest [museum]");
  }

  @Test
  void a_wrong_store_that_the_wrong_test_catches() throws IOException {
    course.test(TinyCourse.CUP, "TasteTest", TASTE_TEST);
    facts("caught.by=CupTest", "caught.by=TasteTest");

    assertThat(broken())
        .containsExactly(CUPS + ": is not caught by TasteTest, but by CupTest [museum]");
  }

  @Test
  void a_wrong_store_that_only_one_of_two_tests_catches() throws IOException {
    course.test(TinyCourse.CUP, "TasteTest", TASTE_TEST);
    facts("caught.by=CupTest", "caught.by=CupTest, TasteTest#a_cup_is_a_cup");

    assertThat(broken())
        .containsExactly(
            CUPS + ": is not caught by TasteTest#a_cup_is_a_cup, but by CupTest [museum]");
  }

  @Test
  void a_test_that_does_not_exist() throws IOException {
    facts("caught.by=CupTest", "caught.by=SipTest");

    assertThat(broken())
        .containsExactly(
            CUPS + ": must be caught by SipTest, and phase-1-cup has no such test [museum]");
  }

  @Test
  void a_failure_that_does_not_say_why() throws IOException {
    facts("message=but was: 4", "message=three cups");

    assertThat(broken())
        .singleElement()
        .asString()
        .startsWith(CUPS + ": is caught, but no failure says \"three cups\"; one says \"");
  }

  @Test
  void a_patch_whose_lines_are_not_there() throws IOException {
    course.write(TinyCourse.EXHIBIT_PATCH, TinyCourse.CHANGE.replace("return 3", "return 2"));

    assertThat(broken())
        .containsExactly(CUPS + ": " + CUPS + "/change.patch:3: the lines that this changes are not"
            + " in logkv/Cup.java, neither at line 2 nor elsewhere [museum]");
  }

  @Test
  void a_patch_that_is_missing() throws IOException {
    Files.delete(root.resolve(TinyCourse.EXHIBIT_PATCH));

    assertThat(broken())
        .containsExactly(
            CUPS + ": " + CUPS + "/change.patch: is missing; an exhibit needs it [museum]");
  }

  @Test
  void a_wrong_store_that_does_not_compile() throws IOException {
    course.write(TinyCourse.EXHIBIT_PATCH, TinyCourse.CHANGE.replace("return 4", "return \"4\""));

    assertThat(broken())
        .containsExactly(CUPS + ": " + CUPS + "/change.patch: does not compile: Cup.java, line 5:"
            + " incompatible types: java.lang.String cannot be converted to int [museum]");
  }

  @Test
  void a_wrong_store_made_from_a_phase_that_somebody_has_begun_is_left_out() throws IOException {
    course.main(TinyCourse.POT, "Pot", TinyCourse.POT_ANSWER);

    Tour tour = tour();

    assertThat(tour.outcomes()).isEmpty();
    assertThat(tour.leftOut()).hasToString("[four-cups]");
  }

  @Test
  void an_exhibit_says_where_it_is_wrong() {
    refused("phase=1", "phase=7", ":1: There is no phase 7; phases are 1 to 2.");
    refused("finder=F", "finder=Z", ":4: these are letters of FPKCNERT, with spaces between them");
    refused("title=One more\n", "", ":6: needs a line title=...");
    refused("base=answer", "base=cup", ":7: the base is always the \"answer\", here phase-2-pot");
    refused("message", "mesage", ":6: an exhibit says nothing about \"mesage\"");
  }

  private void refused(String fact, String instead, String complaint) {
    assertThatThrownBy(() -> {
          facts(fact, instead);
          Museum.of(Course.at(root));
        })
        .hasMessage(CUPS + "/exhibit.properties" + complaint);
  }

  private void facts(String fact, String instead) throws IOException {
    course.write(TinyCourse.EXHIBIT_FACTS, TinyCourse.FACTS.replace(fact, instead));
  }

  private Tour tour() throws IOException {
    return Tour.through(Museum.of(course.compiled().course()));
  }

  private List<String> broken() throws IOException {
    return new CaughtInMuseum(tour())
        .check(course.asItIs()).stream().map(Violation::toString).toList();
  }
}
