package logkv.course.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import logkv.course.TinyCourse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What somebody sees who types these commands. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CourseCommandTest extends TypedCommands {
  private TinyCourse tiny;

  @BeforeEach
  void two_phases() throws IOException {
    tiny = new TinyCourse(root)
        .withPhase(1, 2)
        .withTea(1, """
                public static int brew() { throw new Error("Implement Tea.brew next; lectures/01-tea.md#brew explains how."); }
                public static int pour() { throw new Error("Implement Tea.pour next; lectures/01-tea.md#pour explains how."); }""")
        .withTest(1, "TeaTest", """
                @Test void pouring() { assertThat(Tea.pour()).as("read lectures/01-tea.md#pour").isEqualTo(2); }
                @Test void brewing() { assertThat(Tea.brew()).isEqualTo(1); }""")
        .withPhase(2, 1)
        .withTea(
            2, "public static int brew() { return 1; }\npublic static int pour() { return 2; }")
        .withTest(2, "CupTest", "@Test void a_cup() { assertThat(Tea.pour()).isEqualTo(2); }");
  }

  @Test
  void a_red_phase_shows_its_first_step_in_full_and_the_rest_in_a_line() {
    assertThat(course("test", "1")).isEqualTo(1);

    assertThat(shown()).isEqualTo("""
            x TeaTest > brewing

              java.lang.Error: Implement Tea.brew next; lectures/01-tea.md#brew explains how.

              your code  phase-1-tiny/src/main/java/tea/Tea.java:4
              the test   phase-1-tiny/src/test/java/tea/TeaTest.java:11
              read       lectures/01-tea.md#brew

            Also red:
              TeaTest
              x pouring  java.lang.Error: Implement Tea.pour next; lectures/01-tea.md#pou...

            Phase 1: 0 of 2 tests pass  ....................
            next: Tea.brew; ./course hint 1 helps
            """);
  }

  @Test
  void a_green_phase_says_what_comes_next() throws IOException {
    solvePhaseOne();

    assertThat(course("test", "1")).isZero();

    assertThat(shown()).isEqualTo("""
            Phase 1: 2 of 2 tests pass  ####################
            next: phase 1 is done, well done! ./course test 2 (phase-2-tiny begins with our answer to phase 1; ./course start 2 --mine puts yours there)
            """);
  }

  @Test
  void of_several_red_tests_about_a_step_the_easiest_to_understand_comes_first()
      throws IOException {
    solvePhaseOne();
    String red = "@Test void brewing() { fail(\"read lectures/01-tea.md#brew\"); }";
    for (String name : new String[] {"ACrashTest", "AProperties", "OnABadDiskTest", "ZTest"}) {
      tiny.withTest(1, name, red);
    }

    course("test", "1");

    assertThat(shown())
        .containsSubsequence(
            "x ZTest > brewing", "  OnABadDiskTest", "  AProperties", "  ACrashTest");
  }

  @Test
  void what_was_green_comes_after_what_never_was_and_is_said_to_have_been_green()
      throws IOException {
    tiny.withTea(1, """
        public static int brew() { return 1; }
        public static int pour() { throw new Error("Implement Tea.pour next"); }""");
    course("test", "1");
    shown();
    tiny.withTea(1, """
        public static int brew() { throw new IllegalStateException("broken"); }
        public static int pour() { return 3; }""");

    for (int run = 1; run <= 2; run++) {
      course("test", "1");
      assertThat(shown())
          .startsWith("x TeaTest > pouring\n\n")
          .contains("Red now, green before:\n  TeaTest\n  x brewing")
          .endsWith("next: Tea.pour; ./course hint 1 helps\n");
    }
    tiny.withTea(1, """
        public static int brew() { throw new IllegalStateException("broken"); }
        public static int pour() { return 2; }""");
    course("test", "1");
    assertThat(shown()).startsWith("""
        x TeaTest > brewing
          This was green before: what you changed since has broken it.

          java.lang.IllegalStateException: broken

          your code  phase-1-tiny/src/main/java/tea/Tea.java:4
          the test   phase-1-tiny/src/test/java/tea/TeaTest.java:11
          read       lectures/01-tea.md#brew
        """);
  }

  @Test
  void an_exception_in_an_assertion_keeps_its_place_in_your_code() throws IOException {
    tiny.withTea(1, """
        public static int brew() { return Integer.parseInt("hot"); }
        public static int pour() { return 2; }""");
    tiny.withTest(1, "TeaTest", """
        @Test void pouring() {}
        @Test void brewing() { Helper.check(); }
        static class Helper {
          static void check() {
            try { Tea.brew(); } catch (RuntimeException e) { throw wrapped(e); }
          }
          static AssertionError wrapped(Exception e) {
            return new AssertionError("no answer\\nRead lectures/01-tea.md#brew", e);
          }
        }""");

    course("test", "1");

    assertThat(shown())
        .contains("your code  phase-1-tiny/src/main/java/tea/Tea.java:4")
        .contains("the test   phase-1-tiny/src/test/java/tea/TeaTest.java:11");
  }

  @Test
  void the_tests_of_earlier_phases_run_too() throws IOException {
    tiny.withTea(
        2, "public static int brew() { return 7; }\npublic static int pour() { return 2; }");

    assertThat(course("test", "phase-2-tiny")).isEqualTo(1);

    assertThat(shown())
        .contains("x TeaTest > brewing")
        .contains("the test   phase-1-tiny/src/test/java/tea/TeaTest.java:11")
        .contains("phase-1-tiny: 1 of 2 tests still pass")
        .contains("Phase 2: 1 of 1 tests pass");
  }

  @Test
  void a_phase_that_does_not_compile_shows_what_javac_says() throws IOException {
    tiny.withTea(1, "public static int brew() { return \"hot\"; }");

    assertThat(course("test", "1")).isEqualTo(1);

    assertThat(shown()).isEqualTo("""
            Phase 1 does not compile

            phase-1-tiny/src/main/java/tea/Tea.java:4: incompatible types: java.lang.String cannot be converted to int
                public static int brew() { return "hot"; }

            next: mend the first error; the others may go away with it
            """);
  }

  @Test
  void a_class_that_no_longer_fits_its_tests_is_told_apart_from_broken_sources()
      throws IOException {
    tiny.withTea(1, "public static int brew() { return 1; }");

    assertThat(course("test", "1")).isEqualTo(1);

    assertThat(shown())
        .startsWith("The tests of phase 1 do not fit your classes")
        .contains("phase-1-tiny/src/test/java/tea/TeaTest.java:10: cannot find symbol")
        .contains("method pour()");
  }

  @Test
  void a_test_that_has_gone_is_missed() throws IOException {
    solvePhaseOne();
    tiny.withTest(1, "TeaTest", "@Test void brewing() { assertThat(Tea.brew()).isEqualTo(1); }");

    assertThat(course("test", "1")).isEqualTo(1);

    assertThat(shown()).contains("Phase 1 has 2 tests, only 1 were found");
  }

  @Test
  void hints_come_one_after_the_other_for_the_step_that_is_red() throws IOException {
    tiny.withTea(1, """
        public static int brew() { return 1; }
        public static int pour() { throw new Error("Implement Tea.pour next"); }""");
    course("test", "1");
    shown();

    course("hint", "1");
    assertThat(shown()).startsWith("Tea.pour, hint 1 of 3: a nudge").contains("Into a cup.");
    course("hint", "1");
    assertThat(shown()).startsWith("Tea.pour, hint 2 of 3").contains("Slowly.");
    course("hint", "1");
    course("hint", "1");
    assertThat(shown()).contains("`cup.fill()`").endsWith("in full in lectures/01-tea.md#pour\n");
    course("hint", "1", "brew", "--level", "2");
    assertThat(shown()).startsWith("Tea.brew, hint 2 of 3").contains("Then the leaves.");
  }

  @Test
  void a_phase_that_is_done_needs_no_hint_unless_a_step_is_named() throws IOException {
    solvePhaseOne();
    course("test", "1");
    shown();

    assertThat(course("hint", "1")).isZero();
    assertThat(shown()).startsWith("Phase 1 is done: all its tests are green.");
    course("hint", "1", "Tea.pour");
    assertThat(shown())
        .startsWith("Tea.pour, hint 1 of 3")
        .contains("./course hint 1 Tea.pour says more");
  }

  @Test
  void the_slow_tests_of_earlier_phases_are_not_run_and_that_is_said() throws IOException {
    solvePhaseOne();
    tiny.withTest(1, "SlowTest", "@Test @Tag(\"slow\") void slow() { fail(\"it ran\"); }");
    tiny.withTest(2, "CupTest", "@Test @Tag(\"slow\") void a_cup() {}");

    assertThat(course("test", "2")).isZero();

    assertThat(shown())
        .contains(
            "phase-1-tiny: 2 of 2 tests still pass\n(1 slow test of earlier phases not run)\n")
        .contains("Phase 2: 1 of 1 tests pass");
  }

  @Test
  void help_is_a_command_too() {
    assertThat(course("help")).isZero();
    assertThat(course("help", "test")).isZero();
    assertThat(complaints()).isEmpty();
  }

  @Test
  void the_status_draws_what_the_last_run_found() throws IOException {
    course("test", "1");
    shown();

    assertThat(course()).isZero();

    assertThat(shown()).isEqualTo("""
            LogKV, a key-value store that survives a power cut

             1  Tiny number 1  ....................    0 of 2    begun
             2  Tiny number 2  ....................    0 of 1    begun, not tested yet

            next: Tea.brew; ./course test 1
            """);
    solvePhaseOne();
    course("test", "1");
    shown();
    course("status");
    assertThat(shown()).contains(" 1  Tiny number 1  ####################    2 of 2    green");
  }

  @Test
  void wrong_usage_is_a_sentence_and_status_2() {
    assertThat(course("test", "9")).isEqualTo(2);
    assertThat(complaints()).isEqualTo("course: There is no phase 9; phases are 1 to 2.\n");

    assertThat(course("hint", "1", "drink")).isEqualTo(2);
    assertThat(complaints()).contains("no step drink; its steps are Tea.brew, Tea.pour.");

    assertThat(course("hint", "1", "--level", "4")).isEqualTo(2);
    assertThat(complaints()).contains("no hint 4; every step has 3");

    assertThat(course("test", "--limit", "0")).isEqualTo(2);
    assertThat(complaints()).contains("a number of seconds, at least 1.");

    assertThat(course("brew")).isEqualTo(2);
    assertThat(complaints()).isEqualTo("course: There is no command brew\nTry: ./course --help\n");
  }

  @Test
  void what_is_nearly_right_is_answered_with_what_is() {
    assertThat(course("wach", "1")).isEqualTo(2);
    assertThat(complaints()).startsWith("course: There is no command wach; did you mean watch?\n");

    assertThat(course("test", "--al")).isEqualTo(2);
    assertThat(complaints()).isEqualTo("""
            course: Unknown option: '--al'; did you mean --all?
            Try: ./course test --help
            """);

    assertThat(course("start", "2")).isEqualTo(2);
    assertThat(complaints()).isEqualTo("""
            course: Missing required argument (specify one of these): (--mine | --reference)
            Try: ./course start --help
            """);
  }

  private void solvePhaseOne() throws IOException {
    tiny.withTea(
        1, "public static int brew() { return 1; }\npublic static int pour() { return 2; }");
  }
}
