package logkv.course.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import logkv.course.build.Compiler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TestRunnerTest {
  private static TestRunner runner;

  @TempDir
  Path folder;

  @BeforeAll
  static void one_warm_worker(@TempDir Path workingDirectory) throws IOException {
    runner = TestRunner.start(workingDirectory);
  }

  @AfterAll
  static void end() {
    runner.close();
  }

  @Test
  void green_and_red_tests_are_told_apart() throws IOException {
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
    assertThat(red.failure().orElseThrow().stack().get(0).getLineNumber()).isEqualTo(8);
  }

  @Test
  void an_endless_loop_is_stopped_and_the_other_tests_run() throws IOException {
    TestRun run = run("TeaTest", """
            @Test void a_green_one() {}
            @Test void b_stuck() { while (true) { Thread.onSpinWait(); } }
            @Test void c_green_too() {}
            """);

    assertThat(run.passed()).isEqualTo(2);
    Failure failure = only(run).failure().orElseThrow();
    assertThat(failure.kind()).isEqualTo(Failure.Kind.STUCK);
    assertThat(failure.message())
        .contains("after 700 ms")
        .contains("TeaTest.b_stuck (TeaTest.java:8)");
  }

  @Test
  void a_call_of_exit_is_named_with_its_line() throws IOException {
    TestRun run = run("TeaTest", """
            @Test void a_green_one() {}
            @Test void b_leaves() { System.exit(0); }
            @Test void c_green_too() {}
            """);

    assertThat(run.passed()).isEqualTo(2);
    Failure failure = only(run).failure().orElseThrow();
    assertThat(failure.kind()).isEqualTo(Failure.Kind.ENDED_THE_JVM);
    assertThat(failure.message())
        .contains("System.exit was called at TeaTest.b_leaves (TeaTest.java:8)");
  }

  private TestRun run(String className, String tests) throws IOException {
    Path sources = folder.resolve("src");
    Files.createDirectories(sources.resolve("tea"));
    Files.writeString(
        sources.resolve("tea").resolve(className + ".java"), """
        package tea;
        import static org.assertj.core.api.Assertions.assertThat;
        import org.junit.jupiter.api.*;
        import net.jqwik.api.*;

        class %s {
        %s
        }
        """.formatted(className, tests));
    Suite suite = new Suite("tea", folder.resolve("classes"));
    assertThat(new Compiler()
            .compile(sources, ThisJvm.classPath(), suite.testClasses())
            .errors())
        .isEmpty();
    return runner.run(suite, List.of(), RunOptions.standard().withLimit(Duration.ofMillis(700)));
  }

  private static TestResult only(TestRun run) {
    assertThat(run.failures()).hasSize(1);
    return run.failures().get(0);
  }
}
