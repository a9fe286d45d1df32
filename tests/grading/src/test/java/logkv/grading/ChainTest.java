package logkv.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The rules of the chain, kept by this very course. */
class ChainTest {
  private static Proof proof;

  @BeforeAll
  static void run_every_suite_on_every_later_module() throws IOException {
    proof = Proof.of(Chain.around(Path.of("")), Boolean.getBoolean("course.pristine"));
    System.out.println(Prove.report(proof));
  }

  @TestFactory
  Stream<DynamicTest> the_course_keeps_its_rules() {
    return proof.violations().entrySet().stream()
        .map(rule -> isKept(rule.getKey(), rule.getValue()));
  }

  private static DynamicTest isKept(String promise, List<Violation> violations) {
    return DynamicTest.dynamicTest(
        promise,
        () -> assertThat(violations)
            .withFailMessage(() -> Violation.lines(violations))
            .isEmpty());
  }
}
