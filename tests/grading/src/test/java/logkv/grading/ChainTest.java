package logkv.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The rules of the chain, kept by this very course. */
class ChainTest {
  /** Rules for what the phases do not have yet: tests, lectures. */
  private static final Set<String> WAITING = Set.of("compiles", "pointers");

  private static Course course;

  @BeforeAll
  static void find_the_course() throws IOException {
    course = Course.around(Path.of(""));
  }

  @TestFactory
  Stream<DynamicTest> every_rule_is_kept() {
    return Proof.rulesOfSources().stream()
        .filter(rule -> !WAITING.contains(rule.name()))
        .map(this::keeps);
  }

  private DynamicTest keeps(Rule rule) {
    return DynamicTest.dynamicTest(rule.promise(), () -> {
      List<Violation> violations = rule.check(course);
      assertThat(violations).withFailMessage(() -> Violation.lines(violations)).isEmpty();
    });
  }
}
