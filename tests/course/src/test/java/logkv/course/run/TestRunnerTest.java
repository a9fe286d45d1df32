package logkv.course.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import logkv.course.TinyCourse;
import logkv.course.build.Compiler;
import logkv.course.run.Failure.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TestRunnerTest {
  private static TestRunner runner;
  private static Compiler compiler;

  @TempDir
  Path folder;

  @BeforeAll
  static void one_warm_worker(@TempDir Path workingDirectory) throws IOException {
    runner = TestRunner.start(workingDirectory);
    compiler = new Compiler();
  }

  @AfterAll
  static void end() {
    runner.close();
  }

  @Nested
  class a_suite_that_behaves {

    @Test
    void has_green_tests_and_red_ones_with_message_and_place() throws IOException {
      TestRun run = run("TeaTest", """
              @Test void it_is_green() { assertThat(1).isEqualTo(1); }
              @Test void it_is_red() { assertThat(1).as("the tea").isEqualTo(2); }
              """);

      assertThat(run.found()).isEqualTo(2);
      assertThat(run.passed()).isEqualTo(1);
      assertThat(run.isGreen()).isFalse();
      TestResult red = run.result(new TestId("tea.TeaTest", "it_is_red")).orElseThrow();
      assertThat(red.displayNames()).containsExactly("TeaTest", "it_is_red()");
      assertThat(red.failure().orElseThrow().message()).contains("the tea");
      assertThat(red.failure().orElseThrow().stack())
          .extracting(StackTraceElement::getMethodName)
          .containsExactly("it_is_red");
    }

    @Test
    void is_told_to_the_listener_test_by_test() throws IOException {
      Suite suite = compile("TeaTest", "@Test void one() {} @Test void two() { fail(\"no\"); }");
      List<String> heard = new ArrayList<>();

      runner.run(
          suite,
          List.of(),
          RunOptions.standard().withListener(r -> heard.add(r.id().method() + r.status())));

      assertThat(heard).containsExactlyInAnyOrder("onePASSED", "twoFAILED");
    }

    @Test
    void runs_properties_of_jqwik_too() throws IOException {
      TestRun run = run("TeaProperties", """
              @Property(seed = "1") void green(@ForAll int n) { assertThat(n).isNotNull(); }
              @Property(seed = "1") void red(@ForAll int n) { assertThat(n).isLessThan(1000); }
              """);

      assertThat(run.passed()).isEqualTo(1);
      assertThat(only(run).message()).contains("1000").contains("seed 1");
    }

    @Test
    void counts_a_parameterized_test_once_and_it_is_red_if_one_invocation_is() throws IOException {
      TestRun run = run("TeaTest", """
              @ParameterizedTest @ValueSource(ints = {1, 2, 3})
              void small(int n) { assertThat(n).isNotEqualTo(2); }
              """);

      assertThat(run.found()).isEqualTo(1);
      assertThat(only(run).message()).contains("2");
    }

    @Test
    void names_nested_tests_and_overloaded_ones_apart() throws IOException {
      TestRun run = run("TeaTest", """
              @Nested class hot { @Test void it_steams() {} }
              @Test void it_steams() {}
              @Test void it_steams(TestInfo info) {}
              """);

      assertThat(run.results())
          .extracting(result -> result.id().toString())
          .containsExactlyInAnyOrder(
              "tea.TeaTest#it_steams",
              "tea.TeaTest#it_steams(org.junit.jupiter.api.TestInfo)",
              "tea.TeaTest$hot#it_steams");
    }

    @Test
    void skips_what_is_disabled_or_has_an_excluded_tag() throws IOException {
      Suite suite = compile("TeaTest", """
              @Test void runs() {}
              @Test @Disabled void is_disabled() {}
              @Test @Tag("slow") void is_slow() {}
              """);

      TestRun run = runner.run(suite, List.of(), RunOptions.standard().withoutTag(RunOptions.SLOW));

      assertThat(run.passed()).isEqualTo(1);
      assertThat(run.skipped()).isEqualTo(2);
      assertThat(run.found()).isEqualTo(3);
    }

    @Test
    void runs_with_new_classes_after_they_have_changed() throws IOException {
      assertThat(run("TeaTest", "@Test void it() { fail(\"old\"); }").passed()).isZero();
      assertThat(run("TeaTest", "@Test void it() {}").passed()).isEqualTo(1);
    }
  }

  @Nested
  class code_that_does_not_come_back {

    @Test
    void an_endless_loop_is_stopped_with_its_place_and_the_other_tests_run() throws IOException {
      TestRun run = runBriefly("TeaTest", """
              @Test void a() {}
              @Test void b_stuck() { while (true) { Thread.onSpinWait(); } }
              @Test void c() {}
              """);

      assertThat(run.passed()).isEqualTo(2);
      assertThat(only(run).kind()).isEqualTo(Kind.STUCK);
      assertThat(only(run).message()).contains("after 1 s").contains("at TeaTest.b_stuck (");
    }

    @Test
    void a_deadlock_is_shown_with_the_other_thread() throws IOException {
      TestRun run = runBriefly("TeaTest", """
              @Test void waits() throws Exception {
                var held = new java.util.concurrent.CountDownLatch(1);
                var never = new java.util.concurrent.CountDownLatch(1);
                Thread other = new Thread(() -> holds(held, never), "the other");
                other.start();
                held.await();
                other.join();
              }
              static void holds(java.util.concurrent.CountDownLatch held,
                  java.util.concurrent.CountDownLatch never) {
                held.countDown();
                try { never.await(); } catch (InterruptedException e) { }
              }
              """);

      assertThat(only(run).message())
          .contains("at TeaTest.waits (")
          .contains("thread \"the other\" is at TeaTest.holds (");
    }

    @Test
    void an_endless_flood_of_output_is_cut() throws IOException {
      TestRun run = runBriefly(
          "TeaTest", "@Test void floods() { while (true) { System.out.println(\"tea\"); } }");

      assertThat(only(run).kind()).isEqualTo(Kind.STUCK);
      assertThat(only(run).output()).hasSizeLessThan(5_000).contains("bytes more");
    }

    @Test
    void after_too_many_losses_the_rest_is_not_run_but_counted() throws IOException {
      Suite suite = compile("TeaTest", """
              @Test void a() { System.exit(3); }
              @Test void b() { System.exit(3); }
              @Test void c() { System.exit(3); }
              """);
      RunOptions impatient =
          new RunOptions(Duration.ofSeconds(5), Duration.ofSeconds(5), Set.of(), 1, r -> {});

      TestRun run = runner.run(suite, List.of(), impatient);

      assertThat(run.failures())
          .extracting(failed -> failed.failure().orElseThrow().kind())
          .containsExactlyInAnyOrder(Kind.ENDED_THE_JVM, Kind.ENDED_THE_JVM, Kind.NOT_RUN);
    }
  }

  @Nested
  class code_that_ends_the_jvm {

    @Test
    void a_call_of_exit_is_told_with_its_place_and_the_other_tests_run() throws IOException {
      TestRun run = run("TeaTest", """
              @Test void a() {}
              @Test void b_leaves() { System.exit(0); }
              @Test void c() {}
              """);

      assertThat(run.passed()).isEqualTo(2);
      assertThat(only(run).kind()).isEqualTo(Kind.ENDED_THE_JVM);
      assertThat(only(run).message()).contains("System.exit was called at TeaTest.b_leaves (");
    }

    @Test
    void a_halt_is_told_with_its_exit_status() throws IOException {
      TestRun run = run("TeaTest", "@Test void halts() { Runtime.getRuntime().halt(0); }");

      assertThat(only(run).kind()).isEqualTo(Kind.ENDED_THE_JVM);
      assertThat(only(run).message()).contains("exit status 0").contains("halt");
    }

    @Test
    void an_exit_before_all_tests_is_the_failure_of_each() throws IOException {
      TestRun run = run("TeaTest", """
              @BeforeAll static void leave() { System.exit(1); }
              @Test void a() {}
              @Test void b() {}
              """);

      assertThat(run.found()).isEqualTo(2);
      assertThat(run.failed()).isEqualTo(2);
    }
  }

  @Nested
  class trouble_around_the_tests {

    @Test
    void a_static_initialiser_that_throws_is_the_failure_of_each_test() throws IOException {
      TestRun run = run("TeaTest", """
              static final int LEAVES = Integer.parseInt("none");
              @Test void a() {}
              @Test void b() {}
              """);

      assertThat(run.failed()).isEqualTo(2);
      assertThat(run.failures().get(0).failure().orElseThrow().throwable())
          .extracting(Failure.Thrown::message)
          .anyMatch(message -> message.contains("none"));
    }

    @Test
    void a_class_with_a_name_that_nobody_runs_is_a_failure() throws IOException {
      TestRun run = run("TeaTests", "@Test void a() {}");

      assertThat(run.found()).isZero();
      assertThat(only(run).kind()).isEqualTo(Kind.UNUSABLE_CLASS);
      assertThat(only(run).message()).contains("tea.TeaTests has tests that nobody runs");
    }

    @Test
    void a_missing_class_is_the_failure_of_the_class_that_needs_it() throws IOException {
      Suite suite =
          compile("TeaTest", "static class Cup {} @Test void a() {} void with(Cup cup) {}");
      Files.delete(suite.testClasses().resolve("tea/TeaTest$Cup.class"));

      TestRun run = runner.run(suite, List.of(), RunOptions.standard());

      assertThat(only(run).kind()).isEqualTo(Kind.UNUSABLE_CLASS);
      assertThat(only(run).message()).contains("tea.TeaTest").contains("Cup");
    }

    @Test
    void a_thread_left_behind_does_not_reach_the_next_run() throws IOException {
      String leaves = """
          static Thread left;
          @Test void leaves_a_thread() {
            left = new Thread(() -> { while (true) { java.util.concurrent.locks.LockSupport.park(); } });
            left.setName("left behind");
            left.start();
          }
          """;
      assertThat(run("TeaTest", leaves).passed()).isEqualTo(1);

      TestRun next = run("TeaTest", """
              @Test void is_alone() {
                assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName).doesNotContain("left behind");
              }
              """);

      assertThat(next.passed()).isEqualTo(1);
    }

    @Test
    void what_a_test_prints_is_kept_with_its_failure_only() throws IOException {
      TestRun run = run("TeaTest", """
              @Test void quiet() { System.out.println("not this"); }
              @Test void red() { System.err.println("the leaves"); fail("cold"); }
              """);

      assertThat(only(run).output()).contains("the leaves").doesNotContain("not this");
    }

    @Test
    void a_suite_without_tests_is_not_green() throws IOException {
      assertThat(run("Cup", "").isGreen()).isFalse();
    }
  }

  private TestRun run(String className, String members) throws IOException {
    return runner.run(compile(className, members), List.of(), RunOptions.standard());
  }

  private TestRun runBriefly(String className, String members) throws IOException {
    RunOptions options = RunOptions.standard().withLimit(Duration.ofSeconds(1));
    return runner.run(compile(className, members), List.of(), options);
  }

  private Suite compile(String className, String members) throws IOException {
    Path sources = folder.resolve("src");
    Path file = sources.resolve("tea").resolve(className + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, TinyCourse.testClass(className, members));
    Suite suite = new Suite("tea", folder.resolve("classes"));
    Compiler.Compiled compiled =
        compiler.compile(sources, ThisJvm.classPath(), suite.testClasses());
    assertThat(compiled.errors()).isEmpty();
    return suite;
  }

  private static Failure only(TestRun run) {
    assertThat(run.failures()).hasSize(1);
    return run.failures().get(0).failure().orElseThrow();
  }
}
